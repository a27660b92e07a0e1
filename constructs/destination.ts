import { Construct, type IConstruct } from 'constructs'
import { DESTINATION_TYPES, type DestinationType, eventStream } from '../schema/auth0/event-stream'
import type { AuthorizationMethod } from '../schema/auth0/webhook'
import { ACTION_TYPE } from './auth0-resource'
import { BLOCKS } from './destination-blocks'
import type { EventStreamAction } from './event-stream-action'
import { describeValue, requireGiven } from './given'
import { isJson } from './json'
import type {
  EventStreamActionConfiguration,
  EventStreamEventbridgeConfiguration,
  EventStreamWebhookConfiguration,
} from './l1/event-stream'
import { refusal } from './refusal'
import type { AwsRegion } from './suggested'
import { isResolved } from './tokens'
import { requireProps, validate } from './validate'
import type { WebhookAuthorization } from './webhook-authorization'

/** The destination type and the matching configuration block of the resource. */
export type EventStreamDestinationConfig =
  | {
      readonly destinationType: 'eventbridge'
      readonly eventbridgeConfiguration: EventStreamEventbridgeConfiguration
    }
  | { readonly destinationType: 'webhook'; readonly webhookConfiguration: EventStreamWebhookConfiguration }
  | { readonly destinationType: 'action'; readonly actionConfiguration: EventStreamActionConfiguration }

/** Destination of an event stream. */
export interface IEventStreamDestination {
  /** Returns the configuration for a stream. Throws if it is invalid. Called by the stream. */
  bind(stream: Construct): EventStreamDestinationConfig
  /** Excludes functions, which have a `bind` as well, such as a factory of `Destination` that was not called. */
  readonly call?: never
}

/** The AWS account and region in which Auth0 creates a partner event source. Changing either replaces the stream. */
export interface EventBridgeDestinationProps {
  /** 12 digits, as a string. */
  readonly awsAccountId: string
  /** Such as `us-east-1`. */
  readonly awsRegion: AwsRegion
}

/** The HTTPS endpoint to which Auth0 posts each event. */
export interface WebhookDestinationProps {
  /** Such as `https://crm.example.com/auth0`. */
  readonly endpoint: string
  readonly authorization: WebhookAuthorization
}

/** A deployed Auth0 Action that runs for each event, by its id. */
export interface ActionDestinationProps {
  /** Id of an Action whose trigger is `event-stream`. Changing it replaces the stream. */
  readonly actionId: string
}

/** The generated resource or data source of an Action, of this package or made by `cdktf get` for the official provider. */
export interface GeneratedAction extends IConstruct {
  readonly id: string
  readonly code: string
  readonly versionId: string
  readonly terraformResourceType: string
}

const { body: declared } = eventStream

/** What a destination is made by, for each type. */
type Factories = {
  readonly [Type in DestinationType as Type extends 'eventbridge' ? 'eventBridge' : Type]: (
    ...given: never
  ) => IEventStreamDestination
}

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
  /** Delivers to AWS EventBridge. Create an event bus with the name `partnerEventSource` of the stream. */
  eventBridge: (props: EventBridgeDestinationProps): IEventStreamDestination => ({
    bind(stream) {
      requireProps(stream, 'destination', props)
      const { awsAccountId, awsRegion } = props
      const { body } = declared.eventbridge_configuration
      validate(stream, 'awsAccountId', awsAccountId, body.aws_account_id)
      validate(stream, 'awsRegion', awsRegion, body.aws_region)
      return { destinationType: 'eventbridge', eventbridgeConfiguration: { awsAccountId, awsRegion } }
    },
  }),

  /** Delivers to a webhook. */
  webhook: (props: WebhookDestinationProps): IEventStreamDestination => ({
    bind(stream) {
      requireProps(stream, 'destination', props)
      const { endpoint, authorization } = props
      validateEndpoint(stream, endpoint)
      return {
        destinationType: 'webhook',
        webhookConfiguration: {
          webhookEndpoint: endpoint,
          webhookAuthorization: bindAuthorization(stream, authorization),
        },
      }
    },
  }),

  /**
   * Runs an Auth0 Action: an `EventStreamAction`, a generated one, or the id of one. Auth0 deletes the Action together with the
   * stream, when the stream is destroyed or replaced.
   */
  action: (action: EventStreamAction | GeneratedAction | ActionDestinationProps | string): IEventStreamDestination => ({
    bind(stream) {
      const actionId = idOfAction(stream, action) as string
      validate(stream, 'actionId', actionId, declared.action_configuration.body.action_id)
      return { destinationType: 'action', actionConfiguration: { actionId } }
    },
  }),
} as const satisfies Factories

