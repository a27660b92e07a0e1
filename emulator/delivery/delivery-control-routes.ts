import { type ControlRoute, withBody } from '../controls/control-route'
import type { JsonSchema } from '../http/json-schema'
import { jsonResponse, noContent } from '../http/response'
import type { SchemaType } from '../http/schema-type'
import type { DeliveryControls } from './delivery-controls'

const EVENT_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'object'],
  properties: {
    type: { type: 'string', minLength: 1 },
    object: { type: 'object' },
    context: { type: 'object' },
    previous_object: { type: 'object' },
  },
} as const satisfies JsonSchema

const CLOCK_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: { speed: { type: 'number' }, advanceMs: { type: 'number' } },
} as const satisfies JsonSchema

/** The control routes of deliveries, events and time. */
export function deliveryControlRoutes(controls: DeliveryControls): ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/deliveries',
      summary:
        'Lists deliveries in order: pending ones, failed ones with the full error, and the latest successful ones.',
      query: { event_stream_id: 'only deliveries of this event stream' },
      handle: ({ query }) => jsonResponse(200, controls.deliveries(query['event_stream_id'])),
    },
    withBody({
      method: 'POST',
      path: '/events',
      summary: 'Publishes an event of any type, including types that are not in the catalog.',
      body: {
        what: 'an event',
        schema: EVENT_SCHEMA,
        example: { type: 'user.created', object: { user_id: 'auth0|1', email: 'ada@example.com' } },
      },
      handle: ({ body }) => jsonResponse(201, controls.publish(body)),
    }),
    {
      method: 'GET',
      path: '/clock',
      summary: "Returns the tenant's time and its speed.",
      handle() {
        const { nowMs, speed } = controls.time()
        return jsonResponse(200, { now: new Date(nowMs).toISOString(), speed })
      },
    },
    withBody({
      method: 'PUT',
      path: '/clock',
      summary: "Advances the tenant's time or changes its speed, so that retries, builds, and deadlines come sooner.",
      body: { what: 'the clock', schema: CLOCK_SCHEMA, example: { advanceMs: 7000 } },
      handle: ({ body }) => setClock(controls, body),
    }),
  ]
}

async function setClock(
  controls: DeliveryControls,
  { speed, advanceMs }: SchemaType<typeof CLOCK_SCHEMA>,
): Promise<Response> {
  if (speed === undefined && advanceMs === undefined) throw new Error('Send {"speed"} or {"advanceMs"}, a number')
  if (speed !== undefined) controls.setSpeed(speed)
  if (advanceMs !== undefined) await controls.advanceTime(advanceMs)
  return noContent()
}
