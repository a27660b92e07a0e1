import type { ApiRequest, Send } from './exchange'
import type { ManagementError } from './management-error'
import { requestError } from './request-error'

const CLOSED = 'the Management API client is closed'

/** What a client's signal is aborted with when it is closed. */
export function closedReason(): Error {
  return new Error(CLOSED)
}

/** Rejects requests once the client is closed, and those that were waiting then. */
export function whileOpen(send: Send, closing: AbortSignal): Send {
  return async (request) => {
    if (closing.aborted) throw closedError({ ...request, effect: 'none' })
    return send(request).catch((error: unknown) => {
      throw error === closing.reason ? closedError(request) : error
    })
  }
}

/** A call that waited when the client was closed. An earlier try of a write may have been carried out. */
export function closedError(request: ApiRequest): ManagementError {
  return requestError(request, CLOSED, { kind: 'usage', mayHaveBeenApplied: request.effect !== 'none' })
}
