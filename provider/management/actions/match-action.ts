import type { Action, ActionCreate, ActionUpdate } from './action'

/** What can differ between an Action and the body that would make it. */
export type ActionMismatch = 'code' | 'triggers' | 'runtime' | 'dependencies' | 'modules' | 'secrets'

/** How an Action differs from what this body makes; undefined when it does not. Values of secrets never come back, so that they cannot be compared. */
export function mismatchOf(action: Action, body: ActionCreate): ActionMismatch | undefined {
  if ((action.code ?? '') !== (body.code ?? '')) return 'code'
  if (triggersOf(action) !== triggersOf(body)) return 'triggers'
  // Without a runtime Auth0 takes its newest.
  if (body.runtime !== undefined && action.runtime !== body.runtime) return 'runtime'
  if (dependenciesOf(action) !== dependenciesOf(body)) return 'dependencies'
  if (modulesOf(action) !== modulesOf(body)) return 'modules'
  return secretNamesOf(action) === secretNamesOf(body) ? undefined : 'secrets'
}

/** The values of the secrets never come back. */
export function unseenOf({ secrets = [] }: ActionCreate): ActionUpdate | undefined {
  return secrets.length === 0 ? undefined : { secrets }
}

function sorted(lines: readonly string[]): string {
  return [...lines].sort().join('\n')
}

function triggersOf({ supported_triggers }: Pick<Action, 'supported_triggers'>): string {
  return sorted(supported_triggers.map(({ id, version = '' }) => `${id} ${version}`))
}

function dependenciesOf({ dependencies = [] }: Pick<Action, 'dependencies'>): string {
  return sorted(dependencies.map(({ name, version }) => `${name} ${version}`))
}

function modulesOf({ modules = [] }: Pick<ActionCreate, 'modules'>): string {
  return sorted(modules.map(({ module_id, module_version_id }) => `${module_id} ${module_version_id}`))
}

function secretNamesOf({ secrets = [] }: { readonly secrets?: readonly { readonly name: string }[] }): string {
  return sorted(secrets.map(({ name }) => name))
}
