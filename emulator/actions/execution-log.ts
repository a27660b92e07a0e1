import type { Collection } from '../storage/storage'

/** What is known of one execution of an action. */
export interface ActionExecution {
  readonly at: string
  readonly event_id: string
  readonly version: number
  readonly status: 'succeeded' | 'failed'
  readonly error?: string
  /** What it wrote to the console, at most 256 characters. */
  readonly logs: string
  readonly duration_ms: number
}

/** How many executions of an action are remembered. */
const KEPT = 50

/** Remembers an execution; the oldest beyond the bound is forgotten. */
export function recordExecution(
  executions: Collection<readonly ActionExecution[]>,
  actionId: string,
  execution: ActionExecution,
): void {
  executions.put(actionId, [...(executions.get(actionId) ?? []), execution].slice(-KEPT))
}
