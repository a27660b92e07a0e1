/** Deliveries in the terms of the Auth0 Management API: field names are Auth0's own, and what a newer Auth0 adds is handed on. */

import type { Auth0Event } from '../events/auth0-event'

/** One attempt to deliver an event, or the mark of a redelivery (`retrying`). */
export interface DeliveryAttempt {
  readonly status: 'failed' | 'retrying' | 'success' | (string & {})
  /** RFC 3339, UTC. */
  readonly timestamp: string
  /** Auth0 cuts it to about 50 characters. */
  readonly error_message?: string
  /** Milliseconds. */
  readonly duration?: number
}

/** What became of an event on one stream. */
export interface Delivery {
  /** The event's id. */
  readonly id: string
  readonly event_stream_id: string
  readonly event_type: string
  readonly status: 'pending' | 'failed' | 'success' | (string & {})
  readonly attempts: DeliveryAttempt[]
  readonly event: Auth0Event
}

/** Which deliveries are meant; all that is given has to hold. */
export interface DeliveryFilter {
  readonly statuses?: string[]
  readonly event_types?: string[]
  /** The event's time, this included. RFC 3339 without parts of a second. */
  readonly date_from?: string | Date
  /** The event's time, this not included. */
  readonly date_to?: string | Date
}

/** Which part of the list of deliveries is wanted. */
export interface DeliveryListQuery extends DeliveryFilter {
  /** The `next` of the page before; without it, the first page. */
  readonly from?: string
  /** Deliveries per page, 1 to 100; Auth0 gives 50 when it is left out. */
  readonly take?: number
}

/** One page of the list. */
export interface DeliveryPage {
  readonly deliveries: Delivery[]
  /** Where the next page begins. Auth0 gives it with the last page, too: only a page without deliveries is the end. */
  readonly next?: string
}

/** A test event. */
export interface TestEvent {
  readonly event_type: string
  /** Replaces Auth0's sample of that type. */
  readonly data?: Record<string, unknown>
}

/** Which days the statistics are for; Auth0 gives the last 14 when it is left out. */
export interface StatsWindow {
  readonly date_from?: string | Date
  readonly date_to?: string | Date
}

/** One series of the statistics. */
export interface StatsMetric {
  /** `auth0.event_streams.successful_deliveries` or `auth0.event_streams.failed_deliveries`. */
  readonly name: string
  readonly window_total: number
  readonly type: string
  /** One number for each of the buckets. */
  readonly data: number[]
}

/** How many deliveries of a stream succeeded and failed. */
export interface EventStreamStats {
  readonly id: string
  readonly name?: string
  readonly window: {
    readonly date_from: string
    readonly date_to: string
    /** The length of a bucket, in seconds. */
    readonly bucket_interval: { readonly scale_factor: number }
  }
  /** When each bucket begins, RFC 3339. */
  readonly buckets: string[]
  readonly metrics: StatsMetric[]
}
