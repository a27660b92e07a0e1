import type { action } from '../../../schema/auth0/index'
import type { PlanOf, StateOf } from '../../../schema/dsl/index'
import { type Diagnostic, type OperationContext, UncertainUpdate } from '../../framework/index'
import type { Action, ManagementClient } from '../../management/index'
import { findBuildErrors } from './build-errors'
import { buildFailed, deploymentInterrupted, deploymentTimedOut } from './build-failure'
import { loadCodeCheck } from './check-code'
import { type Deployment, deployDraft, type Progress } from './deploy'
import { toState } from './state'

type Plan = PlanOf<typeof action>
type State = StateOf<typeof action>
type Context = OperationContext<ManagementClient>

/** A state and what there is to say of it. */
export interface Result {
  readonly state: State
  readonly diagnostics: readonly Diagnostic[]
}

/** The default of the block `timeouts`, for a client that gives none. */
const SIX_MINUTES_MS = 360_000

/**
 * Deploys the draft that a create or an update left. However that ends, the state says what is, so that the next plan goes on
 * from there.
 */
export async function deployAndReport(
  draft: Action,
  plan: Plan,
  operation: 'create' | 'update',
  context: Context,
): Promise<Result> {
  const { api, client, cancelWaiting, log, timeoutMs = SIX_MINUTES_MS } = context
  const deployment = await deployDraft(draft, {
    actions: api.actions,
    // Auth0 may not find an Action everywhere that it made a moment ago.
    options: { signal: context.signal, cancelWaiting, confirmGone: { createdAt: draft.created_at } },
    timeoutMs,
    now: () => performance.now(),
    sleep: (ms) => pause(ms, cancelWaiting),
    onProgress: (progress) => log.info(progressOf(draft, progress)),
  })
  const state = toState(deployment.action, plan)
  if (deployment.end === 'failed') throw new UncertainUpdate(state, deployment.failure)
  return { state, diagnostics: await diagnosticsOf(deployment, operation, { ...context, client, timeoutMs }) }
}

async function diagnosticsOf(
  deployment: Exclude<Deployment, { end: 'failed' }>,
  operation: 'create' | 'update',
  context: Pick<Context, 'api' | 'signal' | 'client'> & { readonly timeoutMs: number },
): Promise<readonly Diagnostic[]> {
  const { action: found } = deployment
  const { api, signal, client, timeoutMs } = context
  switch (deployment.end) {
    case 'deployed':
      return []
    case 'buildFailed': {
      const errors = await findBuildErrors(found, api.actions, { signal })
      await loadCodeCheck()
      return [buildFailed({ action: found, errors }, operation, client)]
    }
    case 'timedOut':
      return [deploymentTimedOut(found, deployment.step, { operation, timeoutMs }, client)]
    case 'interrupted':
      return [deploymentInterrupted(found, operation, client)]
  }
}

function progressOf({ name }: Action, { step, status, waitedMs }: Progress): string {
  return `Auth0 is ${step === 'build' ? 'building' : 'deploying'} the Action ${JSON.stringify(name)} (status ${status}, ${Math.round(waitedMs / 1000)} s so far)`
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    function onAbort() {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
