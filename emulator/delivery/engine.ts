import { addressEvent, type CloudEvent } from '../events/event'
import type { Storage } from '../storage/storage'
import type { Deliverers } from './deliver'
import { DeliveryBook } from './delivery-book'
import { createDeliveryCounters } from './delivery-counters'
import type { DeliverySettings } from './delivery-options'
import type { DeliveryRecords } from './failure-limits'
import { type LaneState, runLane } from './lane'
import { createLanes } from './lanes'
import type { StoredDelivery } from './stored-delivery'
import { createSubscribers } from './subscribers'

/** Delivers events to the subscribed streams: a queue for each stream, and one attempt at a time from each. */
export interface DeliveryEngine extends DeliveryRecords {
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
  readonly stateOf: () => LaneState
  readonly storage: Storage
  readonly deliverers: Deliverers
  readonly settings: DeliverySettings
}

/** The engine of a tenant. */
export function createDeliveryEngine({ stateOf, storage, deliverers, settings }: EngineParts): DeliveryEngine {
  const book = new DeliveryBook(storage, settings.retention)
  const counters = createDeliveryCounters(storage)
  const subscribers = createSubscribers(() => stateOf().streams)
  const lanes = createLanes((run) => runLane({ ...run, state: stateOf(), deliverers }))
  function start(streamId: string) {
    if (book.head(streamId) !== undefined) lanes.start(streamId)
  }
  function enqueueOn(streamId: string, event: CloudEvent) {
    const delivery = book.add(streamId, addressEvent(event, streamId))
    start(streamId)
    return delivery
  }
  return {
    book,
    counters,
    settings,
    enqueue: (event) => subscribers.of(event.type).forEach((streamId) => void enqueueOn(streamId, event)),
    enqueueOn,
    redeliver(delivery) {
      book.requeue(delivery, stateOf().clock())
      start(delivery.event_stream_id)
    },
    streamChanged(streamId) {
      subscribers.invalidate()
      if (stateOf().streams.get(streamId) !== undefined) return start(streamId)
      lanes.stop(streamId)
      book.forget(streamId)
      counters.forget(streamId)
    },
    resume: () => book.streamIds().forEach(start),
    clear() {
      lanes.stopAll()
      subscribers.invalidate()
      book.clear()
      counters.clear()
    },
    close: () => lanes.close(),
  }
}
