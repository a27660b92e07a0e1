import type { ApiResponse } from '../exchange'
import { serverDelayMs } from '../retry-delay'

/** What a response says about the tenant's rate limit. Absurd values are left out. */
export interface RateLimitInfo {
  /** The response is a 429. */
  readonly refused: boolean
  /** How many requests the tenant admits at once; `none` for more than any program can send. */
  readonly limit?: number | 'none'
  /** How many of these are left; never without a limit, and never more than it. */
  readonly remaining?: number
  /** How long until the server admits more, from `Retry-After` of a 429, or else from `x-ratelimit-reset`. */
  readonly waitMs?: number
}

/** The largest bucket that Auth0 publishes holds 750 requests; one of this size is a way to say that there is no limit. */
const NO_LIMIT = 100_000

/** Reads a response's headers. Each is checked by itself; one that makes no sense does not affect the others. */
export function parseRateLimit({ status, headers }: ApiResponse, nowMs: number): RateLimitInfo {
  const limit = wholeNumberOf(headers['x-ratelimit-limit'])
  const remaining = wholeNumberOf(headers['x-ratelimit-remaining'])
  const refused = status === 429
  const waitMs = serverDelayMs(429, timingOf(headers, refused), nowMs)
  if (limit === undefined || limit === 0) return { refused, ...(waitMs !== undefined && { waitMs }) }
  return {
    refused,
    limit: limit >= NO_LIMIT ? 'none' : limit,
    ...(remaining !== undefined && remaining <= limit && { remaining }),
    ...(waitMs !== undefined && { waitMs }),
  }
}

function timingOf(headers: ApiResponse['headers'], refused: boolean): ApiResponse['headers'] {
  return {
    date: headers['date'],
    // A 503 may carry Retry-After as well; that is for its own request, and no word about the limit.
    'retry-after': refused ? headers['retry-after'] : undefined,
    // A moment on the server's clock says nothing without its Date: the clock here may be minutes off.
    'x-ratelimit-reset': headers['date'] === undefined ? undefined : headers['x-ratelimit-reset'],
  }
}

function wholeNumberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined
}
