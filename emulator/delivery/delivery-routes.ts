import { readStreamId } from '../event-streams/event-stream-routes'
import { findEventStream } from '../event-streams/event-streams'
import { parseQuery } from '../http/query'
import { jsonResponse } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import { validationError } from '../http/validation'
import { getDelivery, listDeliveries, redeliverMany, redeliverOne } from './deliveries'
import { FILTER_QUERY, splitList } from './delivery-filter'
import type { DeliveryState } from './delivery-state'
import { LONGEST_WINDOW_MS, readWindow, viewStats } from './delivery-stats'
import { viewDelivery } from './delivery-view'
import { sendTestEvent } from './test-event'

const LIST_QUERY = {
  ...FILTER_QUERY,
  from: { type: 'string', description: 'Optional Id from which to start selection.' },
  take: { type: 'integer', minimum: 1, maximum: 100, description: 'Number of results per page. Defaults to 50.' },
} as const

/** The statistics are not in the published API. Recorded dates have an offset, so that their length is free. */
const STATS_QUERY = {
  date_from: { type: 'string', format: 'date-time' },
  date_to: { type: 'string', format: 'date-time' },
} as const

const DEFAULT_TAKE = 50

/** What deliveries are read with. The scope of the statistics is not published; they tell no more than the list. */
const READ_SCOPES = ['read:event_streams', 'read:event_deliveries']

/** The endpoints of `/event-streams/{id}` that concern deliveries. */
export function deliveryRoutes(state: DeliveryState): Route[] {
  return [...sendingRoutes(state), ...readingRoutes(state)]
}

function sendingRoutes(state: DeliveryState): Route[] {
  return [
    {
      method: 'POST',
      path: '/event-streams/:id/test',
      scopes: ['update:event_streams'],
      handle: (call) => {
        const queued = sendTestEvent(state, readStreamId(call), call.body())
        return jsonResponse(202, viewDelivery(queued, { deliveredEventView: 'as-sent' }))
      },
    },
    {
      method: 'POST',
      path: '/event-streams/:id/redeliver',
      scopes: ['update:event_deliveries'],
      handle: (call) => accepted(() => redeliverMany(state, readStreamId(call), call.body() ?? {})),
    },
    {
      method: 'POST',
      path: '/event-streams/:id/redeliver/:event_id',
      scopes: ['update:event_deliveries'],
      handle: (call) => accepted(() => redeliverOne(state, readStreamId(call), readEventId(call))),
    },
  ]
}

function readingRoutes(state: DeliveryState): Route[] {
  return [
    {
      method: 'GET',
      path: '/event-streams/:id/deliveries',
      scopes: READ_SCOPES,
      handle: (call) => jsonResponse(200, readList(state, call)),
    },
    {
      method: 'GET',
      path: '/event-streams/:id/deliveries/:event_id',
      scopes: ['read:event_deliveries'],
      handle: (call) => jsonResponse(200, getDelivery(state, readStreamId(call), readEventId(call))),
    },
    {
      method: 'GET',
      path: '/event-streams/:id/stats',
      scopes: READ_SCOPES,
      handle: (call) => jsonResponse(200, readStats(state, call)),
    },
  ]
}

function readList(state: DeliveryState, call: ApiCall) {
  const streamId = readStreamId(call)
  const query = parseQuery(call.query, LIST_QUERY, state.switches)
  const { statuses, event_types, date_from, date_to, from, take = DEFAULT_TAKE } = query
  const filter = {
    ...(statuses === undefined ? {} : { statuses: splitList(String(statuses)) }),
    ...(event_types === undefined ? {} : { event_types: splitList(String(event_types)) }),
    ...(date_from === undefined ? {} : { date_from: String(date_from) }),
    ...(date_to === undefined ? {} : { date_to: String(date_to) }),
  }
  const page = { take: Number(take), ...(from === undefined ? {} : { from: String(from) }) }
  return listDeliveries(state, streamId, filter, page)
}

function readStats(state: DeliveryState, call: ApiCall) {
  const { stream } = findEventStream(state, readStreamId(call))
  const { date_from, date_to } = parseQuery(call.query, STATS_QUERY, state.switches) as Record<
    string,
    string | undefined
  >
  const window = readWindow(date_from, date_to, state.clock())
  if (window.toMs - window.fromMs > LONGEST_WINDOW_MS) throw validationError('query', 'Window is too long', 'date_from')
  return viewStats(stream, state.deliveries.counters, window)
}

/** The recorded response of both redeliveries: 202 and an empty object. */
function accepted(act: () => void): Response {
  act()
  return jsonResponse(202, {})
}

function readEventId({ params }: ApiCall): string {
  return params['event_id'] ?? ''
}
