import type { LimitReason } from './limit-reason'
import type { RateLimitInfo } from './rate-limit-info'

/** A request that was let through. */
export interface Take {
  id: string
  atMs: number
  /** When its answer, or its failure, came. */
  settledAtMs?: number
}

/** What is known of a tenant's rate limit. Plain data, since processes share it as JSON; moments are Unix time. */
export interface BudgetState {
  /** The bucket's size. Of an `unknown` tenant nothing has been heard yet. */
  limit: number | 'none' | 'unknown'
  /** How many requests the tenant admits by our reckoning, as of `atMs`. Never counted higher than the tenant does. */
  level: number
  atMs: number
  /** How fast the level is taken to grow. */
  perSecond: number
  /** When the growth was last lowered because of a 429. */
  slowedAtMs: number
  /** Nothing is let through before, but now and then a request that asks again. */
  heldUntilMs: number
  /** When that was last said. */
  heldSinceMs: number
  /** After a hold one request is let through to hear how things are, headroom or not. */
  isProbeDue: boolean
  /** The latest requests. */
  takes: Take[]
}

/** What a process allows itself. */
export interface BudgetRules {
  /** This share of the bucket is left to others. */
  headroomPercent: number
  maxRequestsPerSecond?: number | undefined
}

/** The lowest sustained rate of any plan. Source: Auth0's rate limit configurations; Free and Enterprise non-production. */
export const LOWEST_RATE = 2

/** The slowest that is ever assumed: a custom policy may be slower, but then a hold by its own headers does the rest. */
export const SLOWEST_RATE = 0.1

/** Per answer that is no 429. From the slowest rate back to the lowest takes some thirty answers. */
const RECOVERY = 1.1

/** What is older than this was another day's traffic. */
const KNOWLEDGE_MS = 600_000

/** A request without an answer for so long was served, or will never be: its process may have been killed. */
const UNANSWERED_MS = 5_000

/** Our reckoning of a large bucket lags far behind it; after so long one probe request goes past the headroom to refresh the count. */
const ASK_AGAIN_MS = 5_000

/** Settled requests are kept as long as the longest window of `maxRequestsPerSecond` of 1 or more. */
const KEPT_MS = 1_000

/** After a 429 that does not say how long. */
const DEFAULT_HOLD_MS = 1_000

/** The longest hold that is kept in mind; one that ends later was stored by a clock that has been set back since. */
const LONGEST_HOLD_MS = 3_600_000

/** During a long hold one request goes this often, whatever was said: what refused may have been a proxy that is gone, or a limit that was raised. */
export const ASK_DURING_HOLD_MS = 30_000

/** `x-ratelimit-reset` is rounded up to a second, and `Date`, which it is compared with, down to one. */
const ROUNDING_MS = 2_000

/** The server rounds its number down, by half a request on average. */
const ROUNDED_OFF = 0.5

/** Sums of fractions of a second do not come out even. */
const EPSILON = 1e-6

/** The state of a tenant of which nothing is known: one request, and then as many as any plan allows. */
export const unknownState = (nowMs: number): BudgetState => ({
  limit: 'unknown',
  level: 1,
  atMs: nowMs,
  perSecond: LOWEST_RATE,
  slowedAtMs: 0,
  heldUntilMs: 0,
  heldSinceMs: 0,
  isProbeDue: false,
  takes: [],
})

/** Lets a request through, or says for how long not and why. */
export function take(state: BudgetState, nowMs: number, rules: BudgetRules, id: string): BudgetState | Wait {
  const current = grown(state, nowMs)
  const [first] = limitsOf(current, nowMs, rules).sort((a, b) => b.waitMs - a.waitMs)
  if (first !== undefined) return first
  const takes = [...kept(current.takes, nowMs), { id, atMs: nowMs }]
  return { ...current, level: Math.max(0, current.level - 1), isProbeDue: false, takes }
}

/** Why a request may not go yet. */
export interface Wait {
  waitMs: number
  obstacle: LimitReason
}

function limitsOf(state: BudgetState, nowMs: number, rules: BudgetRules): Wait[] {
  const heldMs = state.heldUntilMs - nowMs
  const asksAgain = heldMs > 0 && mayAskDuringHold(state, nowMs)
  const waits: Wait[] = [
    { obstacle: 'asked', waitMs: asksAgain ? 0 : heldMs },
    { obstacle: 'maximum', waitMs: maximumWaitMs(state.takes, nowMs, rules.maxRequestsPerSecond) },
    { obstacle: 'limit', waitMs: asksAgain ? 0 : limitWaitMs(state, nowMs, rules.headroomPercent) },
  ]
  return waits.filter(({ waitMs }) => waitMs > 0)
}

const mayAskDuringHold = ({ heldSinceMs, takes }: BudgetState, nowMs: number): boolean =>
  nowMs - Math.max(heldSinceMs, takes.at(-1)?.atMs ?? 0) >= ASK_DURING_HOLD_MS

function limitWaitMs(
  { limit, level, perSecond, isProbeDue, takes }: BudgetState,
  nowMs: number,
  headroomPercent: number,
) {
  if (limit === 'none' || isProbeDue) return 0
  const untilMs = (wanted: number) => (wanted - level > EPSILON ? Math.ceil(((wanted - level) / perSecond) * 1000) : 0)
  const askAgainMs = (takes.at(-1)?.atMs ?? nowMs) + ASK_AGAIN_MS - nowMs
  return Math.min(untilMs(1 + reserveOf(limit, headroomPercent)), Math.max(untilMs(1), askAgainMs))
}