/** The id of an Action. Throws if the value is not an Action. */
function idOfAction(stream: Construct, action: unknown): unknown {
  requireGiven(stream, 'destination', action)
  if (typeof action === 'string') return action
  if (isEventStreamAction(action)) return action.assignTo(stream)
  if (isGeneratedAction(action)) return action.id
  if (isJson(action) && !Construct.isConstruct(action)) return action['actionId']
  throw refusal(
    stream,
    'destination',
    `Destination.action must be given an EventStreamAction, a generated Action, or the id of one, not ${describeValue(action)}.`,
  )
}

function isEventStreamAction(value: unknown): value is EventStreamAction {
  return Construct.isConstruct(value) && 'assignTo' in value
}

function isGeneratedAction(value: unknown): value is GeneratedAction {
  return Construct.isConstruct(value) && 'terraformResourceType' in value && value.terraformResourceType === ACTION_TYPE
}

/** Binds a stream to its destination. Throws if the value is not a destination, or if its configuration is invalid. */
export function bindDestination(stream: Construct, destination: IEventStreamDestination): EventStreamDestinationConfig {
  requireBindable(stream, 'destination', destination, `Destination.${oneOf(Object.keys(Destination))}`)
  const bound: unknown = destination.bind(stream)
  if (isConfiguration(bound)) return bound
  throw refusal(
    stream,
    'destination',
    `its bind must return a destinationType (${oneOf(DESTINATION_TYPES)}) and the block of that type, such as actionConfiguration.`,
  )
}

function isConfiguration(bound: unknown): bound is EventStreamDestinationConfig {
  if (!isJson(bound)) return false
  const entry = Object.entries(BLOCKS).find(([type]) => type === bound['destinationType'])
  return entry !== undefined && isJson(bound[entry[1]])
}

const AUTHORIZATION_FACTORIES = {
  bearer: 'bearer',
  basic: 'basic',
  custom_header: 'customHeader',
} as const satisfies Record<AuthorizationMethod, keyof typeof WebhookAuthorization>

const AUTHORIZATIONS = `WebhookAuthorization.${oneOf(Object.values(AUTHORIZATION_FACTORIES))}`

/** Binds a stream to the authorization of its webhook. Throws if the value is not an authorization. */
function bindAuthorization(stream: Construct, authorization: WebhookAuthorization) {
  requireBindable(stream, 'authorization', authorization, AUTHORIZATIONS)
  const bound = authorization.bind(stream)
  if (isJson(bound) && typeof bound['method'] === 'string') return bound
  throw refusal(
    stream,
    'authorization',
    `it must be made by ${AUTHORIZATIONS}, not be ${describeValue(authorization)}.`,
  )
}

/** Throws unless the value has a `bind` method, and for a factory that was not called. */
function requireBindable(stream: Construct, prop: string, value: unknown, factories: string): void {
  requireGiven(stream, prop, value)
  if (typeof value === 'function') {
    throw refusal(stream, prop, `it is a function, or a class, that was not called. Call ${factories}.`)
  }
  if (isJson(value) && typeof value['bind'] === 'function') return
  throw refusal(stream, prop, `it must be made by ${factories}, not be ${describeValue(value)}.`)
}

function validateEndpoint(stream: Construct, endpoint: string): void {
  validate(stream, 'endpoint', endpoint, declared.webhook_configuration.body.webhook_endpoint)
  if (isResolved(endpoint) && /^https:\/\/[^/?#]*@/.test(endpoint)) {
    throw refusal(
      stream,
      'endpoint',
      'it must not carry a user or a password, since an endpoint is shown wherever the stream is. Use WebhookAuthorization.basic instead.',
    )
  }
}

function oneOf(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
