import type { LimitReason } from './limit-reason'
import type { RateLimitInfo } from './rate-limit-info'

/** A request that was let through, and counts against the bucket. */
export interface Reservation {
  readonly id: string
  readonly atMs: number
  /** When its response, or its failure, came. */
  readonly completedAtMs?: number
}

/** What is known of a tenant's rate limit. Plain data, since processes share it as JSON; moments are Unix time. */
export interface BudgetState {
  /** The bucket's size. `unknown` before the first response. */
  readonly limit: number | 'none' | 'unknown'
  /** How many requests the tenant admits by our reckoning, as of `atMs`. Never counted higher than the tenant does. */
  readonly level: number
  readonly atMs: number
  /** How fast the level is taken to grow. */
  readonly perSecond: number
  /** When the growth was last lowered because of a 429. */
  readonly slowedAtMs: number
  /** Nothing is let through before, except a probe request now and then. */
  readonly pausedUntilMs: number
  /** When the pause was last extended. */
  readonly pausedSinceMs: number
  /** After a pause one probe request is let through, headroom or not. */
  readonly isProbeDue: boolean
  /** The latest requests, oldest first. */
  readonly reservations: Reservation[]
}

/** What a process allows itself. */
export interface BudgetRules {
  /** The share of the bucket that is left to others. */
  readonly headroomPercent: number
  readonly maxRequestsPerSecond?: number | undefined
}

/** The lowest sustained rate of any plan. Source: Auth0's rate limit configurations; Free and Enterprise non-production. */
export const LOWEST_RATE = 2

/** The slowest that is ever assumed: a custom policy may be slower, but then a pause by its own headers does the rest. */
export const SLOWEST_RATE = 0.1

/** Per response that is no 429. From the slowest rate back to the lowest takes some thirty responses. */
const RECOVERY = 1.1

/** What is known of a tenant is forgotten after this time. */
const FORGET_AFTER_MS = 600_000

/** A request without a response for so long was served, or will never be: its process may have been killed. */
const UNANSWERED_MS = 5_000

/** Our reckoning of a large bucket lags far behind it; after so long one probe request goes past the headroom to refresh the count. */
const PROBE_AFTER_MS = 5_000

/** Completed requests are kept as long as the longest window of `maxRequestsPerSecond` of 1 or more. */
const KEPT_MS = 1_000

/** The pause after a 429 that does not say how long. */
const DEFAULT_PAUSE_MS = 1_000

/** The longest pause that counts; one that ends later was stored by a clock that has been set back since. */
const LONGEST_PAUSE_KNOWN_MS = 3_600_000

/** During a long pause one probe request goes this often: what refused may have been a proxy that is gone, or a limit that was raised. */
export const PROBE_DURING_PAUSE_MS = 30_000

/** `x-ratelimit-reset` is rounded up to a second, and `Date`, which it is compared with, down to one. */
const ROUNDING_MS = 2_000

/** The server rounds its number down, by half a request on average. */
const ROUNDED_OFF = 0.5

/** Sums of fractions of a second do not come out even. */
const EPSILON = 1e-6

/** The state of a tenant of which nothing is known: one request, and then as many as any plan allows. */
export function unknownState(nowMs: number): BudgetState {
  return {
    limit: 'unknown',
    level: 1,
    atMs: nowMs,
    perSecond: LOWEST_RATE,
    slowedAtMs: 0,
    pausedUntilMs: 0,
    pausedSinceMs: 0,
    isProbeDue: false,
    reservations: [],
  }
}

/** Lets a request through, or says for how long not and why. */
export function acquire(state: BudgetState, nowMs: number, rules: BudgetRules, id: string): BudgetState | Wait {
  const current = refilled(state, nowMs)
  const [first] = limitsOf(current, nowMs, rules).sort((a, b) => b.waitMs - a.waitMs)
  if (first !== undefined) return first
  const reservations = [...recent(current.reservations, nowMs), { id, atMs: nowMs }]
  return { ...current, level: Math.max(0, current.level - 1), isProbeDue: false, reservations }
}

/** Why a request may not go yet. */
export interface Wait {
  readonly waitMs: number
  readonly reason: LimitReason
}

function limitsOf(state: BudgetState, nowMs: number, rules: BudgetRules): Wait[] {
  const pausedMs = state.pausedUntilMs - nowMs
  const isProbe = pausedMs > 0 && mayProbeDuringPause(state, nowMs)
  const waits: Wait[] = [
    { reason: 'asked', waitMs: isProbe ? 0 : pausedMs },
    { reason: 'maximum', waitMs: maximumWaitMs(state.reservations, nowMs, rules.maxRequestsPerSecond) },
    { reason: 'limit', waitMs: isProbe ? 0 : limitWaitMs(state, nowMs, rules.headroomPercent) },
  ]
  return waits.filter(({ waitMs }) => waitMs > 0)
}

function mayProbeDuringPause({ pausedSinceMs, reservations }: BudgetState, nowMs: number): boolean {
  return nowMs - Math.max(pausedSinceMs, reservations.at(-1)?.atMs ?? 0) >= PROBE_DURING_PAUSE_MS
}

function limitWaitMs(
  { limit, level, perSecond, isProbeDue, reservations }: BudgetState,
  nowMs: number,
  headroomPercent: number,
) {
  if (limit === 'none' || isProbeDue) return 0
  function untilMs(wanted: number) {
    return wanted - level > EPSILON ? Math.ceil(((wanted - level) / perSecond) * 1000) : 0
  }
  const probeAfterMs = (reservations.at(-1)?.atMs ?? nowMs) + PROBE_AFTER_MS - nowMs
  return Math.min(untilMs(1 + reserveOf(limit, headroomPercent)), Math.max(untilMs(1), probeAfterMs))
}

