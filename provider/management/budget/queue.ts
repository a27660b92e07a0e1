import type { ManagementLog } from '../log'
import {
  acquire,
  type BudgetRules,
  type BudgetState,
  complete,
  type Reservation,
  unknownState,
  type Wait,
} from './bucket'
import type { RateLimitInfo } from './rate-limit-info'
import type { BudgetStore } from './store'
import { createWaitReport } from './wait-report'

/** Someone who waits for a turn. */
export interface Turn {
  /** Writes go before reads, up to a point: a change that has begun should end. */
  readonly isWrite: boolean
  /** How long it may wait at most. */
  readonly maxWaitMs: number
  readonly signal: AbortSignal
}

/** Gives requests their turns. */
export interface Queue {
  /** Resolves when it is the request's turn. Rejects with the signal's reason, or with an `QueueTimeoutError`. */
  enter(turn: Turn): Promise<Reservation>
  /** Ends the turn of a request, with what its response says of the limit; undefined when there was none. */
  leave(own: Reservation, info: RateLimitInfo | undefined): Promise<void>
}

/** Injected clocks, timer, randomness and log. */
export interface QueueTools {
  /** Milliseconds since 1970, for the state that processes share. */
  readonly now: () => number
  /** Milliseconds for durations, which no step of the machine's clock moves. */
  readonly elapsed: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly random: () => number
  readonly log?: ManagementLog | undefined
}

/** The turn did not come in time, or cannot any more. */
export class QueueTimeoutError extends Error {
  override readonly name = 'QueueTimeoutError'
  readonly wait: Wait
  readonly state: BudgetState

  constructor(wait: Wait, state: BudgetState) {
    super('the turn does not come in time')
    this.wait = wait
    this.state = state
  }
}

interface Waiter extends Turn {
  readonly sinceMs: number
  resolve(own: Reservation): void
  reject(reason: unknown): void
}

/** Other processes learn, too, so what holds a request now may be gone before its time. */
const LOOK_AGAIN_MS = 1_000

/** While the limit is unknown, the first response that any process gets lets all go. */
const LOOK_AGAIN_UNKNOWN_MS = 50

/** Writes that came later than this after a read go after it: a large apply would else hold it until it fails. */
const LONGEST_READ_DELAY_MS = 10_000

/** A longer pause that Auth0 asked for is not waited for; the same as the default of `RetryPolicy.maxServerDelayMs`. */
export const LONGEST_PAUSE_MS = 60_000

/** Processes that wait for the same moment should not all come at it. */
const JITTER_MS = 25

/** A queue in front of the state in the store. */
export function createQueue(store: BudgetStore, rules: BudgetRules, tools: QueueTools): Queue {
  const reservations = createReservations(store, rules, tools)
  const waiters: Waiter[] = []
  const hold = createHold(waiters, reservations, tools, createWaitReport(tools.log, rules))
  let serving = false
  let pause = new AbortController()

  async function serve(): Promise<void> {
    if (serving) return
    serving = true
    while (waiters.length > 0) {
      pause = new AbortController()
      const outcome = await reservations.acquire()
      if ('waitMs' in outcome) await hold(outcome, pause.signal)
      else nextOf(waiters)?.resolve(outcome)
    }
    serving = false
  }

  function leaveQueue(waiter: Waiter) {
    const index = waiters.indexOf(waiter)
    if (index >= 0) waiters.splice(index, 1)
  }

  return {
    async enter(turn) {
      turn.signal.throwIfAborted()
      if (reservations.isFree()) return { id: 'free', atMs: tools.now() }
      return new Promise((resolve, reject) => {
        waiters.push(createWaiter(turn, tools.elapsed(), leaveQueue, { resolve, reject }))
        void serve()
      })
    },
    async leave(own, info) {
      if (reservations.isFree() && !isLimiting(info)) return
      await reservations.complete(own, info)
      pause.abort()
    },
  }
}

