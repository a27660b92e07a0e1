import { action } from '../../../schema/auth0/index'
import { isUnknown, type PlanOf, type StateOf } from '../../../schema/dsl/index'
import { type Diagnostic, defineResource, type OperationContext, UncertainUpdate } from '../../framework/index'
import {
  type Action,
  type ActionUpdate,
  type CallOptions,
  isManagementError,
  type ManagementClient,
  type ManagementError,
} from '../../management/index'
import { countFound, countMissing } from '../lookups'
import { adoptionWarnings, vanished } from '../object-warnings'
import { plannedNamesOf } from '../planned-names'
import { plannedReferencesOf } from '../planned-references'
import { withActionHolder } from './action-holder'
import { adjustPlan, willDeploy } from './adjust-plan'
import { readBuildErrors } from './build-errors'
import { foundFailed } from './build-failure'
import { checkChange } from './check-change'
import { loadCodeCheck } from './check-code'
import { deployAndReport, type Result } from './deploy-and-report'
import { ACTION_WORDS } from './explain'
import { rememberSecrets, reviewSecrets } from './held-secrets'
import { toCreateBody, toUpdateBody } from './request'
import { unmanagedSecrets } from './secrets'
import { toState, withoutSecrets } from './state'
import { upgradeAction } from './upgrade'
import { replacementCost, unimportable } from './warnings'

type Plan = PlanOf<typeof action>
type State = StateOf<typeof action>
type Context = OperationContext<ManagementClient>

function isGone(thrown: unknown): boolean {
  return isManagementError(thrown) && thrown.gone === true
}

/** A 404 must not take an Action out of the state that is still there: a proxy, a router or a wrong host may respond with it too. */
function confirming<Options extends object>(options: Options): Options & CallOptions {
  return Object.assign(options, { confirmGone: { createdAt: null } })
}

const KIND = { schema: action, words: ACTION_WORDS }

/** The context of a write, with what is planned for the Actions whose names it may meet. */
function withOutlook(context: Context): Context & CallOptions {
  const plans = plannedNamesOf(context.api, KIND)
  plans.applying()
  return Object.assign(context, { outlook: plans.outlook })
}

/** What a failed write rejects with, and the state that it left the Action in when that is not the prior one. */
function withNameLeft(failure: ManagementError, state: State, isChanged = false): unknown {
  if (failure.currentName !== undefined)
    return new UncertainUpdate({ ...state, name: failure.currentName, deploy: false }, failure)
  return isChanged ? new UncertainUpdate(state, failure) : failure
}

/** A UUID. */
const ACTION_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The resource `auth0_action`. A change is one call; a deployment waits for Auth0 to build, which takes some more. */
export const actionResource = defineResource<typeof action, ManagementClient>({
  schema: action,

  async create({ config, plan }, context) {
    const created = await context.api.actions.create(toCreateBody(plan, config), withOutlook(context))
    const adoption = adoptionWarnings(ACTION_WORDS, created, context.client)
    const { state, diagnostics } = await settle(created, plan, 'create', context)
    return { state, diagnostics: [...adoption, ...diagnostics] }
  },

  async read({ state }, context) {
    const { api } = context
    try {
      const found = await current(state, context)
      countFound(api)
      plannedNamesOf(api, KIND).found(found.id)
      rememberSecrets(api, found)
      return { state: toState(found, state), diagnostics: await failureOf(found, state, context) }
    } catch (thrown) {
      if (!isGone(thrown)) throw thrown
      const lookups = countMissing(api, ACTION_WORDS.noun)
      const isImported = state.name === null
      return { state: null, diagnostics: isImported ? [] : [vanished(ACTION_WORDS, state, lookups, context)] }
    }
  },

  async update({ prior, config, plan }, context) {
    const body = toUpdateBody(prior, plan, config)
    const deploys = willDeploy(prior, plan, body !== undefined)
    // What Auth0 knows nothing of changes, such as that nothing is to be deployed any more.
    if (body === undefined && !deploys) return { state: { ...(plan as State), secrets_wo: prior.secrets_wo } }
    if (body === undefined) return settle(await context.api.actions.get(prior.id, context), plan, 'update', context)
    const unmanaged = await unmanagedBy(body, prior, plan, context)
    if (unmanaged.length > 0) return { state: prior, diagnostics: unmanaged }
    return settle(await changed(prior, body, context), plan, 'update', context)
  },

  async delete({ state }, context) {
    try {
      await context.api.actions.delete(state.id, confirming(withOutlook(context)))
    } catch (thrown) {
      if (isGone(thrown)) return
      if (!isManagementError(thrown)) throw thrown
      throw withNameLeft(await withActionHolder(thrown, state.id, context.api, context.signal), state)
    }
  },

  importState: (id) => (ACTION_ID.test(id) ? { state: { id } } : { diagnostic: unimportable(id) }),
  upgradeState: upgradeAction,
  prepare: loadCodeCheck,
  adjustPlan,
  checkChange,
  warnReplacement: replacementCost,
  reviewPlan: (change, { api, client }) => [
    ...plannedNamesOf(api, KIND).review(change, client),
    ...plannedReferencesOf(api).reviewTarget(change, ACTION_WORDS),
    ...reviewSecrets(api, change),
  ],
})

/** The state after a write, once what is to be deployed is deployed. */
async function settle(draft: Action, plan: Plan, operation: 'create' | 'update', context: Context): Promise<Result> {
  if (plan.deploy === true) return deployAndReport(draft, plan, operation, context)
  const state = toState(draft, plan)
  // Somebody else may have deployed a version since the plan; the next read finds it.
  return { state: isUnknown(plan.version_id) ? state : { ...state, version_id: plan.version_id }, diagnostics: [] }
}

/**
 * The Action as it is now. What a list says of the deployment is made sure of before it counts as a change, since in some responses
 * Auth0 leaves out that everything is deployed.
 */
async function current(state: State, context: Context): Promise<Action> {
  const options = confirming(context)
  const found = await context.api.actions.get(state.id, options)
  const isOvertaken = state.deploy === true && !toState(found, state).deploy
  return isOvertaken ? context.api.actions.get(state.id, options) : found
}

/** Warns of a build that has failed since the state was written. */
async function failureOf(found: Action, state: State, context: Context): Promise<readonly Diagnostic[]> {
  if (found.status !== 'failed' || state.status === 'failed' || state.name === null) return []
  const [errors] = await Promise.all([readBuildErrors(found, context.api.actions, context), loadCodeCheck()])
  return [foundFailed({ action: found, errors })]
}

/** Before the secrets are sent: an error for each one that Auth0 holds and the configuration does not name. */
async function unmanagedBy(
  { secrets }: ActionUpdate,
  prior: State,
  plan: Plan,
  { api, ...context }: Context,
): Promise<readonly Diagnostic[]> {
  if (secrets === undefined) return []
  const { secrets: held = [] } = await api.actions.get(prior.id, context)
  return unmanagedSecrets(
    held.map(({ name }) => name),
    prior,
    plan,
  )
}

async function changed(prior: State, body: ActionUpdate, context: Context): Promise<Action> {
  try {
    return await context.api.actions.update(prior.id, body, withOutlook(context))
  } catch (thrown) {
    if (!isManagementError(thrown)) throw thrown
    // Nobody knows which secrets Auth0 holds when the response was lost.
    const isUncertain = thrown.mayHaveBeenApplied && body.secrets !== undefined
    throw isUncertain ? withNameLeft(thrown, withoutSecrets(prior), true) : withNameLeft(thrown, prior)
  }
}
