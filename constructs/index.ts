/** SIGN CDKTF. Knows the schema's shape; knows no provider code. */
export { Auth0Provider, type ProviderVariablesOptions } from './auth0-provider'
export {
  type ActionDestinationProps,
  Destination,
  type EventBridgeDestinationProps,
  type EventStreamDestinationConfig,
  type IEventStreamDestination,
  type WebhookDestinationProps,
} from './destination'
export { EventStream, type EventStreamProps, type EventTypeName } from './event-stream'
export type { IEventStream } from './event-stream-base'
export { EventType, type EventTypeGroup, type EventTypes } from './event-type'
export type { ImportEventStreamOptions } from './imported-event-stream'
export { RequireHttpsHost, RequireWriteOnlySecrets } from './team-rules'
export {
  type BasicCredentials,
  type SecretHeader,
  type SecretOptions,
  type StoredSecret,
  WebhookAuthorization,
  type WriteOnlySecret,
} from './webhook-authorization'
