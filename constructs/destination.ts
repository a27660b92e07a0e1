import type { Construct } from 'constructs'
import { eventStream } from '../schema/auth0/event-stream'
import { isResolved, judge, refusal, requireGiven } from './judge'
import type {
  EventStreamActionConfiguration,
  EventStreamEventbridgeConfiguration,
  EventStreamWebhookConfiguration,
} from './l1/event-stream'
import type { WebhookAuthorization } from './webhook-authorization'

/** What a destination contributes to the resource: its type, and the one block that goes with it. */
export type EventStreamDestinationConfig =
  | {
      readonly destinationType: 'eventbridge'
      readonly eventbridgeConfiguration: EventStreamEventbridgeConfiguration
    }
  | { readonly destinationType: 'webhook'; readonly webhookConfiguration: EventStreamWebhookConfiguration }
  | { readonly destinationType: 'action'; readonly actionConfiguration: EventStreamActionConfiguration }

/** Where an event stream delivers. */
export interface IEventStreamDestination {
  /** Gives the configuration for a stream. Throws when something in it is wrong; called by the stream. */
  bind(stream: Construct): EventStreamDestinationConfig
}

/** An AWS account and region, in which Auth0 creates a partner event source. Neither can be changed without a new stream. */
export interface EventBridgeDestinationProps {
  /** 12 digits, as a string. */
  readonly awsAccountId: string
  /** Such as `us-east-1`. */
  readonly awsRegion: string
}

/** An HTTPS endpoint that each event is posted to. */
export interface WebhookDestinationProps {
  /** Such as `https://crm.example.com/auth0`. */
  readonly endpoint: string
  readonly authorization: WebhookAuthorization
}

/** A deployed Auth0 Action that runs for each event. */
export interface ActionDestinationProps {
  /** Id of an Action whose trigger is `event-stream`. It cannot be changed without a new stream. */
  readonly actionId: string
}

const { body: declared } = eventStream

/**
 * The destinations that Auth0 delivers to.
 *
 * @example
 * Destination.webhook({
 *   endpoint: 'https://crm.example.com/auth0',
 *   authorization: WebhookAuthorization.bearer(token.stringValue),
 * })
 */
export const Destination = {
  /** AWS EventBridge. The stream's `partnerEventSource` is then the name of the event bus to create. */
  eventBridge: ({ awsAccountId, awsRegion }: EventBridgeDestinationProps): IEventStreamDestination => ({
    bind(stream) {
      const { body } = declared.eventbridge_configuration
      judge(stream, 'awsAccountId', awsAccountId, body.aws_account_id)
      judge(stream, 'awsRegion', awsRegion, body.aws_region)
      return { destinationType: 'eventbridge', eventbridgeConfiguration: { awsAccountId, awsRegion } }
    },
  }),

  /** A webhook. */
  webhook: ({ endpoint, authorization }: WebhookDestinationProps): IEventStreamDestination => ({
    bind(stream) {
      judgeEndpoint(stream, endpoint)
      requireGiven(stream, 'authorization', authorization)
      return {
        destinationType: 'webhook',
        webhookConfiguration: { webhookEndpoint: endpoint, webhookAuthorization: authorization.bind(stream) },
      }
    },
  }),

  /** An Auth0 Action. */
  action: ({ actionId }: ActionDestinationProps): IEventStreamDestination => ({
    bind(stream) {
      judge(stream, 'actionId', actionId, declared.action_configuration.body.action_id)
      return { destinationType: 'action', actionConfiguration: { actionId } }
    },
  }),
} as const

function judgeEndpoint(stream: Construct, endpoint: string): void {
  judge(stream, 'endpoint', endpoint, declared.webhook_configuration.body.webhook_endpoint)
  if (isResolved(endpoint) && /^https:\/\/[^/?#]*@/.test(endpoint)) {
    throw refusal(
      stream,
      'endpoint',
      'it must not carry a user or a password, since an endpoint is shown wherever the stream is. Use WebhookAuthorization.basic instead.',
    )
  }
}
