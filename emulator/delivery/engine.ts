import { addressEvent, type CloudEvent } from '../events/event'
import type { TenantState } from '../state'
import type { Storage } from '../storage/storage'
import type { Deliverers } from './deliver'
import { createDeliveryBook, type DeliveryBook } from './delivery-book'
import { createDeliveryCounters, type DeliveryCounters } from './delivery-counters'
import type { DeliverySettings } from './delivery-options'
import { runLane } from './lane'
import type { StoredDelivery } from './stored-delivery'
import { createSubscribers } from './subscribers'

/** What brings events to the streams that want them: a queue for each stream, and one attempt at a time from each. */
export interface DeliveryEngine {
  readonly book: DeliveryBook
  readonly counters: DeliveryCounters
  readonly settings: DeliverySettings
  /** Queues an event on every enabled stream that is subscribed to its type. */
  enqueue(event: CloudEvent): void
  /** Queues an event on one stream, whatever that is subscribed to. */
  enqueueOn(streamId: string, event: CloudEvent): StoredDelivery
  /** Queues a failed delivery again, marked as `retrying`. */
  redeliver(delivery: StoredDelivery): void
  /** To be called when a stream was created, changed or deleted. */
  streamChanged(streamId: string): void
  /** Goes on with what an earlier process left in the queues. */
  resume(): void
  /** Stops what is under way and forgets all deliveries. */
  clear(): void
  /** Stops what is under way and leaves the queues as they are. */
  close(): void
}

/** What an engine works with. */
export interface EngineParts {
  readonly stateOf: () => TenantState
  readonly storage: Storage
  readonly deliverers: Deliverers
  readonly settings: DeliverySettings
}

/** The engine of a tenant. */
export function createDeliveryEngine({ stateOf, storage, deliverers, settings }: EngineParts): DeliveryEngine {
  const book = createDeliveryBook(storage, settings.retention)
  const counters = createDeliveryCounters(storage)
  const subscribers = createSubscribers(() => stateOf().streams)
  const running = new Map<string, AbortController>()
  let isClosed = false
  const stop = (streamId: string) => {
    running.get(streamId)?.abort()
    running.delete(streamId)
  }
  const stopAll = () => [...running.keys()].forEach(stop)
  const start = (streamId: string) => {
    if (isClosed || running.has(streamId) || book.head(streamId) === undefined) return
    const controller = new AbortController()
    running.set(streamId, controller)
    const left = () => {
      if (running.get(streamId) === controller) running.delete(streamId)
    }
    const { signal } = controller
    runLane({ state: stateOf(), book, counters, deliverers, streamId, signal, left }).catch(reportBug)
  }
  const add = (streamId: string, event: CloudEvent) => {
    const delivery = book.add(streamId, addressEvent(event, streamId))
    start(streamId)
    return delivery
  }
  return {
    book,
    counters,
    settings,
    enqueue(event) {
      for (const streamId of subscribers.of(event.type)) add(streamId, event)
    },
    enqueueOn: add,
    redeliver(delivery) {
      const timestamp = new Date(stateOf().clock()).toISOString()
      book.requeue({ ...delivery, attempts: [...delivery.attempts, { status: 'retrying', timestamp }] })
      start(delivery.event_stream_id)
    },
    streamChanged(streamId) {
      subscribers.outdate()
      if (stateOf().streams.get(streamId) !== undefined) return start(streamId)
      stop(streamId)
      book.forget(streamId)
      counters.forget(streamId)
    },
    resume: () => book.streamIds().forEach(start),
    clear() {
      stopAll()
      subscribers.outdate()
      book.clear()
      counters.clear()
    },
    close() {
      isClosed = true
      stopAll()
    },
  }
}

/** Nothing a destination does ends here, only a fault of the tenant itself. */
function reportBug(error: Error): void {
  process.stderr.write(`The local Auth0 tenant could not go on delivering: ${error.stack ?? error.message}\n`)
}
