import type { Clock } from '../clock'
import type { EventStream, EventStreamStore, StoredEventStream } from '../event-streams/event-stream-store'
import type { Happenings } from '../happenings'
import { ApiError, invalidBody } from '../http/api-error'
import type { Switches } from '../switches/switches'
import type { DeliveryBook } from './delivery-book'
import type { DeliveryCounters } from './delivery-counters'
import type { DeliverySettings } from './delivery-options'

/** What is known of deliveries, and what of it disables a stream. */
export interface DeliveryRecords {
  readonly book: DeliveryBook
  readonly counters: DeliveryCounters
  readonly settings: DeliverySettings
}

/** What counting failures uses of a tenant. */
export interface FailureState {
  readonly clock: Clock
  readonly deliveries: DeliveryRecords
}

/** Failed deliveries of a stream, in a row and standing in all. */
export function countFailures(state: FailureState, streamId: string): { consecutive: number; total: number } {
  const { book, counters } = state.deliveries
  return {
    consecutive: counters.consecutiveFailures(streamId),
    total: book.countFailed(streamId, state.clock()),
  }
}

/**
 * Disables a stream of which too many deliveries have failed, as Auth0 does (its documentation gives both limits). The
 * row of failures ends with that: once enabled again, the stream has as many tries as a new one.
 */
export function disableWhenFailing(
  state: FailureState & { readonly streams: EventStreamStore; readonly happenings: Happenings },
  streamId: string,
): void {
  const { consecutiveFailureLimit, totalFailureLimit } = state.deliveries.settings
  const { consecutive, total } = countFailures(state, streamId)
  if (consecutive < consecutiveFailureLimit && total < totalFailureLimit) return
  if (state.streams.get(streamId)?.stream.status !== 'enabled') return
  state.deliveries.counters.resetFailures(streamId)
  const stream = state.streams.update(streamId, { status: 'disabled' })?.stream
  const reason =
    total >= totalFailureLimit
      ? `${total} deliveries have failed in all`
      : `${consecutive} deliveries have failed in a row`
  if (stream !== undefined) state.happenings.notify({ kind: 'disabled', stream, reason })
}

/**
 * To be asked before a stream changes its status: a stream with too many failed deliveries cannot be enabled until
 * enough of them are redelivered or have expired. That Auth0 refuses is documented; status and wording are not.
 */
export function assertMayEnable(
  state: FailureState & { readonly switches: Switches },
  { stream }: StoredEventStream,
  wanted: EventStream['status'] | undefined,
): void {
  if (wanted !== 'enabled' || stream.status === 'enabled') return
  const { totalFailureLimit } = state.deliveries.settings
  const { total } = countFailures(state, stream.id)
  if (total < totalFailureLimit) return
  const message = `The event stream cannot be enabled: it has ${total} failed deliveries, the limit is ${totalFailureLimit}.`
  throw state.switches.enableWhenFailing === 'conflict' ? new ApiError(409, message) : invalidBody(message)
}
