import { findEventStream } from '../event-streams/event-streams'
import { conflict, notFound } from '../http/api-error'
import { decodeCursor, encodeCursor } from '../http/page-cursor'
import { parseBody, validationError } from '../http/validation'
import type { Json } from '../json'
import { switchHint } from '../switches/switch-hint'
import { type DeliveryFilter, FILTER_BODY, matchesFilter } from './delivery-filter'
import type { DeliveryState } from './delivery-state'
import { viewDelivery } from './delivery-view'
import { hasFailed, type StoredDelivery } from './stored-delivery'

/** Which page of a list is asked for. */
export interface PageRequest {
  readonly from?: string
  readonly take: number
}

/**
 * The deliveries of a stream that failed, oldest first. Recorded traffic has a `next` with every page that holds
 * something, even with the last one: only an empty page is the end.
 */
export function listDeliveries(state: DeliveryState, streamId: string, filter: DeliveryFilter, page: PageRequest) {
  findEventStream(state, streamId)
  const after = page.from === undefined ? 0 : readCursor(page.from)
  const found = shownDeliveries(state, streamId).filter((delivery) => {
    return delivery.sequence > after && matchesFilter(delivery, filter)
  })
  const deliveries = found.slice(0, page.take)
  const last = deliveries.at(-1)
  const next = last === undefined ? {} : { next: encodeCursor(last.sequence) }
  return { deliveries: deliveries.map((delivery) => viewDelivery(delivery, state.switches)), ...next }
}

/** One delivery. Throws a 404 `ApiError` for the stream, and for an event that has not failed on it. */
export function getDelivery(state: DeliveryState, streamId: string, eventId: string) {
  findEventStream(state, streamId)
  const delivery = state.deliveries.book.get(streamId, eventId)
  if (delivery === undefined || !isShown(state, delivery)) throw deliveryNotFound()
  return viewDelivery(delivery, state.switches)
}

/** Queues the failed deliveries that a body's filters leave. An empty body means all of them. */
export function redeliverMany(state: DeliveryState, streamId: string, body: Json): void {
  const filter = parseBody(body, FILTER_BODY)
  assertRedeliverable(state, streamId)
  const deliveries = shownDeliveries(state, streamId).filter(({ status }) => status === 'failed')
  for (const delivery of deliveries) if (matchesFilter(delivery, filter)) state.deliveries.redeliver(delivery)
}

/** Queues one failed delivery. Throws an `ApiError`: 404 when it is not known, 409 when it has not failed. */
export function redeliverOne(state: DeliveryState, streamId: string, eventId: string): void {
  assertRedeliverable(state, streamId)
  const delivery = state.deliveries.book.get(streamId, eventId)
  if (delivery === undefined) throw deliveryNotFound()
  if (delivery.status !== 'failed') throw conflict(`The event ${eventId} is not in a state to be redelivered.`)
  state.deliveries.redeliver(delivery)
}

/** What a stream sends nothing of cannot be redelivered. Auth0 documents the 409, not when it comes nor its text. */
function assertRedeliverable(state: DeliveryState, streamId: string): void {
  const { stream } = findEventStream(state, streamId)
  if (stream.status === 'enabled' || state.switches.redeliverWhenDisabled === 'deliver') return
  throw conflict(`The event stream is disabled.${switchHint('redeliverWhenDisabled', 'deliver')}`)
}

function shownDeliveries(state: DeliveryState, streamId: string): StoredDelivery[] {
  state.deliveries.book.countFailed(streamId, state.clock())
  return state.deliveries.book.all(streamId).filter((delivery) => isShown(state, delivery))
}

function isShown(state: DeliveryState, delivery: StoredDelivery): boolean {
  return state.switches.shownDeliveries === 'all' || hasFailed(delivery)
}

function readCursor(cursor: string): number {
  const sequence = decodeCursor(cursor)
  if (sequence !== undefined) return sequence
  throw validationError('query', `Not a valid checkpoint: ${cursor}`, 'from')
}

function deliveryNotFound() {
  return notFound('The requested event does not exist.')
}
