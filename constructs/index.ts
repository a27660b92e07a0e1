/** SIGN CDKTF. Knows the schema's shape; knows no provider code. */
import './core'

export { Auth0Provider, type Auth0ProviderProps, type ProviderVariablesOptions } from './auth0-provider'
export type { Dependency } from './dependencies'
export {
  type ActionDestinationProps,
  Destination,
  type EventBridgeDestinationProps,
  type EventStreamDestinationConfig,
  type IEventStreamDestination,
  type WebhookDestinationProps,
} from './destination'
export { EventStream, type EventStreamProps } from './event-stream'
export type { EventStreamAttributes, IEventStream } from './event-stream-base'
export type { InstanceKey } from './event-stream-instance'
export { EventType, type EventTypeGroup, type EventTypes } from './event-type'
export type { ImportEventStreamOptions } from './imported-event-stream'
export { SecretVariable, type SecretVariableConfig } from './secret-variable'
export type { AwsRegion, EventTypeName, SigningAlgorithm } from './suggested'
export { RequireHttpsHost, RequireWriteOnlySecrets } from './team-rules'
export {
  type BasicCredentials,
  type SecretHeader,
  type SecretOptions,
  type StoredSecret,
  WebhookAuthorization,
  type WriteOnlySecret,
} from './webhook-authorization'
