/**
 * Event streams in the terms of the Auth0 Management API: field names are Auth0's own.
 * Responses and requests differ, because a secret travels to Auth0 and never comes back.
 */

/** Whether Auth0 delivers the stream's events. Auth0 itself sets `disabled` after too many failed deliveries. */
export const EVENT_STREAM_STATUSES = ['enabled', 'disabled'] as const

/** A status that may be sent. */
export type EventStreamStatus = (typeof EVENT_STREAM_STATUSES)[number]

/** One subscribed event type, such as `user.created`. Auth0 adds types about every quarter, so any string is allowed. */
export interface EventStreamSubscription {
  readonly event_type: string
}

/** How Auth0 authenticates to a webhook, in a response: secrets are left out. */
export type WebhookAuthorization =
  | { method: 'bearer' }
  | { method: 'basic'; username: string }
  | { method: 'custom_header'; header_key: string }

/** A webhook destination, in a response. */
export interface WebhookDestination {
  readonly type: 'webhook'
  readonly configuration: { readonly webhook_endpoint: string; readonly webhook_authorization: WebhookAuthorization }
}

/** An Amazon EventBridge destination, in a response. Auth0 assigns `aws_partner_event_source` when the stream is created. */
export interface EventBridgeDestination {
  readonly type: 'eventbridge'
  readonly configuration: {
    readonly aws_account_id: string
    readonly aws_region: string
    readonly aws_partner_event_source: string
  }
}

/** A destination that runs a deployed Auth0 Action: the same in a request and in a response. */
export interface ActionDestination {
  readonly type: 'action'
  readonly configuration: { readonly action_id: string }
}

/** Where a stream's events go, in a response. */
export type EventStreamDestination = WebhookDestination | EventBridgeDestination | ActionDestination

/** An event stream, in a response. */
export interface EventStream {
  /** `est_` and 22 characters. */
  readonly id: string
  readonly name: string
  /** One of `EVENT_STREAM_STATUSES` today; a status that Auth0 adds later is handed on as it is. */
  readonly status: EventStreamStatus | (string & {})
  readonly subscriptions: EventStreamSubscription[]
  /** RFC 3339, UTC, milliseconds. */
  readonly created_at: string
  /** RFC 3339, UTC, milliseconds. Moves with every update, also with one that changes nothing visible. */
  readonly updated_at: string
  readonly destination: EventStreamDestination
}

/** How Auth0 shall authenticate to a webhook, with the secret. */
export type WebhookAuthorizationCreate =
  | { method: 'bearer'; token: string }
  | { method: 'basic'; username: string; password: string }
  | { method: 'custom_header'; header_key: string; header_value: string }

/** The same for an update, where the secret may be left out. */
export type WebhookAuthorizationUpdate =
  | { method: 'bearer'; token?: string }
  | { method: 'basic'; username: string; password?: string }
  | { method: 'custom_header'; header_key: string; header_value?: string }

/** The destination of a stream to be created. */
export type EventStreamDestinationCreate =
  | {
      type: 'webhook'
      configuration: { webhook_endpoint: string; webhook_authorization: WebhookAuthorizationCreate }
    }
  | { type: 'eventbridge'; configuration: { aws_account_id: string; aws_region: string } }
  | ActionDestination

/** The destination of an update. Only a webhook's can change: Auth0 refuses the others, and any change of type. */
export interface EventStreamDestinationUpdate {
  readonly type: 'webhook'
  readonly configuration: {
    readonly webhook_endpoint: string
    readonly webhook_authorization: WebhookAuthorizationUpdate
  }
}

/** The body of a create. Without `status` Auth0 enables the stream. The name is unique in the tenant, 1 to 128 characters. */
export interface EventStreamCreate {
  readonly name: string
  readonly subscriptions: EventStreamSubscription[]
  readonly status?: EventStreamStatus
  readonly destination: EventStreamDestinationCreate
}

/** The body of an update. What is left out stays as it is; `subscriptions` replaces the whole list. */
export interface EventStreamUpdate {
  readonly name?: string
  readonly subscriptions?: EventStreamSubscription[]
  readonly status?: EventStreamStatus
  readonly destination?: EventStreamDestinationUpdate
}
