import { action } from '../../../schema/auth0/index'
import type { ConfigOf, PlanOf, StateOf } from '../../../schema/dsl/index'
import { equalValues, impliedType, type ObjectValue } from '../../framework/index'
import type { ActionCreate, ActionUpdate } from '../../management/index'
import { known } from '../known'
import { toApiRuntime } from './runtime'
import { secretsToSend } from './secrets'

type Plan = PlanOf<typeof action>
type Config = ConfigOf<typeof action>
type State = StateOf<typeof action>

/** The body that creates the planned Action. The values of write-only secrets come from the configuration. */
export function toCreateBody(plan: Plan, config: Config): ActionCreate {
  const dependencies = toDependencies(plan)
  const modules = toModules(plan)
  const secrets = secretsToSend(null, plan, config)
  return {
    ...toCore(plan, config),
    ...(dependencies.length > 0 && { dependencies }),
    ...(modules.length > 0 && { modules }),
    ...(secrets !== undefined && { secrets: secrets.map(withValue) }),
  }
}

/**
 * The body that turns the prior draft into the planned one; undefined when the draft stays as it is. Name, trigger, code and
 * runtime go with every change, as the official provider sends them; lists, which Auth0 takes as a whole, only when they change.
 */
export function toUpdateBody(prior: State, plan: Plan, config: Config): ActionUpdate | undefined {
  function isChanged(name: keyof Plan & string): boolean {
    return differs(name, prior, plan)
  }
  const secrets = secretsToSend(prior, plan, config)
  const isDraftChanged = secrets !== undefined || CONTENT.some(isChanged)
  if (!isDraftChanged) return undefined
  return {
    ...toCore(plan, config),
    ...(isChanged('dependencies') && { dependencies: toDependencies(plan) }),
    ...(isChanged('modules') && { modules: toModules(plan) }),
    ...(secrets !== undefined && { secrets: secrets.map(withValue) }),
  }
}

function withValue({ name, value }: { name: string; value: string | null }): { name: string; value: string } {
  if (value === null) throw new TypeError('the value of a secret is missing')
  return { name, value }
}

/** What a draft consists of, beside its secrets. */
const CONTENT = ['name', 'code', 'supported_triggers', 'runtime', 'dependencies', 'modules'] as const

/** Whether an update changes the draft, and so starts its build again. Unknown values count as changes. */
export function changesDraft(prior: State, plan: Plan, config: Config): boolean {
  return CONTENT.some((name) => differs(name, prior, plan)) || secretsToSend(prior, plan, config) !== undefined
}

function differs(name: keyof Plan & string, prior: State, plan: Plan): boolean {
  const [before, after] = [prior, plan] as readonly ObjectValue[]
  return !equalValues(impliedType(action.body)[1][name] ?? 'dynamic', before?.[name] ?? null, after?.[name] ?? null)
}

function toCore(plan: Plan, config: Config) {
  const triggers = known(plan.supported_triggers).map(({ id, version }) => ({ id: known(id), version: known(version) }))
  const runtime = config.runtime === null ? undefined : known(plan.runtime)
  return {
    name: known(plan.name),
    supported_triggers: triggers,
    code: known(plan.code),
    ...(typeof runtime === 'string' && { runtime: toApiRuntime(runtime, triggers[0]?.id ?? '') }),
  }
}

function toDependencies(plan: Plan): { name: string; version: string }[] {
  return known(plan.dependencies).map(({ name, version }) => ({ name: known(name), version: known(version) }))
}

function toModules(plan: Plan): { module_id: string; module_version_id: string }[] {
  return known(plan.modules).map(({ module_id, module_version_id }) => ({
    module_id: known(module_id),
    module_version_id: known(module_version_id),
  }))
}
