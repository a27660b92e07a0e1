import type { ApiRequest, ApiResponse, Send } from './exchange'
import { isManagementError } from './management-error'
import { redactedBody, type Secrets, scrub } from './redaction'

/** One HTTP exchange: a response, or the failure in its place. */
export interface RequestLogEntry {
  event: 'request'
  method: string
  /** Path with query, without the host. */
  path: string
  /** 1 for the first try. */
  attempt: number
  durationMs: number
  /** HTTP status; absent when no response came. */
  status?: number
  /** The failure's kind or code, or `aborted`; absent when a response came. */
  failure?: string
  /** Auth0's id of the request. */
  requestId?: string
  /** With `logBodies`: the body sent, its secrets replaced by `***`. */
  requestBody?: unknown
  /** With `logBodies`: the body received, its secrets replaced by `***`; of anything but JSON only type and length. */
  responseBody?: unknown
}

/** A decision to try the same request again after a wait. */
export interface RetryLogEntry {
  event: 'retry'
  method: string
  path: string
  /** The try that failed, from 1. */
  attempt: number
  waitMs: number
  /** `429`, `503`, `ECONNRESET`, `timeout`. */
  reason: string
}

/** Requests wait: written at once when a wait begins, and then every ten seconds. */
export interface WaitLogEntry {
  event: 'wait'
  /** How long the one that has waited longest has waited. */
  waitedMs: number
  /** How many requests wait. */
  waiting: number
  /** About how long it takes until the last of them has gone. */
  expectedMs: number
  /** In words that follow on "because". */
  reason: string
}

/** A condition that the user should know about and that does not end the work. */
export interface WarningLogEntry {
  event: 'warning'
  message: string
}

/** A log entry of the client. It holds no secret. */
export type ManagementLogEntry = RequestLogEntry | RetryLogEntry | WaitLogEntry | WarningLogEntry

/** Receives log entries, synchronously and in order. What it throws is ignored. */
export type ManagementLog = (entry: ManagementLogEntry) => void

/** Swallows what the log throws, which must not affect the work that a line is about. */
export const harmless =
  <Told>(tell: (told: Told) => void): ((told: Told) => void) =>
  (told) => {
    try {
      tell(told)
    } catch {
      // There is no other place to report it.
    }
  }

/** What writing the log needs. */
export interface LogTools {
  log: ManagementLog | undefined
  logBodies: boolean
  now: () => number
}

/** Writes a `request` entry for every try, whatever became of it. */
export function withLog(send: Send, { log, logBodies, now }: LogTools): Send {
  if (log === undefined) return send
  return async (request) => {
    const startedAt = now()
    const entry = harmless((rest: () => Partial<RequestLogEntry>) =>
      log({ ...entryOf(request, logBodies, now() - startedAt), ...rest() }),
    )
    const response = await send(request).catch((error: unknown) => {
      entry(() => ({ failure: isManagementError(error) ? (error.cause?.code ?? error.kind) : 'aborted' }))
      throw error
    })
    entry(() => receivedOf(request, response, logBodies))
    return response
  }
}

const entryOf = (request: ApiRequest, logBodies: boolean, durationMs: number): RequestLogEntry => ({
  event: 'request',
  method: request.method,
  path: scrub(request.path, request.secrets.values),
  attempt: request.attempt,
  durationMs,
  ...(logBodies && bodyOf('requestBody', request.body ?? '', request.headers['content-type'], request.secrets)),
})

function receivedOf(request: ApiRequest, { status, headers, text }: ApiResponse, logBodies: boolean) {
  const requestId = headers['x-request-id'] ?? headers['x-auth0-requestid']
  return {
    status,
    ...(requestId !== undefined && { requestId: scrub(requestId, request.secrets.values) }),
    ...(logBodies && bodyOf('responseBody', text, headers['content-type'], request.secrets)),
  }
}

function bodyOf(name: 'requestBody' | 'responseBody', text: string, type: string | undefined, secrets: Secrets) {
  const body = redactedBody(text, type, secrets)
  return body === undefined ? {} : { [name]: body }
}
