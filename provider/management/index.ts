/** SIGN the Auth0 Management API client. Knows undici; does not know Terraform. */

export type * from './actions/index'
export type { LimitReason } from './budget/limit-reason'
export type { BudgetOptions } from './budget/options'
export { DEFAULT_HEADROOM_PERCENT } from './budget/options'
export type { CliSession } from './cli-session'
export { readCliSession } from './cli-session'
export type { CallOptions, ConfirmGone, Outlook } from './collection/call-options'
export type { ClientAssertionAlgorithm, Credentials } from './credentials'
export { CLIENT_ASSERTION_ALGORITHMS } from './credentials'
export { credentialsProblem } from './credentials-problem'
export type { Domain } from './domain'
export { InvalidDomainError, isLoopback, parseDomain } from './domain'
export { EVENT_STREAM_STATUSES } from './event-streams/event-stream'
export type * from './event-streams/index'
export type * from './events/index'
export type {
  ManagementLog,
  ManagementLogEntry,
  RequestLogEntry,
  RetryLogEntry,
  WaitLogEntry,
  WarningLogEntry,
} from './log'
export type { ManagementClient, ManagementClientOptions } from './management-client'
export { createManagementClient } from './management-client'
export type { FailureCause, ManagementErrorDetails, ManagementErrorKind, NameHolder } from './management-error'
export { isManagementError, MANAGEMENT_ERROR_KINDS, ManagementError } from './management-error'
export { type Note, openNote } from './note'
export type { RetryPolicy } from './retry-delay'
export { DEFAULT_RETRY_POLICY } from './retry-delay'
export { openShownInRun } from './shown-in-run'
export { type TokenClaims, tokenClaims } from './token-claims'
