import type { StoredDelivery } from '../delivery/stored-delivery'
import type { ConsoleState } from './console-state'

/** How many of a stream's deliveries its page shows. */
const SHOWN_DELIVERIES = 30

/** What became of a stream's events so far. */
export interface DeliveryTotals {
  readonly successful: number
  readonly failed: number
}

/** The latest deliveries of a stream, newest first, succeeded ones included. */
export function latestDeliveries({ deliveries }: ConsoleState, streamId: string): StoredDelivery[] {
  return deliveries.book.all(streamId).slice(-SHOWN_DELIVERIES).reverse()
}

/** The sums of what the tenant has counted for a stream. */
export function deliveryTotals({ deliveries }: ConsoleState, streamId: string): DeliveryTotals {
  const none = { successful: 0, failed: 0 }
  return deliveries.counters
    .hours(streamId)
    .reduce((sum, hour) => ({ successful: sum.successful + hour.successful, failed: sum.failed + hour.failed }), none)
}
