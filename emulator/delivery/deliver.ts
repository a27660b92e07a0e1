import type { DestinationType } from '../event-streams/destination'
import type { StoredEventStream } from '../event-streams/event-stream-store'
import type { CloudEvent } from '../events/event'

/** One attempt to bring an event to its destination. */
export interface DeliveryAttempt {
  /** The stream as it is at the time of the attempt, with its secrets. */
  readonly stream: StoredEventStream
  readonly event: CloudEvent
  /** Aborts when the stream is deleted or the tenant closes: stop, the outcome no longer matters. */
  readonly signal: AbortSignal
}

/** How an attempt ended. After a final failure there is no further attempt. */
export type Outcome =
  | { readonly delivered: true }
  | { readonly delivered: false; readonly message: string; readonly isFinal: boolean }

/** Makes one attempt. A rejection counts as a failure that is worth another attempt. */
export type Deliver = (attempt: DeliveryAttempt) => Promise<Outcome>

/** How events get to each type of destination. */
export type Deliverers = Readonly<Record<DestinationType, Deliver>>
