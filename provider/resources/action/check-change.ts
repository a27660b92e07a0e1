import type { action } from '../../../schema/auth0/index'
import { type ConfigOf, isUnknown, type PlanOf, type StateOf } from '../../../schema/dsl/index'
import { type Diagnostic, error } from '../../framework/index'
import { codeWarnings, dependencyWarnings } from './check-code'
import { changesDraft } from './request'
import { secretsToSend } from './secrets'

/** A create, which has no prior state, or an update. */
interface Change {
  readonly config: ConfigOf<typeof action>
  readonly plan: PlanOf<typeof action>
  readonly prior: StateOf<typeof action> | null
}

/** Errors for what Auth0 would refuse, and warnings of what it would not build, as far as the schema cannot say it. */
export function checkChange({ config, plan, prior }: Change): readonly Diagnostic[] {
  const secrets = isUnknown(config.secrets_wo) || config.secrets_wo.length === 0 ? config.secrets : config.secrets_wo
  const block = secrets === config.secrets ? 'secrets' : 'secrets_wo'
  const isNew = prior === null || changesDraft(prior, plan, config)
  return [
    ...repeatedNames(namesOf(secrets), 'secret', block),
    ...repeatedNames(namesOf(config.dependencies), 'dependency', 'dependencies'),
    ...(isNew ? [...codeWarnings(config), ...dependencyWarnings(config)] : []),
    ...missingValues(secretsToSend(prior, plan, config)),
  ]
}

// A write-only value may be left out of a run that sends none.
function missingValues(sent: readonly { name: string; value: string | null }[] | undefined): readonly Diagnostic[] {
  return (sent ?? [])
    .filter(({ value }) => value === null)
    .map(({ name }) =>
      error(
        'Missing secret value',
        `The secret ${JSON.stringify(name)} has no value, and this change sends all secrets of the Action.\n\nGive it a value, or undo the change of the secrets.`,
        ['secrets_wo'],
      ),
    )
}

function namesOf(blocks: unknown): readonly string[] {
  if (!Array.isArray(blocks)) return []
  return blocks.flatMap((block: { readonly name?: unknown }) => (typeof block.name === 'string' ? [block.name] : []))
}

function repeatedNames(names: readonly string[], noun: string, block: string): readonly Diagnostic[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) =>
    error(
      `Repeated ${noun}`,
      `The ${noun} ${JSON.stringify(name)} is given more than once.\n\nRemove all ${block} blocks with this name but one.`,
      [block],
    ),
  )
}
