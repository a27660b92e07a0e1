/** One HTTP exchange: an answer, or the failure in its place. */
export interface RequestLogEntry {
  event: 'request'
  method: string
  /** Path with query, without the host. */
  path: string
  /** 1 for the first try. */
  attempt: number
  durationMs: number
  /** HTTP status; absent when no answer came. */
  status?: number
  /** The failure's kind or code, or `aborted`; absent when an answer came. */
  failure?: string
  /** Auth0's id of the request. */
  requestId?: string
  /** With `logBodies`: the body sent, its secrets replaced by `***`. */
  requestBody?: unknown
  /** With `logBodies`: the body answered, its secrets replaced by `***`; of anything but JSON only type and length. */
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

/** Something the user should know although the work goes on. */
export interface WarningLogEntry {
  event: 'warning'
  message: string
}

/** What the client has to say about its work. No entry holds a secret. */
export type ManagementLogEntry = RequestLogEntry | RetryLogEntry | WarningLogEntry

/** Receives log entries, at once and in order. Must not throw. */
export type ManagementLog = (entry: ManagementLogEntry) => void
