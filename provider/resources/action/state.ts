import type { action } from '../../../schema/auth0/index'
import { isUnknown, type PlanOf, type StateOf } from '../../../schema/dsl/index'
import { elementsOf, isObject, type ObjectValue } from '../../framework/index'
import type { Action } from '../../management/index'
import { fromApiRuntime } from './runtime'

type Plan = PlanOf<typeof action>
type State = StateOf<typeof action>

/**
 * The state of an Action as Auth0 returns it. `remembered` is the plan or the prior state: it holds what Auth0 never returns (the
 * values of secrets, their version, the timeouts, and whether the user wants a deployment).
 */
export function toState(found: Action, remembered: Plan | State): State {
  return {
    id: found.id,
    name: found.name,
    code: found.code ?? '',
    supported_triggers: found.supported_triggers.map(({ id, version }) => ({ id, version: version ?? '' })),
    // A runtime that Auth0 adds later is handed on; the type knows today's.
    runtime: fromApiRuntime(found.runtime ?? '') as State['runtime'],
    deploy: deployOf(found, remembered),
    version_id: found.deployed_version?.id ?? null,
    status: (found.status ?? null) as State['status'],
    dependencies: (found.dependencies ?? []).map(({ name, version }) => ({ name, version })),
    modules: modulesOf(found, remembered),
    secrets: heldOf(found, remembered.secrets) as State['secrets'],
    secrets_wo: heldOf(found, remembered.secrets_wo).map(({ name }) => ({ name, value: null })) as State['secrets_wo'],
    secrets_wo_version: known(remembered.secrets_wo_version) as State['secrets_wo_version'],
    timeouts: known(remembered.timeouts) as State['timeouts'],
  }
}

/** The state of an Action whose secrets nobody knows any more, so that the next plan sends them again. */
export function withoutSecrets(state: State): State {
  return {
    ...state,
    secrets: [],
    secrets_wo: [],
    secrets_wo_version: null,
  }
}

/** Whether the deployed version is the draft as it is. */
export function isDeployed({ deployed_version, all_changes_deployed }: Action): boolean {
  return deployed_version?.deployed === true && all_changes_deployed
}

/**
 * `deploy` is a wish that the state keeps only while it is fulfilled: the plan then shows that a deployment is missing, be it
 * that the last one failed, was interrupted or was overtaken by a change elsewhere. After an import it says what is.
 */
function deployOf(found: Action, { deploy }: Plan | State): boolean {
  return deploy === false ? false : isDeployed(found)
}

function modulesOf({ modules = [] }: Action, remembered: Plan | State): State['modules'] {
  const written = elementsOf((remembered as ObjectValue)['modules']).filter(isObject)
  return modules.map(({ module_id, module_version_id, module_name, module_version_number }) => ({
    module_id,
    // What the user wrote, as the official provider keeps it.
    module_version_id: String(
      written.find((one) => one['module_id'] === module_id)?.['module_version_id'] ?? module_version_id,
    ),
    module_name: module_name ?? null,
    module_version_number: module_version_number ?? null,
  }))
}

/** The remembered secrets that Auth0 still has: one that somebody deleted is planned again. */
function heldOf(found: Action, remembered: Plan['secrets'] | Plan['secrets_wo']) {
  const held = new Set((found.secrets ?? []).map(({ name }) => name))
  return elementsOf(remembered as ObjectValue[string]).flatMap((secret) =>
    isObject(secret) && typeof secret['name'] === 'string' && held.has(secret['name'])
      ? [{ name: secret['name'], value: secret['value'] ?? null }]
      : [],
  )
}

function known(value: unknown): unknown {
  return isUnknown(value) ? null : value
}
