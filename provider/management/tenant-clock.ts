import type { Send } from './exchange'

/** The time at the tenant, as far as its responses say. */
export interface TenantClock {
  /**
   * The tenant's time at a moment of this machine's clock: up to a second and the way of one response too early, never too late;
   * the same moment while no response had a `Date`.
   */
  at(nowMs: number): number
  /** Reads the `Date` of every response. */
  observe(send: Send): Send
}

/** A clock that has seen no response yet. */
export function createTenantClock(now: () => number): TenantClock {
  let aheadMs: number | undefined
  return {
    at: (nowMs) => nowMs + (aheadMs ?? 0),
    observe: (send) => async (request) => {
      const response = await send(request)
      const date = Date.parse(response.headers['date'] ?? '')
      // A date is cut to its second and is older when it arrives, so that the latest of them is the best.
      if (!Number.isNaN(date)) aheadMs = Math.max(aheadMs ?? Number.NEGATIVE_INFINITY, date - now())
      return response
    },
  }
}
