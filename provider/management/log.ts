import type { ApiRequest, ApiResponse, Send } from './exchange'
import { isManagementError } from './management-error'
import { redactedBody, type Secrets, scrub } from './redaction'

/** One HTTP exchange: a response, or the failure in its place. */
export interface RequestLogEntry {
  readonly event: 'request'
  readonly method: string
  /** Path with query, without the host. */
  readonly path: string
  /** 1 for the first try. */
  readonly attempt: number
  readonly durationMs: number
  /** HTTP status; absent when no response came. */
  readonly status?: number
  /** The failure's kind or code, or `aborted`; absent when a response came. */
  readonly failure?: string
  /** Auth0's id of the request. */
  readonly requestId?: string
  /** With `logBodies`: the body sent, its secrets replaced by `***`. */
  readonly requestBody?: unknown
  /** With `logBodies`: the body received, its secrets replaced by `***`; of anything but JSON only type and length. */
  readonly responseBody?: unknown
}

/** A decision to try the same request again after a wait. */
export interface RetryLogEntry {
  readonly event: 'retry'
  readonly method: string
  readonly path: string
  /** The try that failed, from 1. */
  readonly attempt: number
  readonly waitMs: number
  /** `429`, `503`, `ECONNRESET`, `timeout`. */
  readonly reason: string
}

/** Requests wait: written at once when a wait begins, and then every ten seconds. */
export interface WaitLogEntry {
  readonly event: 'wait'
  /** How long the one that has waited longest has waited. */
  readonly waitedMs: number
  /** How many requests wait. */
  readonly waiting: number
  /** About how long it takes until the last of them has gone. */
  readonly expectedMs: number
  /** In words that follow on "because". */
  readonly reason: string
}

/** A condition that the user should know about and that does not end the work. */
export interface WarningLogEntry {
  readonly event: 'warning'
  readonly message: string
}

/** A log entry of the client. It holds no secret. */
export type ManagementLogEntry = RequestLogEntry | RetryLogEntry | WaitLogEntry | WarningLogEntry

/** Receives log entries, synchronously and in order. What it throws is ignored. */
export type ManagementLog = (entry: ManagementLogEntry) => void

/** Swallows what the log throws, which must not affect the work that a line is about. */
export function harmless<Entry>(write: (entry: Entry) => void): (entry: Entry) => void {
  return (entry) => {
    try {
      write(entry)
    } catch {
      // There is no other place to report it.
    }
  }
}

/** What writing the log needs. */
export interface LogTools {
  readonly log: ManagementLog | undefined
  readonly logBodies: boolean
  readonly now: () => number
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

function entryOf(request: ApiRequest, logBodies: boolean, durationMs: number): RequestLogEntry {
  return {
    event: 'request',
    method: request.method,
    path: scrub(request.path, request.secrets.values),
    attempt: request.attempt,
    durationMs,
    ...(logBodies && bodyOf('requestBody', request.body ?? '', request.headers['content-type'], request.secrets)),
  }
}

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
