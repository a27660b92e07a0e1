/** SIGN CDKTF. Knows the schema's shape; knows no provider code. */
import './core'

export { Auth0Provider, type Auth0ProviderProps, type ProviderVariablesOptions } from './auth0-provider'
export type { Dependency } from './dependencies'
export {
  type ActionDestinationProps,
  Destination,
  type EventBridgeDestinationProps,
  type EventStreamDestinationConfig,
  type GeneratedAction,
  type IEventStreamDestination,
  type WebhookDestinationProps,
} from './destination'
export type { EventObject } from './event-object'
export { EventStream, type EventStreamProps } from './event-stream'
export { EventStreamAction, type IEventStreamAction } from './event-stream-action'
export type {
  ActionCache,
  ActionCacheRecord,
  ActionCacheResult,
  EventMessage,
  EventStreamActionApi,
  EventStreamActionEvent,
  EventStreamActionHandler,
} from './event-stream-action-handler'
export type { ActionModule, EventStreamActionProps } from './event-stream-action-props'
export type { EventStreamAttributes, IEventStream } from './event-stream-base'
export type { InstanceKey } from './event-stream-instance'
export { EventType, type EventTypeGroup, type EventTypes } from './event-type'
export type { ImportEventStreamOptions } from './imported-event-stream'
export type { SecretOptions, StoredSecret, WriteOnlySecret } from './secret-value'
export { SecretVariable, type SecretVariableConfig } from './secret-variable'
export type { ActionRuntime, AwsRegion, EventTypeName, SigningAlgorithm } from './suggested'
export { RequireHttpsHost, RequireWriteOnlySecrets } from './team-rules'
export { type BasicCredentials, type SecretHeader, WebhookAuthorization } from './webhook-authorization'
