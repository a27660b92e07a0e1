import { type ApiRequest, type ApiResponse, isJson, type StreamedResponse } from '../exchange'
import { shapeError } from '../request-error'

/** Opens a connection and gives what comes in on it, until it ends. Rejects with a `ManagementError`, or as the signal says. */
export type OpenStream = (request: ApiRequest) => AsyncIterable<Uint8Array>

/** The bytes of a refusal, which is read to its end. */
export async function readWhole({ body, ...head }: StreamedResponse): Promise<ApiResponse> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return { ...head, text: Buffer.concat(chunks).toString('utf8') }
}

/** Refuses a response that is no stream of events, such as a login page. Throws a `ManagementError` of kind `shape`. */
export function assertEventStream(request: ApiRequest, response: StreamedResponse): void {
  const type = response.headers['content-type'] ?? 'no content type'
  if (/^text\/event-stream\b/i.test(type)) return
  throw shapeError(request, `expected a stream of events, got ${isJson({ ...response, text: '' }) ? 'JSON' : type}`)
}
