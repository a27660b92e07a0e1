import { closedError } from './closing'
import { assertEventStream, type OpenStream, readWhole, type StreamedAnswer } from './event-connection'
import type { ApiRequest } from './exchange'
import { answerError } from './request-error'
import { authorized, type TokenSource } from './token-source'
import type { Transport } from './transport'

/** What opening a connection needs of a client. */
export interface OpenerTools {
  transport: Pick<Transport, 'stream'>
  tokens: TokenSource
  /** Aborted when the client is closed. */
  closing: AbortSignal
  now: () => number
}

/** Opens streams of events. A token that is refused is renewed once, as for any call. */
export const streamOpener = (tools: OpenerTools): OpenStream =>
  async function* open(request) {
    const { closing, now } = tools
    if (closing.aborted) throw closedError(request)
    const signal = request.signal === undefined ? closing : AbortSignal.any([request.signal, closing])
    try {
      const answer = await openAuthorized(tools, request, signal)
      if (answer.status < 200 || answer.status > 299) throw answerError(request, await readWhole(answer), now())
      assertEventStream(request, answer)
      yield* answer.body
    } catch (error) {
      throw closing.aborted ? closedError(request) : error
    }
  }

async function openAuthorized(
  { tokens, transport }: OpenerTools,
  request: ApiRequest,
  signal: AbortSignal,
): Promise<StreamedAnswer> {
  const token = await tokens.get(signal)
  const answer = await transport.stream(authorized(request, token.value), signal)
  if (answer.status !== 401 || token.fresh) return answer
  await readWhole(answer)
  tokens.drop(token.value)
  const renewed = await tokens.get(signal)
  return transport.stream(authorized(request, renewed.value), signal)
}
