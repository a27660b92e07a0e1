import { isUnknown, type Schema, UNKNOWN, type Value } from '../../schema/dsl/index'
import { adjustPlanned } from './adjust-plan'
import type { Diagnostic } from './diagnostic'
import { mapAttributes, type ObjectValue, type Views } from './object-value'
import type { PlanAdjustment, Replacement } from './plan-adjustment'
import { checkPlan } from './plan-consistency'
import { explainAdjustment, explainPass, explainProposal, type PassName } from './plan-log'
import { findReplacements } from './replacements'
import { alignViews } from './set-alignment'
import { isSameObject } from './timeouts'

/** A planned change: the state that will be, and what forces a new object. */
export interface Plan {
  readonly planned: ObjectValue
  readonly replacements: readonly Replacement[]
  readonly diagnostics: readonly Diagnostic[]
}

/** One step of planning: gives the planned state, with one kind of value settled. The views of sets have to be aligned. */
export type Pass = (schema: Schema, views: Views<ObjectValue>) => ObjectValue

/** Additions to the passes. */
export interface PlanOptions {
  /** What the resource makes of the plan that the passes gave. */
  readonly adjust?: (planned: ObjectValue) => PlanAdjustment
  /** Receives what each step changed and why, a line for each; absent when the log level is off. */
  readonly explain?: (line: string) => void
}

// The order is the knowledge: what counts as a change is decided before computed values are marked unknown by it.
const PASSES: readonly (readonly [PassName, Pass])[] = [
  ['nullWriteOnly', nullWriteOnly],
  ['carryEquivalentPrior', carryEquivalentPrior],
  ['applyDefaults', applyDefaults],
  ['markComputedUnknown', markComputedUnknown],
]

/** Plans a create (no prior state) or an update. `proposed` is Terraform's merge of configuration and prior state. */
export function planChange(
  schema: Schema,
  prior: ObjectValue | null,
  proposed: ObjectValue,
  config: ObjectValue,
  { adjust, explain }: PlanOptions = {},
): Plan {
  const views = alignViews(schema.body, { planned: proposed, prior, config })
  const passed = runPasses(schema, views, explain)
  const adjustment = adjust?.(passed) ?? {}
  const { planned, ...adjusted } = adjustPlanned(schema, passed, views.prior, adjustment)
  const found = views.prior === null ? [] : findReplacements(schema.body, planned, views.prior)
  const replacements = [...found, ...adjusted.replacements]
  if (explain) explainAdjustment(adjustment, replacements).forEach(explain)
  const diagnostics = [...checkPlan(schema, { ...views, planned }), ...adjusted.diagnostics]
  return { planned, replacements, diagnostics }
}

function runPasses(schema: Schema, views: Views<ObjectValue>, explain: PlanOptions['explain']): ObjectValue {
  if (explain) explainProposal(schema.body, views).forEach(explain)
  return PASSES.reduce((planned, [name, pass]) => {
    const passed = pass(schema, { ...views, planned })
    if (explain) explainPass(name, schema.body, { ...views, planned }, passed).forEach(explain)
    return passed
  }, views.planned)
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
  if (views.prior !== null && isSameObject(schema, views.planned, views.prior)) return views.planned
  return mapAttributes(schema.body, views, ({ spec }, { planned, prior, config, isNew }) => {
    const decidedByApi = spec.mode === 'computed' || (spec.mode === 'inherited' && config === null)
    if (!decidedByApi) return planned
    const isKept = spec.keep && (prior !== null || (spec.nullable && !isNew))
    return isKept ? prior : UNKNOWN
  })
}
