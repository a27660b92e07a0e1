import type { CloudEvent } from '../events/event'

/** What a delivery can come to. The API shows those that failed, and those of them that wait for another try. */
export const DELIVERY_STATUSES = ['pending', 'failed', 'success'] as const

/** One of the states of a delivery. */
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

/** A try, or with `retrying` the mark that somebody asked for new ones. Keys in the order of recorded traffic. */
export interface RecordedAttempt {
  readonly status: 'failed' | 'retrying' | 'success'
  /** Cut as Auth0 cuts it. */
  readonly error_message?: string
  /** The whole message, where it was cut; only the tenant's own controls show it. */
  readonly error_detail?: string
  /** When the try ended: recorded waits are counted from here. */
  readonly timestamp: string
  /** Milliseconds, with fractions. */
  readonly duration?: number
}

/** An event on its way to one stream. */
export interface StoredDelivery {
  /** The event's id. */
  readonly id: string
  readonly event_stream_id: string
  readonly event_type: string
  readonly status: DeliveryStatus
  readonly attempts: readonly RecordedAttempt[]
  readonly event: CloudEvent
  /** Its place among the deliveries of the tenant. */
  readonly sequence: number
  /** Its place in the queue, which a redelivery moves to the end. */
  readonly turn: number
}

/** How many tries there have been since the event was queued, or queued again. */
export function attemptsOfRound({ attempts }: StoredDelivery): number {
  return attempts.length - 1 - attempts.findLastIndex(({ status }) => status === 'retrying')
}

/** Whether the delivery has failed at least once as a whole: then it is kept until it succeeds. */
export function hasFailed({ status, attempts }: StoredDelivery): boolean {
  return status === 'failed' || (status === 'pending' && attempts.some((attempt) => attempt.status === 'retrying'))
}

/** When the delivery last changed. */
export function lastAttemptMs({ attempts, event }: StoredDelivery): number {
  return Date.parse(attempts.at(-1)?.timestamp ?? event.time)
}
