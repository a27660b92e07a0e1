import type { JsonObject } from '../json'
import type { TenantState } from '../state'
import { type CacheEntry, createActionCache } from './action-cache'
import { ACTION_CACHES, type ActionContent } from './action-store'
import { type ExecutionResult, runAction } from './run-action'

/** The function that the trigger calls (Auth0 documentation). */
const HANDLER = 'onExecuteEventStream'

/** Code of an action and what it is to run on. */
export interface ContentExecution {
  readonly state: TenantState
  readonly actionId: string
  readonly content: ActionContent
  /** What the event holds besides the secrets. */
  readonly event: JsonObject
  readonly signal?: AbortSignal
}

/** Runs what a version or a draft holds, with its secrets and the action's cache. Resolves however that ends. */
export function executeContent({
  state,
  actionId,
  content,
  event,
  signal,
}: ContentExecution): Promise<ExecutionResult> {
  const secrets = Object.fromEntries(content.secrets.map(({ name, value }) => [name, value]))
  const caches = state.storage.collection<readonly CacheEntry[]>(ACTION_CACHES)
  const cache = createActionCache(caches, actionId, state.clock)
  const job = { code: content.code, handler: HANDLER, event: { ...event, secrets } }
  return runAction(job, { cache, budgetMs: state.actionBudgetMs, ...(signal === undefined ? {} : { signal }) })
}
