export type { Deliveries } from './deliveries'
export type {
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
export type {
  CreatedEventStream,
  EventStreamListQuery,
  EventStreamPage,
  EventStreams,
  UnreadableEventStream,
} from './event-streams'
export type { EventStreamMismatch } from './match-event-stream'
