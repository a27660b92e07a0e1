import { REPORT_EVERY_MS } from './budget/wait-report'
import { type ApiRequest, type ApiResponse, hasOnlyStoppedWaiting, type Send, waitingSignal } from './exchange'
import type { ManagementLog } from './log'
import { isManagementError, type ManagementError } from './management-error'
import { scrub } from './redaction'
import { mayRepeat, type RetryPolicy, retryDelayMs } from './retry-delay'

/** Injected clocks, timer, randomness and log. */
export interface RetryTools {
  readonly policy: RetryPolicy
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds for durations, which no step of the machine's clock moves. */
  readonly elapsed: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly random: () => number
  readonly log?: ManagementLog | undefined
}

/** Tries a request again, as far as the policy and its effect allow. */
export function withRetry(send: Send, tools: RetryTools): Send {
  return async (request) => {
    const history: History = {}
    return tryInTurn(send, tools, request, history).catch((error: unknown) => {
      // That waiting was ended says less than the try that may have been carried out.
      throw history.mayHaveBeenApplied !== undefined && !isManagementError(error) && hasOnlyStoppedWaiting(request)
        ? history.mayHaveBeenApplied
        : error
    })
  }
}

type History = {
  /** The last try that may have been carried out. */
  mayHaveBeenApplied?: ManagementError
}

async function tryInTurn(send: Send, tools: RetryTools, request: ApiRequest, history: History): Promise<ApiResponse> {
  const startedAt = tools.elapsed()
  const state = { rateLimited: 0, failed: 0, elapsedMs: 0 }
  const waited = request.waited ?? { ms: 0 }
  for (let attempt = 1; ; attempt++) {
    const mayHaveBeenApplied = request.mayHaveBeenApplied || history.mayHaveBeenApplied !== undefined
    const outcome = await send({ ...request, attempt, mayHaveBeenApplied, waited }).catch(failureOf)
    if (!isManagementError(outcome)) return outcome
    state[outcome.status === 429 ? 'rateLimited' : 'failed']++
    state.elapsedMs = tools.elapsed() - startedAt - waited.ms
    const waitMs = mayRepeat(outcome, request.effect)
      ? retryDelayMs(outcome, state, tools.policy, tools.random())
      : undefined
    if (waitMs === undefined) throw outcome
    if (outcome.mayHaveBeenApplied) history.mayHaveBeenApplied = outcome
    tools.log?.(retryEntry(request, attempt, waitMs, outcome))
    await sleepWithProgress(waitMs, outcome, waitingSignal(request), tools)
  }
}

/** The failure as a value. Rethrows everything else, aborts included. */
export function failureOf(error: unknown): ManagementError {
  if (isManagementError(error)) return error
  throw error
}

/** Sleeps, with a log entry every ten seconds. */
async function sleepWithProgress(
  ms: number,
  failure: ManagementError,
  signal: AbortSignal | undefined,
  tools: RetryTools,
) {
  let restMs = ms
  while (restMs > REPORT_EVERY_MS) {
    await tools.sleep(REPORT_EVERY_MS, signal)
    restMs -= REPORT_EVERY_MS
    const reason = `the last try failed (${reasonOf(failure)})`
    tools.log?.({ event: 'wait', waitedMs: ms - restMs, waiting: 1, expectedMs: restMs, reason })
  }
  await tools.sleep(restMs, signal)
}

function reasonOf(failure: ManagementError): string {
  return String(failure.status ?? failure.cause?.code ?? failure.kind)
}

function retryEntry({ method, path, secrets }: ApiRequest, attempt: number, waitMs: number, failure: ManagementError) {
  return {
    event: 'retry' as const,
    method,
    path: scrub(path, secrets.values),
    attempt,
    waitMs,
    reason: reasonOf(failure),
  }
}
