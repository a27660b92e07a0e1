import { carriesPassword, Decimal, isUnknown, type Schema, type Value } from '../../schema/dsl/index'
import { type Diagnostic, warning } from './diagnostic'
import { containsUnknown, equalValues } from './equality'
import { nameOf } from './handover'
import { mapAttributes, type ObjectValue } from './object-value'
import { formatPath } from './path'
import { alignToApplied } from './set-alignment'

/**
 * The state after a write, with the user's values as planned, as Terraform demands. Where the API keeps another value than
 * the one it was sent (say, without a space at the end), a warning says so: the next plan will show the difference.
 */
export function keepPlanned(
  schema: Schema,
  planned: ObjectValue,
  applied: ObjectValue,
): { readonly state: ObjectValue; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const name = nameOf(schema, planned)
  const named = name === undefined ? '' : ` of ${JSON.stringify(name)}`
  const views = { planned: applied, prior: null, config: alignToApplied(schema.body, applied, planned) }
  const state = mapAttributes(schema.body, views, ({ type, spec }, { planned: returned, config: wanted }, path) => {
    const isTheUsers = spec.mode !== 'computed' && wanted !== null && !containsUnknown(wanted)
    if (!isTheUsers || isUnknown(returned) || returned === null || equalValues(type, wanted, returned)) return returned
    const words = isSecret(spec.sensitive, wanted, returned)
      ? 'another value'
      : `${shown(returned)} instead of ${shown(wanted)}`
    diagnostics.push(
      warning(
        `The API keeps another value for ${formatPath(path)}${named}`,
        `The API keeps ${words}.\n\nWrite the value in the configuration as the API keeps it; until then every plan shows this difference.`,
        path,
      ),
    )
    return wanted
  })
  return { state, diagnostics }
}

function isSecret(sensitive: boolean | undefined, ...values: readonly Value[]): boolean {
  return sensitive === true || values.some((value) => typeof value === 'string' && carriesPassword(value))
}

// A failure here would lose what was just created, and JSON.stringify fails with a bigint.
function shown(value: Value): string {
  return JSON.stringify(value, (_, inner: Value) =>
    typeof inner === 'bigint' || inner instanceof Decimal ? String(inner) : inner,
  )
}
