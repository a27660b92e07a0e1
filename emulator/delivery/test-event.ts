import type { EventStream } from '../event-streams/event-stream-store'
import { findEventStream } from '../event-streams/event-streams'
import { type EventData, toCloudEvent } from '../events/event'
import { EVENT_TYPES } from '../events/event-types'
import { conflict, invalidBody } from '../http/api-error'
import type { JsonSchema } from '../http/json-schema'
import type { TypedSchema } from '../http/schema-type'
import { parseBody } from '../http/validation'
import type { Json } from '../json'
import { cannedObject, type EventType } from './canned-objects'
import type { DeliveryState } from './delivery-state'
import type { StoredDelivery } from './stored-delivery'

/** Delivered as it is sent: Auth0 documents no more than an object, so that readers check for what they need. */
const ANY_DATA: TypedSchema<EventData> = { type: 'object', description: 'The raw payload of the test event.' }

const TEST_EVENT_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['event_type'],
  properties: {
    event_type: { type: 'string', enum: EVENT_TYPES, description: 'The type of event this test event represents.' },
    data: ANY_DATA,
  },
} as const satisfies JsonSchema

/** Queues a test event on a stream; it is on no other stream and not among the tenant's events. */
export function sendTestEvent(state: DeliveryState, streamId: string, body: Json): StoredDelivery {
  const { event_type: type, data } = parseBody(body, TEST_EVENT_SCHEMA)
  const { stream } = findEventStream(state, streamId)
  assertTestable(state, stream, type)
  const origin = { tenantName: state.tenantName, nowMs: state.clock() }
  const event = toCloudEvent({ type, object: cannedObject(type), purpose: 'test' }, origin)
  return state.deliveries.enqueueOn(streamId, data === undefined ? event : { ...event, data })
}

function assertTestable({ switches }: DeliveryState, { status, subscriptions }: EventStream, type: EventType): void {
  if (switches.testDisabledStream === 'reject' && status === 'disabled') throw conflict('The event stream is disabled.')
  if (switches.testUnsubscribedType === 'accept') return
  if (subscriptions.some(({ event_type }) => event_type === type)) return
  throw invalidBody(`The event stream is not subscribed to ${type}.`)
}