/** The part of the bucket that is left to others; one request must remain, or nothing would ever go. */
function reserveOf(limit: number | 'unknown', headroomPercent: number): number {
  return limit === 'unknown' ? 0 : Math.min((limit * headroomPercent) / 100, limit - 1)
}

function maximumWaitMs(reservations: readonly Reservation[], nowMs: number, perSecond: number | undefined): number {
  if (perSecond === undefined) return 0
  const count = Math.max(1, Math.floor(perSecond))
  const eldest = reservations.at(-count)
  return eldest === undefined ? 0 : Math.ceil(eldest.atMs + (count / perSecond) * 1000 - nowMs)
}

/** Notes that a request was completed, and what its response says of the limit; undefined when there was none. */
export function complete(
  state: BudgetState,
  nowMs: number,
  own: Reservation,
  info: RateLimitInfo | undefined,
): BudgetState {
  const reservations = state.reservations.map((one) => (one.id === own.id ? { ...one, completedAtMs: nowMs } : one))
  const completed = { ...refilled(state, nowMs), reservations: recent(reservations, nowMs) }
  // Without this, whoever waits for the first response of a tenant that gives none would wait for one timeout after the other.
  if (info === undefined) return completed.limit === 'unknown' ? { ...completed, limit: 'none' } : completed
  if (info.refused) return refused(completed, nowMs, own, info)
  const limit = info.limit ?? limitWithoutHeaders(completed)
  const updated = { ...lifted(completed, own), limit, perSecond: Math.min(LOWEST_RATE, completed.perSecond * RECOVERY) }
  if (limit === 'none' || info.remaining === undefined) return updated
  return exhausted(corrected(updated, info.remaining, overlapping(reservations, nowMs, own)), nowMs, info)
}

/** A response to a request that was sent during a pause shows that it is over. */
function lifted(state: BudgetState, own: Reservation): BudgetState {
  return own.atMs >= state.pausedSinceMs ? { ...state, pausedUntilMs: 0 } : state
}

/** A tenant that refused without stating its limit has one nevertheless; its limit stays unknown until the rate has recovered. */
function limitWithoutHeaders({ limit, perSecond }: BudgetState): BudgetState['limit'] {
  return limit === 'unknown' && perSecond >= LOWEST_RATE ? 'none' : limit
}

/**
 * The server's number counts, as far as it is clear which requests it includes: it may or may not include those that were under
 * way at the same time. So our own count stands as long as it lies between the two extremes.
 */
function corrected(state: BudgetState, remaining: number, others: number): BudgetState {
  return {
    ...state,
    level: Math.max(remaining - others, Math.min(remaining + ROUNDED_OFF, state.level)),
  }
}

function overlapping(reservations: readonly Reservation[], nowMs: number, own: Reservation): number {
  return reservations.filter(({ id, atMs, completedAtMs }) =>
    id === own.id ? false : completedAtMs === undefined ? nowMs - atMs < UNANSWERED_MS : completedAtMs > own.atMs,
  ).length
}

/** An empty bucket that fills more slowly than was assumed: the next request waits as long as the server says. */
function exhausted(state: BudgetState, nowMs: number, { remaining, waitMs = 0 }: RateLimitInfo): BudgetState {
  const expectedMs = 1000 / state.perSecond + ROUNDING_MS
  if (remaining !== 0 || waitMs <= expectedMs) return state
  return { ...pausedFor(state, nowMs, waitMs), perSecond: Math.max(SLOWEST_RATE, 1000 / waitMs) }
}

/** Requests that were under way together were refused together; they lower the rate once. */
function refused(state: BudgetState, nowMs: number, own: Reservation, info: RateLimitInfo): BudgetState {
  const limit = info.limit ?? state.limit
  const known: BudgetState = { ...state, limit: limit === 'none' ? 'unknown' : limit }
  const stopped = pausedFor(known, nowMs, info.waitMs ?? DEFAULT_PAUSE_MS)
  if (own.atMs < state.slowedAtMs) return stopped
  return { ...stopped, perSecond: Math.max(SLOWEST_RATE, state.perSecond / 2), slowedAtMs: nowMs }
}

function pausedFor(state: BudgetState, nowMs: number, waitMs: number): BudgetState {
  return {
    ...state,
    level: 0,
    isProbeDue: true,
    pausedSinceMs: nowMs,
    pausedUntilMs: Math.max(state.pausedUntilMs, nowMs + Math.min(waitMs, LONGEST_PAUSE_KNOWN_MS)),
  }
}

/** The state as of now; a state from too long ago, or from the future because the clock was set back, is forgotten. */
function refilled(state: BudgetState, nowMs: number): BudgetState {
  const ageMs = nowMs - state.atMs
  const pausedMs = state.pausedUntilMs - nowMs
  if (ageMs < -KEPT_MS || pausedMs > LONGEST_PAUSE_KNOWN_MS || (ageMs > FORGET_AFTER_MS && pausedMs < 0))
    return unknownState(nowMs)
  const growingMs = Math.max(0, nowMs - Math.max(state.atMs, state.pausedUntilMs))
  const full = typeof state.limit === 'number' ? state.limit : 1
  return { ...state, level: Math.min(full, state.level + (growingMs / 1000) * state.perSecond), atMs: nowMs }
}

/** Drops the requests that nothing depends on any longer. A maximum below 1 a second asks for the latest alone. */
function recent(reservations: readonly Reservation[], nowMs: number): Reservation[] {
  return reservations.filter(
    ({ atMs, completedAtMs }, index) =>
      index === reservations.length - 1 ||
      nowMs - (completedAtMs ?? atMs) < (completedAtMs === undefined ? UNANSWERED_MS : KEPT_MS),
  )
}
