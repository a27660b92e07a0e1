import { closedError } from '../closing'
import type { ApiRequest, StreamedResponse } from '../exchange'
import { statusError } from '../request-error'
import { authorized, type TokenSource } from '../token-source'
import type { Transport } from '../transport'
import { assertEventStream, type OpenStream, readWhole } from './event-connection'

/** What opening a connection needs of a client. */
export interface OpenerTools {
  readonly transport: Pick<Transport, 'open'>
  readonly tokens: TokenSource
  /** Aborted when the client is closed. */
  readonly closing: AbortSignal
  readonly now: () => number
}

/** Opens streams of events. A token that is refused is renewed once, as for any call. */
export function streamOpener(tools: OpenerTools): OpenStream {
  return async function* open(request) {
    const { closing, now } = tools
    if (closing.aborted) throw closedError(request)
    const signal = request.signal === undefined ? closing : AbortSignal.any([request.signal, closing])
    try {
      const response = await openAuthorized(tools, request, signal)
      if (response.status < 200 || response.status > 299) throw statusError(request, await readWhole(response), now())
      assertEventStream(request, response)
      yield* response.body
    } catch (error) {
      throw closing.aborted ? closedError(request) : error
    }
  }
}

async function openAuthorized(
  { tokens, transport }: OpenerTools,
  request: ApiRequest,
  signal: AbortSignal,
): Promise<StreamedResponse> {
  const token = await tokens.get(signal)
  const response = await transport.open(authorized(request, token.value, tokens), signal)
  if (response.status !== 401 || token.fresh) return response
  await readWhole(response)
  tokens.drop(token.value)
  const renewed = await tokens.get(signal)
  return transport.open(authorized(request, renewed.value, tokens), signal)
}
