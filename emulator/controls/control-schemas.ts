import type { JsonSchema } from '../http/json-schema'
import type { TypedSchema } from '../http/schema-type'
import { LIMIT_PRESET_NAMES } from '../http/token-bucket'
import type { JsonObject } from '../json'
import { SWITCHES, type Switches } from '../switches/switches'
import { LONGEST_TIMER_MS } from '../timer'

const TEXT: JsonSchema = { type: 'string' }

/** What a test may say of a client; see `ClientOptions`. */
export const CLIENT_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    clientId: { type: 'string', minLength: 1 },
    clientSecret: { type: 'string', minLength: 1 },
    publicKey: { type: 'string', minLength: 1 },
    scopes: { type: 'array', items: { type: 'string' } },
    authorized: { type: 'boolean' },
  },
} as const satisfies JsonSchema

/** Changes of a stream are not checked against Auth0's rules, but each value is of the type that it has at Auth0. */
export const CHANGES_SCHEMA: TypedSchema<JsonObject> = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: TEXT,
    status: TEXT,
    subscriptions: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['event_type'],
        properties: { event_type: TEXT },
      },
    },
    destination: {
      type: 'object',
      additionalProperties: false,
      properties: {
        type: TEXT,
        configuration: {
          type: 'object',
          additionalProperties: false,
          properties: {
            webhook_endpoint: TEXT,
            webhook_authorization: {
              type: 'object',
              additionalProperties: false,
              properties: {
                method: TEXT,
                token: TEXT,
                username: TEXT,
                password: TEXT,
                header_key: TEXT,
                header_value: TEXT,
              },
            },
            aws_account_id: TEXT,
            aws_region: TEXT,
            aws_partner_event_source: TEXT,
            action_id: TEXT,
          },
        },
      },
    },
  },
}

/** A plan's rate limits, or a bucket. */
export const LIMITS_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    preset: { type: 'string', enum: LIMIT_PRESET_NAMES },
    burst: { type: 'number' },
    perSecond: { type: 'number' },
    retryAfter: { type: 'boolean' },
  },
} as const satisfies JsonSchema

/** How long every response takes at least. */
export const LATENCY_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['ms'],
  properties: { ms: { type: 'number', minimum: 0, maximum: LONGEST_TIMER_MS } },
} as const satisfies JsonSchema

/** The switches, each with its positions. */
export const SWITCHES_SCHEMA: TypedSchema<Partial<Switches>> = {
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(SWITCHES).map(([name, positions]) => [name, { type: 'string', enum: positions }]),
  ),
}
