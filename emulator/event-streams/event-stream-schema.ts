import { AWS_REGIONS } from '../eventbridge/aws-regions'
import { EVENT_TYPES } from '../events/event-types'
import type { JsonSchema } from '../http/json-schema'
import type { Switches } from '../switches/switches'
import { AUTHORIZATION_METHODS, type AuthorizationMethod, DESTINATION_TYPES, type DestinationType } from './destination'

/** The path parameter of every call on one stream. */
export const STREAM_ID_DESCRIPTION = 'Unique identifier for the event stream'

/** What decides which schema a body is checked against: Auth0 publishes one schema per destination type. */
export interface BodyShape {
  readonly operation: 'create' | 'update'
  readonly type?: DestinationType
  readonly method?: AuthorizationMethod
}

/** The schema of a POST or PATCH body. Without a known type or method it is the one that names the allowed values. */
export function eventStreamSchema(shape: BodyShape, switches: Switches): JsonSchema {
  const creating = shape.operation === 'create'
  return {
    ...object({
      name: { type: 'string', minLength: 1, maxLength: 128, description: 'Name of the event stream' },
      subscriptions: subscriptionsSchema(creating || switches.emptySubscriptionsOnPatch === 'reject', switches),
      status: {
        type: 'string',
        enum: ['enabled', 'disabled'],
        description: 'Indicates whether the event stream is actively forwarding events',
      },
      destination: destinationSchema(shape, switches),
    }),
    required: requiredOf(shape.operation, switches),
  }
}

/** A PATCH may leave out everything. */
function requiredOf(operation: BodyShape['operation'], switches: Switches): readonly string[] {
  if (operation === 'update') return []
  return switches.bareCreate === 'accept' ? ['destination'] : ['name', 'subscriptions', 'destination']
}

function subscriptionsSchema(filled: boolean, switches: Switches): JsonSchema {
  return {
    type: 'array',
    description: 'List of event types subscribed to in this stream',
    ...(filled ? { minItems: 1 } : {}),
    ...(switches.duplicateSubscriptions === 'reject' ? { uniqueItems: true } : {}),
    items: object({
      event_type: { type: 'string', ...(switches.unknownEventTypes === 'reject' ? { enum: EVENT_TYPES } : {}) },
    }),
  }
}

function destinationSchema(shape: BodyShape, switches: Switches): JsonSchema {
  if (shape.type === undefined) {
    return { type: 'object', required: ['type', 'configuration'], properties: { type: oneOf(DESTINATION_TYPES) } }
  }
  return object({ type: oneOf([shape.type]), configuration: CONFIGURATIONS[shape.type](shape, switches) })
}

/** What a webhook's endpoint has to look like: the published pattern, or that and this machine without TLS. */
export const ENDPOINTS = {
  reject: '^https://.*',
  loopback: '^(https://.*|http://(localhost|127\\.[0-9.]+|\\[::1\\])(:[0-9]+)?([/?].*)?$)',
} satisfies Record<Switches['httpEndpoints'], string>

const CONFIGURATIONS = {
  webhook: (shape, switches) =>
    object({
      webhook_endpoint: {
        type: 'string',
        pattern: ENDPOINTS[switches.httpEndpoints],
        description: 'Target HTTP endpoint URL',
      },
      webhook_authorization: authorizationSchema(shape, switches),
    }),
  eventbridge: () =>
    object({
      aws_account_id: {
        type: 'string',
        pattern: '^\\d{12}$',
        description: 'AWS Account ID for EventBridge destination',
      },
      aws_region: { ...oneOf(AWS_REGIONS), description: 'AWS Region for EventBridge destination' },
    }),
  action: () => object({ action_id: { type: 'string', description: 'Action ID for the action destination' } }),
} satisfies Record<DestinationType, (shape: BodyShape, switches: Switches) => JsonSchema>

function authorizationSchema(shape: BodyShape, switches: Switches): JsonSchema {
  if (shape.method === undefined) {
    const method = { ...oneOf(AUTHORIZATION_METHODS), description: 'Type of authorization' }
    return { type: 'object', required: ['method'], properties: { method } }
  }
  const secretOptional = shape.operation === 'update' && switches.webhookPatchWithoutSecret === 'keep'
  const { secret, open } = AUTHORIZATIONS[shape.method]
  const method = oneOf([shape.method])
  const schema = object({ method, ...open, ...secret })
  return secretOptional ? { ...schema, required: ['method', ...Object.keys(open)] } : schema
}

/**
 * The fields of each method. `username` and `header_key` carry the published rules; the published schemas leave the
 * secrets out altogether, so all that is asked of them is to be a string with something in it.
 */
const AUTHORIZATIONS = {
  bearer: { open: {}, secret: { token: { type: 'string', minLength: 1 } } },
  basic: {
    open: { username: { type: 'string', maxLength: 128, pattern: '^[^:]+$', description: 'Username' } },
    secret: { password: { type: 'string', minLength: 1 } },
  },
  custom_header: {
    open: {
      header_key: {
        type: 'string',
        minLength: 1,
        pattern: "^[a-zA-Z0-9!#$%&'*+.^_`|~-]+$",
        description: 'HTTP header name',
      },
    },
    secret: { header_value: { type: 'string', minLength: 1 } },
  },
} satisfies Record<AuthorizationMethod, { open: Record<string, JsonSchema>; secret: Record<string, JsonSchema> }>

/** A closed object whose every property is required. */
function object(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties }
}

function oneOf(values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values }
}
