import type { Effect } from './exchange'
import type { ManagementErrorDetails } from './management-error'
import { LASTING_PROXY_FAILURE } from './proxy-failure'

/** When to try again, and when to stop. */
export interface RetryPolicy {
  /** Tries in all while the response is 429. Ten, because ten callers may share a plan that admits two requests a second. */
  readonly rateLimitAttempts: number
  /** Tries in all after server errors, broken connections and timeouts. */
  readonly failureAttempts: number
  /** The first back-off; it doubles from try to try. */
  readonly baseDelayMs: number
  /** The longest back-off. */
  readonly maxDelayMs: number
  /** The longest pause that is waited for; a server that asks for a longer one is not asked again, and the request fails at once. */
  readonly maxServerDelayMs: number
  /** No try begins later than this after the first one; waiting for the request budget does not count. */
  readonly maxTotalMs: number
}

/** The policy that applies where the options say nothing. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  rateLimitAttempts: 10,
  failureAttempts: 3,
  baseDelayMs: 500,
  maxDelayMs: 10_000,
  maxServerDelayMs: 60_000,
  maxTotalMs: 120_000,
}

/** What has happened to a request so far. */
export interface RetryState {
  /** Responses of 429, the present one included. */
  readonly rateLimited: number
  /** Other failures, the present one included. */
  readonly failed: number
  /** Since the first try began, without the time spent waiting for the request budget. */
  readonly elapsedMs: number
}

/** The parts of a failure that decide. */
export type Failure = Pick<ManagementErrorDetails, 'kind' | 'status' | 'retryAfterMs' | 'cause' | 'mayHaveBeenApplied'>

/** Trouble of the server or of something before it, likely to pass. Those from 520 on are Cloudflare's, which stands before Auth0. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527])

/** A certificate or a TLS version that does not suit today will not suit in a second. */
const TLS_FAILURE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|UND_ERR_PRX_TLS|EPROTO)/

/**
 * True when sending the request again cannot do harm and may help. A 429 was never carried out, so it may always go again;
 * a request of effect `once` otherwise only when it certainly did not reach the server.
 */
export function mayRepeat(failure: Failure, effect: Effect): boolean {
  if (failure.status === 429) return true
  if (effect === 'once' && (failure.status !== undefined || failure.mayHaveBeenApplied)) return false
  if (failure.kind === 'timeout') return true
  if (failure.kind === 'network')
    return ![TLS_FAILURE, LASTING_PROXY_FAILURE].some((lasting) => lasting.test(failure.cause?.code ?? ''))
  return failure.kind === 'http' && PASSING_STATUSES.has(failure.status ?? 0)
}

/**
 * How long to wait before the next try in milliseconds, or undefined to give up. `random` is from 0 to below 1.
 *
 * What the server asks for takes the place of the back-off. It is never shortened, but prolonged at random: all that were
 * refused at the same time were given the same second, and would be refused again. A pause longer than `maxServerDelayMs` ends it at once.
 */
export function retryDelayMs(failure: Failure, state: RetryState, policy: RetryPolicy, random: number) {
  const limited = failure.status === 429
  const tries = limited ? state.rateLimited : state.failed
  if (tries >= (limited ? policy.rateLimitAttempts : policy.failureAttempts)) return undefined
  const backOff = Math.min(policy.baseDelayMs * 2 ** (tries - 1), policy.maxDelayMs)
  const asked = failure.retryAfterMs
  if (asked !== undefined && asked > policy.maxServerDelayMs) return undefined
  const delay = asked ?? backOff / 2
  const spread = asked === undefined ? backOff / 2 : backOff
  const waitMs = Math.round(delay + spread * random)
  return state.elapsedMs + waitMs > policy.maxTotalMs ? undefined : waitMs
}

/** No plan's window is near a day. A moment farther ahead is in another unit, and a longer pause is taken for this one. */
const LONGEST_DELAY_MS = 86_400_000

/**
 * The wait a server asks for in milliseconds: `Retry-After` (seconds or an HTTP date), else, for a 429, `x-ratelimit-reset`
 * (Unix seconds). Undefined when it says nothing or names the past. At most a day.
 *
 * Moments are compared with the server's own `Date`, so that a clock that is wrong on this side does no harm.
 */
export function serverDelayMs(
  status: number,
  headers: Record<string, string | undefined>,
  nowMs: number,
): number | undefined {
  const date = Date.parse(headers['date'] ?? '')
  const serverNowMs = Number.isNaN(date) ? nowMs : date
  const reset = status === 429 ? headers['x-ratelimit-reset'] : undefined
  const retryAfter = Math.min(retryAfterMs(headers['retry-after'], serverNowMs), LONGEST_DELAY_MS)
  const asked = [retryAfter, secondsOf(reset) * 1000 - serverNowMs]
  return asked.find((ms) => ms > 0 && ms <= LONGEST_DELAY_MS)
}

function retryAfterMs(value: string | undefined, serverNowMs: number): number {
  const seconds = secondsOf(value)
  return Number.isNaN(seconds) ? Date.parse(value ?? '') - serverNowMs : seconds * 1000
}

function secondsOf(value: string | undefined): number {
  return value !== undefined && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN
}