/** The part of the bucket that is left to others; one request must remain, or nothing would ever go. */
const reserveOf = (limit: number | 'unknown', headroomPercent: number): number =>
  limit === 'unknown' ? 0 : Math.min((limit * headroomPercent) / 100, limit - 1)

function maximumWaitMs(takes: readonly Take[], nowMs: number, perSecond: number | undefined): number {
  if (perSecond === undefined) return 0
  const count = Math.max(1, Math.floor(perSecond))
  const eldest = takes.at(-count)
  return eldest === undefined ? 0 : Math.ceil(eldest.atMs + (count / perSecond) * 1000 - nowMs)
}

/** Notes that a request was answered, and what its answer says of the limit; undefined when there was none. */
export function settle(state: BudgetState, nowMs: number, own: Take, info: RateLimitInfo | undefined): BudgetState {
  const takes = state.takes.map((one) => (one.id === own.id ? { ...one, settledAtMs: nowMs } : one))
  const settled = { ...grown(state, nowMs), takes: kept(takes, nowMs) }
  // Whoever waits for the first answer of a tenant that gives none shall not wait in line for one time-out after the other.
  if (info === undefined) return settled.limit === 'unknown' ? { ...settled, limit: 'none' } : settled
  if (info.refused) return refused(settled, nowMs, own, info)
  const limit = info.limit ?? limitWithoutHeaders(settled)
  const updated = { ...lifted(settled, own), limit, perSecond: Math.min(LOWEST_RATE, settled.perSecond * RECOVERY) }
  if (limit === 'none' || info.remaining === undefined) return updated
  return exhausted(corrected(updated, info.remaining, overlapping(takes, nowMs, own)), nowMs, info)
}

/** An answer to a request that was sent during a hold shows that it is over. */
const lifted = (state: BudgetState, own: Take): BudgetState =>
  own.atMs >= state.heldSinceMs ? { ...state, heldUntilMs: 0 } : state

/** A tenant that refused without a word of its limit has one nevertheless; it is left alone until it has been quiet. */
const limitWithoutHeaders = ({ limit, perSecond }: BudgetState): BudgetState['limit'] =>
  limit === 'unknown' && perSecond >= LOWEST_RATE ? 'none' : limit

/**
 * The server's number is the truth, as far as it is clear which requests it counts: of those that were under way at the
 * same time nobody knows whether they are in it. So our own reckoning stands as long as it lies between the two extremes.
 */
const corrected = (state: BudgetState, remaining: number, others: number): BudgetState => ({
  ...state,
  level: Math.max(remaining - others, Math.min(remaining + ROUNDED_OFF, state.level)),
})

const overlapping = (takes: readonly Take[], nowMs: number, own: Take): number =>
  takes.filter(({ id, atMs, settledAtMs }) =>
    id === own.id ? false : settledAtMs === undefined ? nowMs - atMs < UNANSWERED_MS : settledAtMs > own.atMs,
  ).length

/** An empty bucket that fills more slowly than was assumed: the next request waits for the server's word. */
function exhausted(state: BudgetState, nowMs: number, { remaining, waitMs = 0 }: RateLimitInfo): BudgetState {
  const expectedMs = 1000 / state.perSecond + ROUNDING_MS
  if (remaining !== 0 || waitMs <= expectedMs) return state
  return { ...held(state, nowMs, waitMs), perSecond: Math.max(SLOWEST_RATE, 1000 / waitMs) }
}

/** Requests that were under way together were refused together; they slow the rest down once. */
function refused(state: BudgetState, nowMs: number, own: Take, info: RateLimitInfo): BudgetState {
  const limit = info.limit ?? state.limit
  const known: BudgetState = { ...state, limit: limit === 'none' ? 'unknown' : limit }
  const stopped = held(known, nowMs, info.waitMs ?? DEFAULT_HOLD_MS)
  if (own.atMs < state.slowedAtMs) return stopped
  return { ...stopped, perSecond: Math.max(SLOWEST_RATE, state.perSecond / 2), slowedAtMs: nowMs }
}

const held = (state: BudgetState, nowMs: number, waitMs: number): BudgetState => ({
  ...state,
  level: 0,
  isProbeDue: true,
  heldSinceMs: nowMs,
  heldUntilMs: Math.max(state.heldUntilMs, nowMs + Math.min(waitMs, LONGEST_HOLD_MS)),
})

/** The state as of now; a state from too long ago, or from the future because the clock was set back, is forgotten. */
function grown(state: BudgetState, nowMs: number): BudgetState {
  const ageMs = nowMs - state.atMs
  const heldMs = state.heldUntilMs - nowMs
  if (ageMs < -KEPT_MS || heldMs > LONGEST_HOLD_MS || (ageMs > KNOWLEDGE_MS && heldMs < 0)) return unknownState(nowMs)
  const growingMs = Math.max(0, nowMs - Math.max(state.atMs, state.heldUntilMs))
  const full = typeof state.limit === 'number' ? state.limit : 1
  return { ...state, level: Math.min(full, state.level + (growingMs / 1000) * state.perSecond), atMs: nowMs }
}

/** Drops the requests that nothing depends on any longer. A maximum below 1 a second asks for the latest alone. */
const kept = (takes: readonly Take[], nowMs: number): Take[] =>
  takes.filter(
    ({ atMs, settledAtMs }, index) =>
      index === takes.length - 1 ||
      nowMs - (settledAtMs ?? atMs) < (settledAtMs === undefined ? UNANSWERED_MS : KEPT_MS),
  )
