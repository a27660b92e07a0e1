import type { Send } from './exchange'

/** The time at the tenant, as far as its answers have told. */
export interface TenantClock {
  /**
   * The tenant's time at a moment of this machine's clock: up to a second and one answer's way too early, never too late;
   * the same moment while no answer had a `Date`.
   */
  at(nowMs: number): number
  /** Reads the `Date` of every answer. */
  observe(send: Send): Send
}

/** A clock that has not been told anything yet. */
export function createTenantClock(now: () => number): TenantClock {
  let aheadMs: number | undefined
  return {
    at: (nowMs) => nowMs + (aheadMs ?? 0),
    observe: (send) => async (request) => {
      const answer = await send(request)
      const date = Date.parse(answer.headers['date'] ?? '')
      // A date is cut to its second and is older when it arrives, so that the latest of them is the best.
      if (!Number.isNaN(date)) aheadMs = Math.max(aheadMs ?? Number.NEGATIVE_INFINITY, date - now())
      return answer
    },
  }
}
