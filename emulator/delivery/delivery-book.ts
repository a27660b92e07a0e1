import type { CloudEvent } from '../events/event'
import type { Collection, Storage } from '../storage/storage'
import { createQueue, type Queue } from './queue'
import { lastAttemptMs, type StoredDelivery } from './stored-delivery'

/** How much of the past is kept for each stream. */
export interface Retention {
  /** Deliveries that succeeded, for whoever looks on. */
  readonly succeeded: number
  /** Deliveries that failed; the oldest beyond that are forgotten. */
  readonly failed: number
  /** How long a failed delivery can be redelivered. */
  readonly failedMs: number
}

/** The deliveries of every stream: what waits, in order, what failed, and the latest of what succeeded. */
export interface DeliveryBook {
  /** Puts an event at the end of a stream's queue. */
  add(streamId: string, event: CloudEvent): StoredDelivery
  /** The delivery whose turn it is. */
  head(streamId: string): StoredDelivery | undefined
  /** Puts the delivery whose turn it is in its new state; unless it is still pending, the next one's turn has come. */
  advance(delivery: StoredDelivery, nowMs: number): void
  /** Puts a failed delivery at the end of the queue again. */
  requeue(delivery: StoredDelivery): void
  get(streamId: string, eventId: string): StoredDelivery | undefined
  /** How many deliveries of a stream stand as failed. */
  countFailed(streamId: string, nowMs: number): number
  /** What is known of a stream's deliveries, in order of their events. */
  all(streamId: string): StoredDelivery[]
  /** The streams that have deliveries. */
  streamIds(): string[]
  /** Forgets a stream and all its deliveries. */
  forget(streamId: string): void
  /** Forgets everything. */
  clear(): void
}

/** The ids of one stream's deliveries. */
interface Shelf {
  readonly pending: Queue<string>
  /** In the order in which they failed. */
  readonly failed: Set<string>
  readonly succeeded: Queue<string>
}

/** The book over a storage, going on where it left off. */
export function createDeliveryBook(storage: Storage, retention: Retention): DeliveryBook {
  const deliveries = storage.collection<StoredDelivery>('deliveries')
  const stored = deliveries.all().sort((a, b) => a.turn - b.turn)
  const shelves = readShelves(stored)
  let lastSequence = stored.reduce((last, { sequence }) => Math.max(last, sequence), 0)
  let lastTurn = stored.at(-1)?.turn ?? 0
  const shelfOf = (streamId: string) => findShelf(shelves, streamId)
  const get = (streamId: string, eventId: string | undefined) =>
    eventId === undefined ? undefined : deliveries.get(keyOf(streamId, eventId))
  const put = (delivery: StoredDelivery) => {
    deliveries.put(keyOf(delivery.event_stream_id, delivery.id), delivery)
    return delivery
  }
  const enlist = (delivery: Omit<StoredDelivery, 'turn'>) => {
    lastTurn += 1
    shelfOf(delivery.event_stream_id).pending.push(delivery.id)
    return put({ ...delivery, turn: lastTurn })
  }
  const forget = (streamId: string) => {
    for (const id of idsOf(shelves.get(streamId))) deliveries.delete(keyOf(streamId, id))
    shelves.delete(streamId)
  }
  return {
    add(event_stream_id, event) {
      lastSequence += 1
      const { id, type: event_type } = event
      return enlist({ id, event_stream_id, event_type, status: 'pending', attempts: [], event, sequence: lastSequence })
    },
    head: (streamId) => get(streamId, shelves.get(streamId)?.pending.peek()),
    advance(delivery, nowMs) {
      put(delivery)
      const { id, event_stream_id, status } = delivery
      const shelf = shelfOf(event_stream_id)
      if (status === 'pending') return
      shelf.pending.take()
      if (status === 'failed') shelf.failed.add(id)
      else shelf.succeeded.push(id)
      trim(deliveries, event_stream_id, shelf, { ...retention, nowMs })
    },
    requeue(delivery) {
      shelfOf(delivery.event_stream_id).failed.delete(delivery.id)
      enlist({ ...delivery, status: 'pending' })
    },
    get,
    countFailed(streamId, nowMs) {
      const shelf = shelfOf(streamId)
      trim(deliveries, streamId, shelf, { ...retention, nowMs })
      return shelf.failed.size
    },
    all(streamId) {
      const known = idsOf(shelves.get(streamId)).flatMap((id) => get(streamId, id) ?? [])
      return known.sort((a, b) => a.sequence - b.sequence)
    },
    streamIds: () => [...shelves.keys()],
    forget,
    clear: () => [...shelves.keys()].forEach(forget),
  }
}

function keyOf(streamId: string, eventId: string): string {
  return `${streamId}/${eventId}`
}

function idsOf(shelf: Shelf | undefined): string[] {
  return shelf === undefined ? [] : [...shelf.pending.all(), ...shelf.failed, ...shelf.succeeded.all()]
}

function findShelf(shelves: Map<string, Shelf>, streamId: string): Shelf {
  const shelf = shelves.get(streamId) ?? { pending: createQueue(), failed: new Set(), succeeded: createQueue() }
  shelves.set(streamId, shelf)
  return shelf
}

function readShelves(deliveries: readonly StoredDelivery[]): Map<string, Shelf> {
  const shelves = new Map<string, Shelf>()
  for (const { id, event_stream_id, status } of deliveries) {
    const shelf = findShelf(shelves, event_stream_id)
    if (status === 'pending') shelf.pending.push(id)
    else if (status === 'failed') shelf.failed.add(id)
    else shelf.succeeded.push(id)
  }
  return shelves
}

/** Drops what is more, or older, than is to be kept. Looks at the oldest only, so that it can be called for each event. */
function trim(
  deliveries: Collection<StoredDelivery>,
  streamId: string,
  { failed, succeeded }: Shelf,
  limits: Retention & { readonly nowMs: number },
): void {
  while (succeeded.size > limits.succeeded) deliveries.delete(keyOf(streamId, succeeded.take() ?? ''))
  for (const id of failed) {
    const delivery = deliveries.get(keyOf(streamId, id))
    const isKept = delivery !== undefined && limits.nowMs - lastAttemptMs(delivery) <= limits.failedMs
    if (isKept && failed.size <= limits.failed) return
    failed.delete(id)
    deliveries.delete(keyOf(streamId, id))
  }
}
