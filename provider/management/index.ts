/** SIGN the Auth0 Management API client. Knows undici; has never heard of Terraform. */

export type {
  Action,
  ActionBuildError,
  ActionCreate,
  ActionDependency,
  ActionListQuery,
  ActionModule,
  ActionPage,
  ActionSecret,
  ActionStatus,
  ActionTrigger,
  ActionUpdate,
  ActionVersion,
} from './action'
export type { Actions } from './actions'
export type { LimitReason } from './budget/bucket'
export type { BudgetOptions } from './budget/options'
export { DEFAULT_HEADROOM_PERCENT } from './budget/options'
export type { CliSession } from './cli-session'
export { readCliSession } from './cli-session'
export type { ClientAssertionAlgorithm, Credentials } from './credentials'
export { CLIENT_ASSERTION_ALGORITHMS, credentialsProblem } from './credentials'
export type { Deliveries } from './deliveries'
export type {
  Auth0Event,
  Delivery,
  DeliveryAttempt,
  DeliveryFilter,
  DeliveryListQuery,
  DeliveryPage,
  EventStreamStats,
  StatsMetric,
  StatsWindow,
  TestEvent,
} from './delivery'
export type { Domain } from './domain'
export { InvalidDomainError, isLoopback, parseDomain } from './domain'
export type {
  ActionDestination,
  EventBridgeDestination,
  EventStream,
  EventStreamCreate,
  EventStreamDestination,
  EventStreamDestinationCreate,
  EventStreamDestinationUpdate,
  EventStreamStatus,
  EventStreamSubscription,
  EventStreamUpdate,
  WebhookAuthorization,
  WebhookAuthorizationCreate,
  WebhookAuthorizationUpdate,
  WebhookDestination,
} from './event-stream'
export { EVENT_STREAM_STATUSES } from './event-stream'
export type {
  CallOptions,
  ConfirmGone,
  CreatedEventStream,
  EventStreamListQuery,
  EventStreamPage,
  EventStreams,
  Outlook,
  UnreadableEventStream,
} from './event-streams'
export type { EventMessage, Events, EventsQuery, SubscribeOptions } from './events'
export { withListReads } from './list-reads'
export type {
  ManagementLog,
  ManagementLogEntry,
  RequestLogEntry,
  RetryLogEntry,
  WaitLogEntry,
  WarningLogEntry,
} from './log'
export type { ManagementClient, ManagementClientOptions, TenantClient } from './management-client'
export { createManagementClient } from './management-client'
export type { FailureCause, ManagementErrorDetails, ManagementErrorKind, NameHolder } from './management-error'
export { isManagementError, MANAGEMENT_ERROR_KINDS, ManagementError } from './management-error'
export { withNameTransfer } from './names/with-name-transfer'
export { type Note, openNote } from './note'
export type { RetryPolicy } from './retry-delay'
export { DEFAULT_RETRY_POLICY } from './retry-delay'
export { type TokenClaims, tokenClaims } from './token-claims'
export { openToldInRun } from './told-in-run'
export { withGoneCheck } from './with-gone-check'
