import type { action } from '../../../schema/auth0/index'
import { type ConfigOf, isUnknown, type PlanOf, type StateOf } from '../../../schema/dsl/index'
import { type Diagnostic, error } from '../../framework/index'

type Plan = PlanOf<typeof action>
type Config = ConfigOf<typeof action>
type State = StateOf<typeof action>

/** A secret as a request carries it. */
interface WantedSecret {
  readonly name: string
  /** Null when the configuration leaves the value of a write-only secret out; empty while it is unknown. */
  readonly value: string | null
}

/**
 * The secrets that a write sends: all of them when any changes, since Auth0 takes the list as a whole and nothing documents that
 * a secret without its value keeps it; undefined when none does. Names that are not known yet count as a change.
 */
export function secretsToSend(prior: State | null, plan: Plan, config: Config): WantedSecret[] | undefined {
  const isStoredChanged = keysOf(prior?.secrets ?? []) !== keysOf(plan.secrets)
  const isWriteOnlyChanged =
    hasUnknownName(plan.secrets_wo) ||
    namesOf(prior?.secrets_wo ?? []).join('\n') !== namesOf(plan.secrets_wo).join('\n')
  const isVersionChanged = (prior?.secrets_wo_version ?? null) !== plan.secrets_wo_version
  const written = elements(config.secrets_wo)
  if (!isStoredChanged && !isWriteOnlyChanged && !(isVersionChanged && written.length > 0)) return undefined
  const wanted = written.length > 0 ? written : elements(plan.secrets)
  return wanted.map(({ name, value }) => ({
    name: text(name),
    value: isUnknown(value) ? '' : (value as string | null),
  }))
}

/** The names of the secrets of a configuration, a plan or a state, unknown ones left out. */
export function secretNames({ secrets, secrets_wo }: Plan | Config | State): readonly string[] {
  return [...namesOf(secrets), ...namesOf(secrets_wo)]
}

/**
 * An error for each secret that Auth0 holds and nobody manages: a write of the secrets would delete it. None while the planned
 * names are not all known. The summary is that of the official provider.
 */
export function unmanagedSecrets(held: readonly string[], prior: State, plan: Plan): readonly Diagnostic[] {
  if (hasUnknownName(plan.secrets) || hasUnknownName(plan.secrets_wo)) return []
  const managed = new Set([...secretNames(prior), ...secretNames(plan)])
  const place = elements(plan.secrets_wo).length > 0 || prior.secrets_wo.length > 0 ? 'secrets_wo' : 'secrets'
  return held
    .filter((name) => !managed.has(name))
    .map((name) =>
      error(
        'Unmanaged Action Secret',
        `The Action ${JSON.stringify(prior.name)} has a secret that the configuration does not name: ${JSON.stringify(name)}. Auth0 takes the secrets of an Action as a whole, so this change would delete it.\n\nAdd a ${place} block for ${JSON.stringify(name)} to keep it, or delete it in the Auth0 Dashboard first.`,
        [place],
      ),
    )
}

type Elements<T> = T extends readonly (infer E)[] ? readonly E[] : never

function elements<T>(blocks: T): Elements<T> {
  return (isUnknown(blocks) ? [] : blocks) as Elements<T>
}

function namesOf(blocks: Plan['secrets'] | Plan['secrets_wo'] | Config['secrets'] | Config['secrets_wo']): string[] {
  return elements(blocks).flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
}

function hasUnknownName(blocks: Plan['secrets'] | Plan['secrets_wo']): boolean {
  return isUnknown(blocks) || blocks.some(({ name }) => isUnknown(name))
}

/** What a set of stored secrets holds, whatever its order; an unknown one is like no other. */
function keysOf(blocks: Plan['secrets']): string {
  return isUnknown(blocks)
    ? 'unknown'
    : elements(blocks)
        .map(({ name, value }) => JSON.stringify([text(name), text(value)]))
        .sort()
        .join('\n')
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
