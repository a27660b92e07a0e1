import type { TypedSchema } from '../http/schema-type'
import { parseBody } from '../http/validation'
import { isJsonObject, type Json, valueAt } from '../json'
import { switchHint } from '../switches/switch-hint'
import type { Switches } from '../switches/switches'
import {
  AUTHORIZATION_METHODS,
  type AuthorizationMethod,
  DESTINATION_TYPES,
  type DestinationType,
  type RequestedDestination,
  SECRET_FIELDS,
} from './destination'
import { type BodyShape, ENDPOINTS, eventStreamSchema } from './event-stream-schema'
import type { EventStream } from './event-stream-store'

/** A body that passed validation: the requested members of a stream. */
export interface EventStreamBody {
  readonly name?: string
  readonly subscriptions?: EventStream['subscriptions']
  readonly status?: EventStream['status']
  readonly destination?: RequestedDestination
}

/** Reads a POST or PATCH body. Throws a 400 `ApiError` that names the first fault. */
export function parseEventStreamBody(
  operation: BodyShape['operation'],
  body: Json,
  switches: Switches,
): EventStreamBody {
  const parsed = parseBody(body, eventStreamBodySchema(operation, body, switches), hintOf(operation, body, switches))
  return parsed.subscriptions === undefined
    ? parsed
    : { ...parsed, ...readSubscriptions(parsed.subscriptions, switches) }
}

/** The schema that a body is checked against: the one of its destination's type and authorization method. */
export function eventStreamBodySchema(
  operation: BodyShape['operation'],
  body: Json,
  switches: Switches,
): TypedSchema<EventStreamBody> {
  return eventStreamSchema(readShape(operation, body), switches)
}

/** How the local tenant would take a body that the default reading of Auth0 refuses. */
function hintOf(operation: BodyShape['operation'], body: Json, switches: Switches): string {
  const type = valueAt(body, 'destination', 'type')
  if (type !== 'webhook') return ''
  const endpoint = valueAt(body, 'destination', 'configuration', 'webhook_endpoint')
  if (isPlainEndpoint(endpoint) && !new RegExp(ENDPOINTS[switches.httpEndpoints]).test(endpoint)) {
    const override = `keep an https address in the stream and start with --webhook-override https://example.com=${new URL(endpoint).origin}.`
    const isForMode = new RegExp(ENDPOINTS.loopback).test(endpoint)
    return isForMode ? `${switchHint('httpEndpoints', 'loopback')} Or ${override}` : ` To deliver there, ${override}`
  }
  const isPatch = operation === 'update' && switches.webhookPatchWithoutSecret === 'reject'
  return isPatch && lacksSecret(body) ? switchHint('webhookPatchWithoutSecret', 'keep') : ''
}

/** Whether it is a URL without TLS, which Auth0 refuses. */
function isPlainEndpoint(endpoint: unknown): endpoint is string {
  return typeof endpoint === 'string' && endpoint.startsWith('http://') && URL.canParse(endpoint)
}

function lacksSecret(body: Json): boolean {
  const authorization = valueAt(body, 'destination', 'configuration', 'webhook_authorization')
  const secrets = Object.values(SECRET_FIELDS)
  return isJsonObject(authorization) && !secrets.some((field) => authorization[field] !== undefined)
}

function readShape(operation: BodyShape['operation'], body: Json): BodyShape {
  const type = valueAt(body, 'destination', 'type')
  const method = valueAt(body, 'destination', 'configuration', 'webhook_authorization', 'method')
  return {
    operation,
    ...(isDestinationType(type) ? { type } : {}),
    ...(isAuthorizationMethod(method) ? { method } : {}),
  }
}

function readSubscriptions(sent: EventStream['subscriptions'], switches: Switches): Pick<EventStream, 'subscriptions'> {
  if (switches.duplicateSubscriptions !== 'dedupe') return { subscriptions: sent }
  const types = new Set(sent.map(({ event_type }) => event_type))
  return { subscriptions: [...types].map((event_type) => ({ event_type })) }
}

function isDestinationType(value: unknown): value is DestinationType {
  return DESTINATION_TYPES.some((type) => type === value)
}

function isAuthorizationMethod(value: unknown): value is AuthorizationMethod {
  return AUTHORIZATION_METHODS.some((method) => method === value)
}
