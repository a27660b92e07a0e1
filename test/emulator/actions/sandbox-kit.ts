import { type CacheEntry, createActionCache } from '../../../emulator/actions/action-cache'
import { type ExecutionSupport, runAction } from '../../../emulator/actions/run-action'
import { createClock } from '../../../emulator/clock'
import type { JsonObject } from '../../../emulator/json'
import { createMemoryStorage } from '../../../emulator/storage/storage'

/** An event as an action gets it, as far as the cases look at it. */
const EVENT = { message: { id: 'evt_1', type: 'user.created' }, secrets: { API_KEY: 'hush' } }

/** The code of an action whose handler does this. */
export function handler(body: string): string {
  return `exports.onExecuteEventStream = async (event, api) => { ${body} }`
}

/** An empty cache. */
export function emptyCache(clock = createClock()) {
  return createActionCache(createMemoryStorage().collection<readonly CacheEntry[]>('caches'), 'action', clock)
}

/** Runs code in a sandbox of its own. */
export function execute(code: string, support: Partial<ExecutionSupport> = {}, event: JsonObject = EVENT) {
  const job = { code, handler: 'onExecuteEventStream', event }
  return runAction(job, { cache: emptyCache(), budgetMs: 10_000, ...support })
}

/** What a handler prints, on success; its error otherwise. */
export async function printed(body: string): Promise<string> {
  const { error, logs } = await execute(handler(body))
  return error ?? logs.trim()
}
