import type { ManagementLog } from '../log'
import type { BudgetRules, BudgetState, Wait } from './bucket'

/** A line is written at once when a request has to wait, and then as often as this. */
export const REPORT_EVERY_MS = 10_000

/** A shorter wait is not reported. */
const NOTICEABLE_MS = 250

/** Requests in a queue, and what holds them. */
export interface Queued {
  readonly count: number
  /** How long the one that has waited longest has waited. */
  readonly waitedMs: number
  readonly wait: Wait
  readonly state: BudgetState
}

/** Writes to the log that requests wait, in a rhythm that suits people. */
export function createWaitReport(log: ManagementLog | undefined, rules: BudgetRules) {
  let reportedAtMs = Number.NEGATIVE_INFINITY
  return (queued: Queued, nowMs: number): void => {
    const expectedMs = expectedMsOf(queued, rules)
    if (expectedMs < NOTICEABLE_MS || nowMs - reportedAtMs < REPORT_EVERY_MS) return
    reportedAtMs = nowMs
    const { count: waiting, waitedMs } = queued
    log?.({ event: 'wait', waitedMs, waiting, expectedMs, reason: reasonOf(queued, rules) })
  }
}

/** About how long it takes until the last of the queue has gone. */
function expectedMsOf(
  { count, wait, state }: Queued,
  { maxRequestsPerSecond = Number.POSITIVE_INFINITY }: BudgetRules,
) {
  const perSecond = state.limit === 'none' ? maxRequestsPerSecond : Math.min(state.perSecond, maxRequestsPerSecond)
  return Math.round(wait.waitMs + ((count - 1) * 1000) / perSecond)
}

/** Why requests wait, in words that follow on "because". */
export function reasonOf({ wait, state }: Pick<Queued, 'wait' | 'state'>, rules: BudgetRules): string {
  if (wait.reason === 'asked') return `Auth0 asked for a pause, of which ${pauseOf(wait.waitMs)} are left`
  if (wait.reason === 'maximum') return `at most ${rules.maxRequestsPerSecond} requests per second are allowed here`
  if (typeof state.limit !== 'number') return "the tenant's limit is not known before its first response"
  const free = rules.headroomPercent > 0 ? `, ${rules.headroomPercent} % reserved` : ''
  return `burst limit ${state.limit}, ${Math.floor(state.level)} remaining${free}`
}

function pauseOf(ms: number): string {
  return ms > 120_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 1000)} s`
}
