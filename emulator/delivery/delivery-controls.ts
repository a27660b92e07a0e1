import { type PublishedEvent, publishEvent } from '../events/publish'
import type { JsonObject } from '../json'
import type { DeliveryState } from './delivery-state'
import { inspectDelivery } from './delivery-view'
import { countFailures } from './failure-limits'
import type { StoredDelivery } from './stored-delivery'

/** A delivery with everything that is known of it, messages in full (`error_detail`). */
export type InspectedDelivery = Omit<StoredDelivery, 'sequence' | 'turn'>

/** What a test sees of deliveries and does to events and time, past the API. */
export interface DeliveryControls {
  /** The known deliveries in order, of one stream or of all: what waits, what failed, the latest that succeeded. */
  deliveries(streamId?: string): InspectedDelivery[]
  /** Failed deliveries of a stream, in a row and standing in all: what its disabling depends on. */
  failures(streamId: string): { readonly consecutive: number; readonly total: number }
  /** Lets any event happen, known to the catalog or not. */
  publish(event: HandmadeEvent): PublishedEvent
  /** The tenant's time, in milliseconds since the epoch, and how fast it runs. */
  time(): { readonly nowMs: number; readonly speed: number }
  /** Moves the tenant's time forward; what falls due happens. */
  advanceTime(ms: number): Promise<void>
  /** Makes the tenant's time run so many times as fast. Throws on a clock that is stepped. */
  setSpeed(speed: number): void
}

/** An event as its caller describes it, fields named as in its envelope. */
export interface HandmadeEvent {
  readonly type: string
  readonly object: JsonObject
  readonly context?: JsonObject
  readonly previous_object?: JsonObject
}

/** The controls of a tenant's deliveries. */
export function createDeliveryControls(state: DeliveryState): DeliveryControls {
  const { clock } = state
  return {
    deliveries(streamId) {
      const { book } = state.deliveries
      const streamIds = streamId === undefined ? book.streamIds() : [streamId]
      const all = streamIds.flatMap((id) => book.all(id))
      return all.sort((a, b) => a.sequence - b.sequence).map(inspectDelivery)
    },
    failures: (streamId) => countFailures(state, streamId),
    publish({ type, object, context, previous_object }) {
      const circumstances = context === undefined ? {} : { context }
      const before = previous_object === undefined ? {} : { previousObject: previous_object }
      return publishEvent(state, { type, object, ...circumstances, ...before })
    },
    time: () => ({ nowMs: clock(), speed: clock.speed }),
    advanceTime: (ms) => clock.advance(ms),
    setSpeed: (speed) => clock.setSpeed(speed),
  }
}
