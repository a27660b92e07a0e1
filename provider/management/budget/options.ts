/** How a client shares the tenant's rate limit with others. */
export interface BudgetOptions {
  /** The share of the tenant's limit, in percent from 0 to 90, that is left to others, such as the logins of users. Default 20. */
  readonly headroomPercent?: number
  /** An upper bound on top of that, for all processes of this user on this machine together. Default none. */
  readonly maxRequestsPerSecond?: number
  /** How long one request may wait for its turn, in all its tries. Default 300 000. */
  readonly maxWaitMs?: number
  /** Where processes share what they know of tenants; made when it is missing. Default a folder of this user among the temporary files. */
  readonly folder?: string
}

/** Leaves a tenant of the plan Free 1.6 of its 2 requests at once, and one of the plan Enterprise 40 of 50. */
export const DEFAULT_HEADROOM_PERCENT = 20

/** Six hundred requests even on the slowest plan; a pipeline that stands still for longer should say so. */
export const DEFAULT_MAX_WAIT_MS = 300_000
