import { type Body, isUnknown, type Schema, type Value } from '../../schema/dsl/index'
import { type Difference, differencesOf } from './differences'
import { equalStates, equalValues } from './equality'
import { elementsOf, forEachAttribute, type ObjectValue, type Views } from './object-value'
import { formatPath } from './path'
import type { PlanAdjustment, Replacement } from './plan-adjustment'
import { alignToApplied } from './set-alignment'

// All lines name paths and never values: a log is read, and sent on, by more people than a state is.

/** Where the configuration asks for something else than the state has, a line for each place. */
export function explainProposal(body: Body, { planned, prior }: Views<ObjectValue>): readonly string[] {
  return prior === null
    ? []
    : differencesOf(body, planned, prior).map(({ path, kind }) => PROPOSED[kind](formatPath(path)))
}

const PROPOSED: { readonly [K in Difference['kind']]: (path: string) => string } = {
  changed: (path) => `${path}: the configuration has another value than the state`,
  unknown: (path) => `${path}: the configuration has a value that will be known only after apply`,
  unset: (path) => `${path}: the state has a value, and the configuration has none`,
  'block added': (path) => `${path}: the configuration has a block that the state has not`,
  'block removed': (path) => `${path}: the state has a block that the configuration has not`,
}

/** The passes of a plan. */
export type PassName = 'nullWriteOnly' | 'carryEquivalentPrior' | 'applyDefaults' | 'markComputedUnknown'

interface Touched {
  readonly path: string
  readonly before: Value
  readonly after: Value
}

/** What a pass made of the planned values, a line for each that it changed. */
export function explainPass(
  pass: PassName,
  body: Body,
  { planned: before, prior, config }: Views<ObjectValue>,
  after: ObjectValue,
): readonly string[] {
  const touched: Touched[] = []
  forEachAttribute(body, { planned: after, prior: before, config }, ({ type }, { planned, prior: was }, path) => {
    if (!equalValues(type, planned, was)) touched.push({ path: formatPath(path), before: was, after: planned })
  })
  if (touched.length === 0) return []
  return touched.map(EXPLAIN[pass](() => reasonFor(body, before, prior)))
}

type Explain = (reason: () => string) => (touched: Touched) => string

const EXPLAIN: { readonly [N in PassName]: Explain } = {
  nullWriteOnly:
    () =>
    ({ path }) =>
      `left out ${path}: a write-only value is never planned`,
  carryEquivalentPrior:
    () =>
    ({ path, before, after }) =>
      `carried prior value of ${path}: ${sameness(before, after)}`,
  applyDefaults:
    () =>
    ({ path }) =>
      `set ${path} to its default: it is not configured`,
  markComputedUnknown: (reason) => {
    const because = reason()
    return ({ path, after }) =>
      isUnknown(after) ? `${path} marked unknown because ${because}` : `${path} kept: an update leaves it alone`
  },
}

/** Why two values mean the same. */
function sameness(before: Value, after: Value): string {
  const [some, others] = [elementsOf(before), elementsOf(after)]
  if (some.length === 0) return 'it means the same'
  return some.length === others.length ? 'same set, other order' : 'same set, other repetitions'
}

function reasonFor(body: Body, planned: ObjectValue, prior: ObjectValue | null): string {
  if (prior === null) return 'the object will be created'
  const places = differencesOf(body, planned, prior).map(({ path, kind }) => `${formatPath(path)} ${SHORT[kind]}`)
  return `an update will be sent (${places.join(', ')})`
}

const SHORT: { readonly [K in Difference['kind']]: string } = {
  changed: 'changed',
  unknown: 'may change',
  unset: 'removed',
  'block added': 'added',
  'block removed': 'removed',
}

/** What the resource made of its plan, and what needs a new object. */
export function explainAdjustment(
  { unknown = [] }: PlanAdjustment,
  replacements: readonly Replacement[],
): readonly string[] {
  return [
    ...unknown.map(({ path, reason }) => `${formatPath(path)} marked unknown because ${reason}`),
    ...replacements.map(
      ({ path, reason, isUnknown: mayStay }) =>
        `a new object is needed because ${formatPath(path)} ${mayStay ? 'may change' : 'changes'}: it cannot ${reason}`,
    ),
  ]
}

/** What the whole plan comes to. */
export function explainOutcome(
  schema: Schema,
  {
    prior,
    planned,
    replacements,
  }: { readonly [N in 'prior' | 'planned']: ObjectValue | null } & {
    readonly replacements: readonly Replacement[]
  },
): string {
  if (planned === null) return 'the object will be deleted'
  if (prior === null) return 'the object will be created'
  if (replacements.length > 0) return 'the object will be replaced'
  return equalStates(schema, planned, prior) ? 'no change' : 'the object will be updated'
}

/** Where the object differs from the state that was known of it, a line for each place. Null: the object does not exist. */
export function explainDrift(body: Body, found: ObjectValue | null, state: ObjectValue): readonly string[] {
  if (found === null) return ['the object does not exist any more']
  if (isImported(body, state)) return ['the object is read for the first time, after its import']
  const differences = differencesOf(body, found, alignToApplied(body, found, state))
  return differences.map(({ path, kind }) => `${formatPath(path)} ${SHORT[kind]} since the state was written`)
}

/** An import gives the parts of a state that identify the object, and leaves required values out. */
function isImported(body: Body, state: ObjectValue): boolean {
  return Object.entries(body).some(
    ([name, member]) => member.kind === 'attr' && member.spec.mode === 'required' && (state[name] ?? null) === null,
  )
}
