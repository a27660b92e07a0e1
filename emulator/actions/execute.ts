import type { Clock } from '../clock'
import type { JsonObject } from '../json'
import type { Place } from '../place'
import type { Storage } from '../storage/storage'
import { type CacheEntry, createActionCache } from './action-cache'
import { ACTION_CACHES, type ActionContent } from './action-store'
import { sharedModules } from './module-references'
import type { ModuleStore } from './module-store'
import { type ExecutionResult, runAction } from './run-action'

/** The function that the trigger calls (Auth0 documentation). */
const HANDLER = 'onExecuteEventStream'

/** What an execution uses of a tenant. */
export interface ExecutionState {
  readonly clock: Clock
  readonly storage: Storage
  readonly place: Place
  readonly modules: ModuleStore
  /** How long an Action may run, in milliseconds of real time. */
  readonly actionBudgetMs: number
}

/** Code of an action and what it is to run on. */
export interface ContentExecution {
  readonly state: ExecutionState
  readonly actionId: string
  readonly content: ActionContent
  /** What the event holds besides the secrets. */
  readonly event: JsonObject
  readonly signal?: AbortSignal
}

/** Runs what a version or a draft holds, with its secrets and the action's cache. Resolves however that ends. */
export async function executeContent({
  state,
  actionId,
  content,
  event,
  signal,
}: ContentExecution): Promise<ExecutionResult> {
  const secrets = Object.fromEntries(content.secrets.map(({ name, value }) => [name, value]))
  const caches = state.storage.collection<readonly CacheEntry[]>(ACTION_CACHES)
  const cache = createActionCache(caches, actionId, state.clock)
  const gate = await openGate(state.place)
  const modules = sharedModules(state.modules, content)
  // Only integrations have a configuration (types of the event-stream trigger in npm's `@auth0/actions`).
  const input = { ...event, secrets, configuration: {} }
  const job = { code: content.code, handler: HANDLER, event: input, modules, ...gate }
  return runAction(job, { cache, budgetMs: state.actionBudgetMs, ...(signal === undefined ? {} : { signal }) })
}

/** A tenant that does not listen has no port to keep actions from. */
async function openGate({ port, openActionPort }: Place) {
  if (port === undefined || openActionPort === undefined) return {}
  return { gate: { port, openPort: await openActionPort() } }
}
