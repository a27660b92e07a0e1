import { type ApiCall, apiRequest, pathTo, queryOf } from '../api-request'
import type { CallOptions } from '../collection/call-options'
import type { ApiRequest, ApiResponse, Send } from '../exchange'
import { elements, fields, parseResponse, problem, text } from '../response'
import type {
  Delivery,
  DeliveryFilter,
  DeliveryListQuery,
  DeliveryPage,
  EventStreamStats,
  StatsWindow,
  TestEvent,
} from './delivery'
import { parseDelivery, parseStats } from './parse-delivery'

/** What became of a stream's events. Every method rejects with a `ManagementError`, or as `CallOptions.signal` says. */
export interface Deliveries {
  /** One page of the deliveries that failed, oldest first. Scope `read:event_streams` or `read:event_deliveries`. */
  list(streamId: string, query?: DeliveryListQuery, options?: CallOptions): Promise<DeliveryPage>
  /** All pages that hold something, each asked for when it is needed. */
  pages(streamId: string, query?: DeliveryListQuery, options?: CallOptions): AsyncIterableIterator<DeliveryPage>
  /** One delivery; 404 for an event that has not failed on the stream. Scope `read:event_deliveries`. */
  get(streamId: string, eventId: string, options?: CallOptions): Promise<Delivery>
  /** Queues a failed delivery again; 409 when it has not failed. Scope `update:event_deliveries`. */
  redeliver(streamId: string, eventId: string, options?: CallOptions): Promise<void>
  /** Queues all failed deliveries that the filter leaves; without one, all of them. Scope `update:event_deliveries`. */
  redeliverMany(streamId: string, filter?: DeliveryFilter, options?: CallOptions): Promise<void>
  /** Sends a test event to the stream alone. Not sent again when its response is lost. Scope `update:event_streams`. */
  test(streamId: string, event: TestEvent, options?: CallOptions): Promise<Delivery>
  /** Counts by day or hour. Not in Auth0's published API, though its CLI uses it. */
  stats(streamId: string, window?: StatsWindow, options?: CallOptions): Promise<EventStreamStats>
}

const STREAM = '/api/v2/event-streams/{event_stream}'

/** The calls, each sent by `send`. */
export function createDeliveries(send: Send): Deliveries {
  function at(call: Omit<ApiCall, 'path'>, path: string, ids: object, query = '', options?: CallOptions) {
    return apiRequest({ ...call, path: pathTo(call, path, { ...ids }) + query }, options)
  }
  async function one(request: ApiRequest) {
    return parseResponse(request, await send(request), parseDelivery)
  }
  const list: Deliveries['list'] = async (event_stream, query = {}, options) => {
    const call = { method: 'GET', operation: `list the deliveries of event stream ${event_stream}` } as const
    const request = at(call, `${STREAM}/deliveries`, { event_stream }, queryOf(deliveryQuery(query)), options)
    return parsePage(request, await send(request), query.from)
  }
  return {
    list,
    pages: (event_stream, query, options) => pages(list, event_stream, query, options),
    async get(event_stream, event, options) {
      const call = {
        method: 'GET',
        operation: `read the delivery of ${event} on event stream ${event_stream}`,
      } as const
      return one(at(call, `${STREAM}/deliveries/{event}`, { event_stream, event }, '', options))
    },
    async redeliver(event_stream, event, options) {
      const call = { method: 'POST', operation: `redeliver ${event} on event stream ${event_stream}` } as const
      await send(at(call, `${STREAM}/redeliver/{event}`, { event_stream, event }, '', options))
    },
    async redeliverMany(event_stream, filter = {}, options) {
      const operation = `redeliver failed events on event stream ${event_stream}`
      const call = { method: 'POST', operation, body: filterBody(filter) } as const
      await send(at(call, `${STREAM}/redeliver`, { event_stream }, '', options))
    },
    async test(event_stream, event, options) {
      const { event_type, data } = event ?? {}
      const body = { event_type, ...(data !== undefined && { data }) }
      const call = { method: 'POST', operation: `send a test event to event stream ${event_stream}`, body } as const
      return one(at(call, `${STREAM}/test`, { event_stream }, '', options))
    },
    async stats(event_stream, { date_from, date_to } = {}, options) {
      const call = { method: 'GET', operation: `read the statistics of event stream ${event_stream}` } as const
      const request = at(call, `${STREAM}/stats`, { event_stream }, queryOf({ date_from, date_to }), options)
      return parseResponse(request, await send(request), parseStats)
    },
  }
}

/** The parameters by name: what else an object holds is not sent. */
function deliveryQuery({ statuses, event_types, date_from, date_to, from, take }: DeliveryListQuery) {
  return {
    statuses,
    event_types,
    date_from,
    date_to,
    from,
    take,
  }
}

function filterBody({ statuses, event_types, date_from, date_to }: DeliveryFilter) {
  return {
    ...(statuses !== undefined && { statuses }),
    ...(event_types !== undefined && { event_types }),
    ...(date_from !== undefined && { date_from: withoutFraction(date_from) }),
    ...(date_to !== undefined && { date_to: withoutFraction(date_to) }),
  }
}

function withoutFraction(date: string | Date): string {
  return date instanceof Date ? date.toISOString().replace(/\.\d+Z$/, 'Z') : date
}

async function* pages(
  list: Deliveries['list'],
  streamId: string,
  query: DeliveryListQuery = {},
  options?: CallOptions,
): AsyncGenerator<DeliveryPage, undefined, undefined> {
  let page = await list(streamId, query, options)
  while (page.deliveries.length > 0) {
    yield page
    if (page.next === undefined) return
    page = await list(streamId, { ...query, from: page.next }, options)
  }
}

function parsePage(request: ApiRequest, response: ApiResponse, from: string | undefined): DeliveryPage {
  return parseResponse(request, response, (whole) => {
    const field = fields(whole)
    const deliveries = elements(field('deliveries')).map(parseDelivery)
    const cursor = field('next')
    const next = cursor.value === undefined || cursor.value === null ? '' : text(cursor)
    if (next !== '' && next === from && deliveries.length > 0) {
      throw problem(cursor, 'the page names itself as the next one')
    }
    return next === '' ? { deliveries } : { deliveries, next }
  })
}
