import type { ManagementError } from '../management/index'
import { isTokenPath } from './common-cause'
import type { Explanation } from './explanation'

// Auth0's log event for it. Source: Auth0's list of log event type codes.
const WHO_ELSE = 'What uses the limit is in the logs of the tenant in the Auth0 Dashboard (type api_limit).'

/** What it means that a request was sent and refused because of a rate limit (429). */
export function explainRateLimited(failure: ManagementError, attempted: string): Explanation {
  const attempts = failure.attempts === undefined ? '' : `, after ${failure.attempts} attempts`
  const asked =
    failure.retryAfterMs === undefined ? '' : ` Auth0 asks for a pause of ${durationOf(failure.retryAfterMs)}.`
  const wait = `Wait ${failure.retryAfterMs === undefined ? 'a minute' : durationOf(failure.retryAfterMs)}`
  if (isTokenPath(failure.path)) {
    return {
      what: `Auth0 rate-limited the request for an access token (429)${attempts}, so the provider could not ${attempted}.${asked}`,
      advice: `${wait}. Each run asks for a token of its own, and this limit is another one than that of the Management API; with AUTH0_API_TOKEN no token is asked for. ${WHO_ELSE}`,
    }
  }
  return {
    what: `Auth0 rate-limited the request to ${attempted} (429)${attempts}; it was sent and refused.${asked}`,
    advice: `${wait}; sending fewer requests at a time does not shorten the pause. ${WHO_ELSE}`,
  }
}

/** What it means that a request was not sent, because it would have waited too long for the rate limit. */
export function explainQueued(failure: ManagementError, attempted: string): Explanation {
  return {
    what: `The request to ${attempted} was not sent: ${failure.reason}.`,
    advice: queuedAdvice(failure),
  }
}

const SHARED =
  'The runs of this user on this machine share the rate limit of a tenant; the guide "Shared rate limit" says how.'

function queuedAdvice({ limitReason }: ManagementError): string {
  if (limitReason === 'maximum')
    return `Raise max_requests_per_second in the provider block, or AUTH0_MAX_REQUESTS_PER_SECOND. ${SHARED}`
  return limitReason === 'limit'
    ? `Lower rate_limit_headroom in the provider block, or AUTH0_RATE_LIMIT_HEADROOM, if this run may use more of the limit, or run fewer at once. ${WHO_ELSE} ${SHARED}`
    : `Wait until the pause is over. A later run asks Auth0 again, at most every 30 seconds, and goes on as soon as it is let through. ${SHARED}`
}

/** A wait in words: whole seconds up to two minutes, then whole minutes, then hours; rounded up. */
export function durationOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds === 1) return 'a second'
  if (seconds <= 120) return `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes <= 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`
}
