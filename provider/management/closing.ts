import { usageError } from './api-request'
import type { ApiRequest, Send } from './exchange'
import { amendedError, type ManagementError } from './management-error'

const CLOSED = 'the Management API client is closed'

/** What a client's signal is aborted with when it is closed. */
export const closedReason = (): Error => new Error(CLOSED)

/** Takes no request once the client is closed, and says so of those that were waiting then. */
export const whileOpen =
  (send: Send, closing: AbortSignal): Send =>
  async (request) => {
    if (closing.aborted) throw usageError(request, CLOSED)
    return send(request).catch((error: unknown) => {
      throw error === closing.reason ? closedError(request) : error
    })
  }

/** A call that waited when the client was closed. An earlier try of a write may have been carried out. */
export const closedError = (request: ApiRequest): ManagementError =>
  amendedError(usageError(request, CLOSED), { mayHaveBeenApplied: request.effect !== 'none' })
