import { type ApiRequest, type Send, waitingSignal } from '../exchange'
import { requestError } from '../request-error'
import type { BudgetRules, Reservation } from './bucket'
import { createFileStore } from './file-store'
import { type BudgetOptions, DEFAULT_HEADROOM_PERCENT, DEFAULT_MAX_WAIT_MS } from './options'
import { defaultFolder } from './private-folder'
import { createQueue, LONGEST_PAUSE_MS, type Queue, QueueTimeoutError, type QueueTools } from './queue'
import { parseRateLimit, type RateLimitInfo } from './rate-limit-info'
import { type BudgetStore, createProcessStore } from './store'
import { reasonOf } from './wait-report'

/** What the budget needs to know of the client that it is for. */
export interface BudgetTools extends QueueTools {
  readonly origin: string
  /** Ends all waiting. */
  readonly closing: AbortSignal
}

/**
 * Sends every try of a request when the tenant's rate limit has room for it, and learns from each response. Token requests have
 * a limit of their own and go as they come. Rejects with a `ManagementError` of the kind `budget` when the wait is too long.
 */
export function withBudget(send: Send, options: BudgetOptions, tools: BudgetTools): Send {
  const { headroomPercent = DEFAULT_HEADROOM_PERCENT, maxRequestsPerSecond, maxWaitMs = DEFAULT_MAX_WAIT_MS } = options
  const rules: BudgetRules = { headroomPercent, maxRequestsPerSecond }
  let queue: Queue | undefined
  return async (request) => {
    if (request.endpoint === 'token') return send(request)
    queue ??= createQueue(openStore(options.folder ?? defaultFolder(), tools), rules, tools)
    const own = await enter(queue, request, { maxWaitMs, rules, tools })
    let info: RateLimitInfo | undefined
    try {
      const response = await send(request)
      info = parseRateLimit(response, tools.now())
      return response
    } finally {
      await queue.leave(own, info)
    }
  }
}

/** The store that is shared with other processes, or, where that is not safe or not possible, one of this process alone. */
function openStore(folder: string, tools: BudgetTools): BudgetStore {
  try {
    return createFileStore(folder, tools.origin, tools)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown failure'
    const message = `the request budget is not shared with other processes, because "${folder}" cannot be used: ${reason}`
    tools.log?.({ event: 'warning', message })
    return createProcessStore(tools.now())
  }
}

interface Limits {
  readonly maxWaitMs: number
  readonly rules: BudgetRules
  readonly tools: BudgetTools
}

async function enter(queue: Queue, request: ApiRequest, { maxWaitMs, rules, tools }: Limits): Promise<Reservation> {
  const { waited = { ms: 0 } } = request
  const ended = waitingSignal(request)
  // A signal of its own for each request: Node warns of many listeners on one.
  const signal = AbortSignal.any(ended === undefined ? [tools.closing] : [ended, tools.closing])
  const sinceMs = tools.elapsed()
  try {
    return await queue.enter({ isWrite: request.method !== 'GET', maxWaitMs: maxWaitMs - waited.ms, signal })
  } catch (error) {
    if (!(error instanceof QueueTimeoutError)) throw error
    const waitedMs = waited.ms + tools.elapsed() - sinceMs
    throw requestError(request, whyNotSent(error, waitedMs, { maxWaitMs, rules }), {
      kind: 'budget',
      limitReason: error.wait.reason,
      mayHaveBeenApplied: false,
    })
  } finally {
    waited.ms += tools.elapsed() - sinceMs
  }
}

function whyNotSent(
  error: QueueTimeoutError,
  waitedMs: number,
  { maxWaitMs, rules }: Pick<Limits, 'maxWaitMs' | 'rules'>,
) {
  const reason = reasonOf(error, rules)
  if (error.wait.reason === 'asked' && error.wait.waitMs > LONGEST_PAUSE_MS) return reason
  return waitedMs < maxWaitMs
    ? `it would wait longer than ${maxWaitMs / 1000} s for the rate limit: ${reason}`
    : `it waited ${maxWaitMs / 1000} s for the rate limit: ${reason}`
}
