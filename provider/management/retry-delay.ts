/** When to try again, and when to stop. */
export interface RetryPolicy {
  /** Tries in all while the answer is 429. */
  rateLimitAttempts: number
  /** Tries in all after server errors, broken connections and timeouts. */
  failureAttempts: number
  /** The first back-off; it doubles from try to try. */
  baseDelayMs: number
  /** The longest back-off. */
  maxDelayMs: number
  /** The longest wait that a server may ask for. */
  maxServerDelayMs: number
  /** No try begins later than this after the first one. */
  maxTotalMs: number
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
