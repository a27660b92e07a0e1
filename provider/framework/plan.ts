import { isUnknown, type Schema, UNKNOWN, type Value } from '../../schema/dsl/index'
import type { Diagnostic } from './diagnostic'
import { equalStates } from './equality'
import { mapAttributes, type ObjectValue, type Views } from './object-value'
import { checkPlan } from './plan-consistency'
import { findReplacements } from './replacements'
import type { Replacement } from './resource'
import { alignViews } from './set-alignment'

/** A planned change: the state that will be, and what forces a new object. */
export interface Plan {
  readonly planned: ObjectValue
  readonly replacements: readonly Replacement[]
  readonly diagnostics: readonly Diagnostic[]
}

/** One step of planning: gives the planned state, with one kind of value settled. The views of sets have to be aligned. */
export type Pass = (schema: Schema, views: Views<ObjectValue>) => ObjectValue

// The order is the knowledge: what counts as a change is decided before computed values are marked unknown by it.
const PASSES: readonly Pass[] = [nullWriteOnly, carryEquivalentPrior, applyDefaults, markComputedUnknown]

/** Plans a create (no prior state) or an update. `proposed` is Terraform's merge of configuration and prior state. */
export function planChange(
  schema: Schema,
  prior: ObjectValue | null,
  proposed: ObjectValue,
  config: ObjectValue,
): Plan {
  const views = alignViews(schema.body, { planned: proposed, prior, config })
  const planned = PASSES.reduce((current, pass) => pass(schema, { ...views, planned: current }), proposed)
  return {
    planned,
    replacements: prior === null ? [] : findReplacements(schema.body, planned, views.prior ?? prior),
    diagnostics: checkPlan(schema, { ...views, planned }),
  }
}

/** Write-only values are never planned. */
export function nullWriteOnly(schema: Schema, views: Views<ObjectValue>): ObjectValue {
  return mapAttributes(schema.body, views, ({ spec }, { planned }) => (spec.writeOnly ? null : planned))
}

/** Keeps the prior value where the user's new one means the same to the API. */
export function carryEquivalentPrior(schema: Schema, views: Views<ObjectValue>): ObjectValue {
  return mapAttributes(schema.body, views, ({ spec }, { planned, prior }) => {
    const comparable = planned !== null && prior !== null && !isUnknown(planned)
    return comparable && spec.equivalent?.(planned, prior) ? prior : planned
  })
}

/** Fills in the declared default where the user wrote nothing. */
export function applyDefaults(schema: Schema, views: Views<ObjectValue>): ObjectValue {
  return mapAttributes(schema.body, views, ({ spec }, { planned, config }) =>
    spec.mode === 'defaulted' && config === null ? (spec.fallback as Value) : planned,
  )
}

/**
 * Marks what the API will decide as unknown, if there is a change at all. What an update leaves alone (`keep`) stays.
 */
export function markComputedUnknown(schema: Schema, views: Views<ObjectValue>): ObjectValue {
  if (views.prior !== null && equalStates(schema, views.planned, views.prior)) return views.planned
  return mapAttributes(schema.body, views, ({ spec }, { planned, prior, config }) => {
    const decidedByApi = spec.mode === 'computed' || (spec.mode === 'inherited' && config === null)
    if (!decidedByApi) return planned
    return spec.keep && prior !== null ? prior : UNKNOWN
  })
}