/** Rejects the waiters whose turn will not come in time, reports the others, and pauses until the state is to be read again. */
function createHold(
  waiters: readonly Waiter[],
  reservations: Reservations,
  tools: QueueTools,
  report: ReturnType<typeof createWaitReport>,
) {
  return async (wait: Wait, signal: AbortSignal): Promise<void> => {
    if (wait.reason === 'asked' && wait.waitMs > LONGEST_PAUSE_MS)
      return rejectAll(waiters, new QueueTimeoutError(wait, reservations.known()))
    const nowMs = tools.elapsed()
    // How fast the tenant's bucket fills is a guess; the other waits take as long as they say.
    const leastMs = wait.reason === 'limit' ? 0 : wait.waitMs
    rejectOverdue(waiters, nowMs + leastMs, new QueueTimeoutError(wait, reservations.known()))
    if (waiters.length === 0) return
    const waitedMs = nowMs - Math.min(...waiters.map(({ sinceMs }) => sinceMs))
    report({ count: waiters.length, waitedMs, wait, state: reservations.known() }, nowMs)
    const untilNextEndMs = Math.min(...waiters.map(({ sinceMs, maxWaitMs }) => sinceMs + maxWaitMs - nowMs))
    const lookAgainMs = reservations.known().limit === 'unknown' ? LOOK_AGAIN_UNKNOWN_MS : LOOK_AGAIN_MS
    const pauseMs = Math.min(wait.waitMs + tools.random() * JITTER_MS, lookAgainMs, untilNextEndMs)
    await tools.sleep(pauseMs, signal).catch(() => {})
  }
}

type Reservations = ReturnType<typeof createReservations>

/** What this process knows of the state, and its own entries in it. */
function createReservations(store: BudgetStore, rules: BudgetRules, { now, random }: QueueTools) {
  const name = random().toString(36).slice(2, 10)
  let known = unknownState(now())
  let count = 0
  return {
    known: () => known,
    // A tenant without a limit costs no file access: only the headers of its responses are read.
    isFree: () => known.limit === 'none' && rules.maxRequestsPerSecond === undefined,
    async acquire(): Promise<Reservation | Wait> {
      const own = { id: `${name}-${count++}`, atMs: now() }
      let wait: Wait | undefined
      await store.change((state) => {
        const outcome = acquire(state, now(), rules, own.id)
        wait = 'waitMs' in outcome ? outcome : undefined
        known = 'waitMs' in outcome ? state : outcome
        return known
      })
      return wait ?? own
    },
    complete: (own: Reservation, info: RateLimitInfo | undefined) =>
      store.change((state) => {
        known = complete(state, now(), own, info)
        return known
      }),
  }
}

/** Rejects all, since each of them takes itself out of the list. */
function rejectAll(waiters: readonly Waiter[], reason: QueueTimeoutError): void {
  for (const waiter of [...waiters]) waiter.reject(reason)
}

/** Rejects those whose longest wait ends before then. */
function rejectOverdue(waiters: readonly Waiter[], untilMs: number, reason: QueueTimeoutError): void {
  for (const waiter of waiters.filter(({ sinceMs, maxWaitMs }) => untilMs - sinceMs >= maxWaitMs)) waiter.reject(reason)
}

function isLimiting(info: RateLimitInfo | undefined): boolean {
  return info !== undefined && (info.refused || typeof info.limit === 'number')
}

function nextOf(waiters: readonly Waiter[]): Waiter | undefined {
  const read = waiters.find(({ isWrite }) => !isWrite)
  const write = waiters.find(({ isWrite }) => isWrite)
  if (read === undefined || write === undefined) return read ?? write
  return write.sinceMs - read.sinceMs > LONGEST_READ_DELAY_MS ? read : write
}

/** A waiter that takes itself out of the queue, whichever way it ends. */
function createWaiter(
  turn: Turn,
  sinceMs: number,
  leave: (waiter: Waiter) => void,
  end: Pick<Waiter, 'resolve' | 'reject'>,
): Waiter {
  function leaving<T>(then: (value: T) => void) {
    return (value: T) => {
      turn.signal.removeEventListener('abort', onAbort)
      leave(waiter)
      then(value)
    }
  }
  const waiter = { ...turn, sinceMs, resolve: leaving(end.resolve), reject: leaving(end.reject) }
  function onAbort() {
    return waiter.reject(turn.signal.reason)
  }
  turn.signal.addEventListener('abort', onAbort, { once: true })
  return waiter
}
