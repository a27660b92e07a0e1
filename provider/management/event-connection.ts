import { type ApiAnswer, type ApiRequest, isJson } from './exchange'
import { shapeError } from './request-error'

/** Opens a connection and gives what comes in on it, until it ends. Rejects with a `ManagementError`, or as the signal says. */
export type OpenStream = (request: ApiRequest) => AsyncIterable<Uint8Array>

/** An answer whose body is still coming. */
export interface StreamedAnswer extends Omit<ApiAnswer, 'text'> {
  body: AsyncIterable<Uint8Array>
}

/** The bytes of a refusal, which is read to its end. */
export async function readWhole({ body, ...head }: StreamedAnswer): Promise<ApiAnswer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return { ...head, text: Buffer.concat(chunks).toString('utf8') }
}

/** Refuses an answer that is no stream of events, such as a login page. Throws a `ManagementError` of kind `shape`. */
export function assertEventStream(request: ApiRequest, answer: StreamedAnswer): void {
  const type = answer.headers['content-type'] ?? 'no content type'
  if (/^text\/event-stream\b/i.test(type)) return
  throw shapeError(request, `expected a stream of events, got ${isJson({ ...answer, text: '' }) ? 'JSON' : type}`)
}
