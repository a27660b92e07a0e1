import {
  type Action,
  type Actions,
  type CallOptions,
  isManagementError,
  type ManagementError,
} from '../../management/index'
import { isDeployed } from './state'

/** What a deployment uses. */
export interface DeployTools {
  readonly actions: Pick<Actions, 'get' | 'deploy'>
  readonly options: CallOptions
  /** How long building and deploying may take together, in milliseconds. */
  readonly timeoutMs: number
  /** Milliseconds, of which only differences count. */
  readonly now: () => number
  /** Rejects when waiting is ended. */
  readonly sleep: (ms: number) => Promise<void>
  /** Called when Auth0 begins to build or deploy, and then about every ten seconds. */
  readonly onProgress: (progress: Progress) => void
}

/** How far a deployment is. */
export interface Progress {
  readonly step: Step
  /** What Auth0 says of the build. */
  readonly status: string
  readonly waitedMs: number
}

/** What Auth0 does with a draft that is to be deployed. */
export type Step = 'build' | 'deploy'

/** How a deployment ended, with the Action as it was read last. */
export type Deployment = { readonly action: Action } & (
  | { readonly end: 'deployed' | 'buildFailed' }
  | { readonly end: 'timedOut'; readonly step: Step }
  | { readonly end: 'interrupted' }
  | { readonly end: 'failed'; readonly failure: unknown }
)

/**
 * Waits until the draft is built, deploys it unless it is deployed already, and waits until that version is deployed. Every call of it is cheap for Auth0, but
 * counts towards the rate limit, so the pauses between them grow.
 */
export async function deployDraft(draft: Action, tools: DeployTools): Promise<Deployment> {
  if (isDeployed(draft)) return { end: 'deployed', action: draft }
  const run = { latest: draft, startedAt: tools.now(), reportedAt: tools.now(), polls: 0 }
  try {
    return await deployInSteps(run, tools)
  } catch (thrown) {
    const action = run.latest
    const isStopped = !isManagementError(thrown) && isAborted(tools.options)
    return isStopped ? { end: 'interrupted', action } : { end: 'failed', failure: thrown, action }
  }
}

function isAborted({ signal, cancelWaiting }: CallOptions): boolean {
  return signal?.aborted === true || cancelWaiting?.aborted === true
}

type Run = {
  latest: Action
  readonly startedAt: number
  reportedAt: number
  polls: number
}

async function deployInSteps(run: Run, tools: DeployTools): Promise<Deployment> {
  for (let lost = 0; ; ) {
    const isBuilt = await pollUntil(({ status }) => status === 'built' || status === 'failed', 'build', run, tools)
    if (!isBuilt) return { end: 'timedOut', step: 'build', action: run.latest }
    if (run.latest.status === 'failed') return { end: 'buildFailed', action: run.latest }
    const asked = await askForDeployment(run.latest.id, tools)
    if (asked === 'notBuilt') {
      await pause('build', run, tools)
      run.latest = await tools.actions.get(run.latest.id, tools.options)
      if (isOver(run, tools)) return { end: 'timedOut', step: 'build', action: run.latest }
      continue
    }
    run.polls = 0
    const number = isManagementError(asked) ? 'unknown' : asked
    function isDone(action: Action) {
      return isVersionDeployed(action, number) || hasVersionFailed(action, number)
    }
    const looks = isManagementError(asked) ? LOOKS_AFTER_LOST_RESPONSE : Number.POSITIVE_INFINITY
    const isEnded = await pollUntil(isDone, 'deploy', run, tools, { first: true, looks })
    if (isEnded) return { end: isVersionDeployed(run.latest, number) ? 'deployed' : 'buildFailed', action: run.latest }
    if (isOver(run, tools)) return { end: 'timedOut', step: 'deploy', action: run.latest }
    // The request may never have arrived. Deploying the same draft twice does no harm.
    lost += 1
    if (isManagementError(asked) && lost === DEPLOY_REQUESTS) throw asked
  }
}

/** How often a deployment is asked for of which every response is lost. */
const DEPLOY_REQUESTS = 3

/** How often Auth0 is asked whether the Action is deployed before it is asked for the deployment again. */
const LOOKS_AFTER_LOST_RESPONSE = 3

/** A version that was deployed later, by somebody else, says as well that ours was. */
function isVersionDeployed(action: Action, number: number | 'unknown'): boolean {
  return number === 'unknown'
    ? isDeployed(action)
    : action.deployed_version?.deployed === true && action.deployed_version.number >= number
}

// Recorded in capitals, unlike every other status.
function hasVersionFailed({ current_version }: Action, number: number | 'unknown'): boolean {
  return current_version?.number === number && current_version.status?.toLowerCase() === 'failed'
}

/** Source: auth0/auth0-deploy-cli, issue 395: a draft that is shown as built may not be found built yet. */
const NOT_BUILT = /must be in the .built. state/

/** The number of the version that is being deployed; the failure when asking again may help. */
async function askForDeployment(
  id: string,
  { actions, options }: DeployTools,
): Promise<number | ManagementError | 'notBuilt'> {
  try {
    return (await actions.deploy(id, options)).number
  } catch (thrown) {
    if (!isManagementError(thrown)) throw thrown
    if (thrown.status === 400 && NOT_BUILT.test(thrown.apiMessage ?? '')) return 'notBuilt'
    // An Action that was made a moment ago may not be found everywhere yet.
    if (thrown.mayHaveBeenApplied || thrown.status === 404) return thrown
    throw thrown
  }
}

/** Reads the Action until it is as wanted. False when the time is over first, or after that many looks. */
async function pollUntil(
  isDone: (action: Action) => boolean,
  step: Step,
  run: Run,
  tools: DeployTools,
  { first = false, looks = Number.POSITIVE_INFINITY } = {},
): Promise<boolean> {
  let looked = 0
  // What was read before the step began says nothing of it.
  for (let isStale = first; isStale || !isDone(run.latest); isStale = false) {
    if (looked === looks || isOver(run, tools)) return false
    await pause(step, run, tools)
    run.latest = await tools.actions.get(run.latest.id, tools.options)
    looked += 1
  }
  return true
}

function isOver({ startedAt }: Run, { now, timeoutMs }: DeployTools): boolean {
  return now() - startedAt >= timeoutMs
}

/** The pauses before each look. Recorded builds took 0.5 to 20 seconds, recorded deployments less than 0.2. */
const PAUSES_MS = {
  build: [300, 700, 1_000, 2_000, 3_000, 5_000],
  deploy: [150, 350, 1_000, 2_000, 3_000, 5_000],
} as const
const REPORT_EVERY_MS = 10_000

async function pause(step: Step, run: Run, { now, sleep, timeoutMs, onProgress }: DeployTools): Promise<void> {
  const waitedMs = now() - run.startedAt
  if (run.polls === 0 || now() - run.reportedAt >= REPORT_EVERY_MS) {
    run.reportedAt = now()
    onProgress({ step, status: String(run.latest.status), waitedMs })
  }
  const pauses = PAUSES_MS[step]
  const wanted = pauses[Math.min(run.polls, pauses.length - 1)] ?? 0
  run.polls += 1
  await sleep(Math.max(0, Math.min(wanted, timeoutMs - waitedMs)))
}
