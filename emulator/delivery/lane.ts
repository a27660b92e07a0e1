import { types } from 'node:util'
import type { EventStreamStore, StoredEventStream } from '../event-streams/event-stream-store'
import type { Happenings } from '../happenings'
import type { Switches } from '../switches/switches'
import type { Deliverers, Outcome } from './deliver'
import { cutMessage } from './error-message'
import { disableWhenFailing, type FailureState } from './failure-limits'
import type { LaneRun } from './lanes'
import { attemptsOfRound, type RecordedAttempt, type StoredDelivery } from './stored-delivery'

/** What delivering uses of a tenant. */
export interface LaneState extends FailureState {
  readonly switches: Switches
  readonly streams: EventStreamStore
  readonly happenings: Happenings
}

/** One stream's way out, and what it needs. */
export interface Lane extends LaneRun {
  readonly state: LaneState
  readonly deliverers: Deliverers
}

/** How long to wait before each attempt after the one before has ended (Auth0 documentation, and recorded traffic). */
export const RETRY_DELAYS_MS = [0, 1_000, 2_000, 4_000] as const

/** What a delivery fails with when its stream is disabled. The documentation names the cause, not the text. */
const DISABLED_MESSAGE = 'The event stream is disabled'

/**
 * Works off a stream's queue, one attempt at a time: an event that has to be tried again holds up those behind it, as
 * recorded traffic shows. All it knows is in the book, so that a new process goes on where this one stopped.
 */
export async function runLane(lane: Lane): Promise<void> {
  const { state, streamId, left } = lane
  const { book } = state.deliveries
  try {
    let delivery = book.head(streamId)
    while (delivery !== undefined && (await takeTurn(lane, delivery))) delivery = book.head(streamId)
  } finally {
    left()
  }
}

/** Waits for the delivery's time and makes an attempt. False when the lane has to stop. */
async function takeTurn(lane: Lane, delivery: StoredDelivery): Promise<boolean> {
  const { state, streamId, signal } = lane
  const delayMs = RETRY_DELAYS_MS[attemptsOfRound(delivery)] ?? 0
  if (delayMs > 0) await state.clock.sleep(delayMs, signal)
  const stored = state.streams.get(streamId)
  if (signal.aborted || stored === undefined) return false
  const isOpen = acceptsDelivery(lane, stored, delivery)
  if (!isOpen && state.switches.pendingWhenDisabled === 'hold') return false
  if (isOpen) await attempt(lane, stored, delivery)
  else record(lane, delivery, { delivered: false, message: DISABLED_MESSAGE, isFinal: true })
  return !signal.aborted
}

function acceptsDelivery({ state }: Lane, { stream }: StoredEventStream, { attempts }: StoredDelivery): boolean {
  if (stream.status === 'enabled') return true
  return state.switches.redeliverWhenDisabled === 'deliver' && attempts.some(({ status }) => status === 'retrying')
}

async function attempt(lane: Lane, stream: StoredEventStream, delivery: StoredDelivery): Promise<void> {
  const { state, signal } = lane
  const startedMs = performance.now()
  const outcome = await state.clock.during(deliver(lane, stream, delivery))
  if (!signal.aborted) record(lane, delivery, outcome, performance.now() - startedMs)
}

async function deliver(
  { deliverers, signal }: Lane,
  stream: StoredEventStream,
  { event }: StoredDelivery,
): Promise<Outcome> {
  try {
    return await deliverers[stream.stream.destination.type]({ stream, event, signal })
  } catch (error) {
    return { delivered: false, message: types.isNativeError(error) ? error.message : String(error), isFinal: false }
  }
}

function record(lane: Lane, delivery: StoredDelivery, outcome: Outcome, durationMs?: number): void {
  const { state, streamId } = lane
  const { book, counters } = state.deliveries
  const nowMs = state.clock()
  const timestamp = new Date(nowMs).toISOString()
  const duration = durationMs === undefined ? {} : { duration: Math.round(durationMs * 1e6) / 1e6 }
  const error = outcome.delivered ? {} : cutMessage(outcome.message)
  const made: RecordedAttempt = { status: outcome.delivered ? 'success' : 'failed', ...error, timestamp, ...duration }
  const next = { ...delivery, attempts: [...delivery.attempts, made] }
  const status = statusAfter(next, outcome)
  book.advance({ ...next, status }, nowMs)
  notifyAttempt(lane, { ...next, status }, made)
  if (status === 'pending') return
  counters.count(streamId, outcome.delivered, nowMs)
  if (status === 'failed') disableWhenFailing(state, streamId)
}

function notifyAttempt({ state, streamId }: Lane, delivery: StoredDelivery, attempt: RecordedAttempt): void {
  const stream = state.streams.get(streamId)?.stream
  if (stream === undefined) return
  state.happenings.notify({ kind: 'attempt', stream, delivery, attempt, attemptNumber: attemptsOfRound(delivery) })
}

function statusAfter(delivery: StoredDelivery, outcome: Outcome): StoredDelivery['status'] {
  if (outcome.delivered) return 'success'
  return outcome.isFinal || attemptsOfRound(delivery) >= RETRY_DELAYS_MS.length ? 'failed' : 'pending'
}
