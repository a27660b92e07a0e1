import { type Block, type Body, isUnknown, type Value } from '../../schema/dsl/index'
import { containsUnknown, equalValues } from './equality'
import { impliedType, memberType } from './implied-type'
import { blocksIn, isObject, type ObjectValue, toBlocks, type Views } from './object-value'

/**
 * The same views with the elements of each set in the order of the planned ones: at each place what belongs to the planned element
 * there, or null, and after these what belongs to none. Blocks without sets are as they were.
 *
 * An element belongs to another one when nothing but computed values was added to what is configured, which is how Terraform itself
 * carries computed values over. Source: hashicorp/terraform, internal/plans/objchange/objchange.go, validPriorFromConfig.
 */
export function alignViews(body: Body, { planned, prior, config }: Views<ObjectValue>): Views<ObjectValue> {
  if (!hasSets(body)) return { planned, prior, config }
  const written = config && align(body, planned, config, (nested, value, element) => stemsFrom(nested, value, element))
  const before =
    prior && align(body, written ?? planned, prior, (nested, value, element) => stemsFrom(nested, element, value))
  return { planned, prior: before, config: written }
}

/** The planned object with the elements of its sets in the order of the applied ones; those that the API changed go to the most similar. */
export function alignToApplied(body: Body, applied: ObjectValue, planned: ObjectValue): ObjectValue {
  if (!hasSets(body)) return planned
  return align(body, applied, planned, (nested, value, element) => completes(nested, element, value), similarity)
}

/** The other object with the elements of its sets in the order of those that are equal. */
export function alignEqual(body: Body, model: ObjectValue, other: ObjectValue): ObjectValue {
  if (!hasSets(body)) return other
  return align(body, model, other, (nested, value, element) => equalValues(impliedType(nested), value, element))
}

// Bodies are declared once and never change.
const known = new WeakMap<Body, boolean>()

/** Whether there are sets of blocks in the body, at any depth. */
function hasSets(body: Body): boolean {
  const has =
    known.get(body) ??
    Object.values(body).some((member) => member.kind === 'block' && (member.nesting === 'set' || hasSets(member.body)))
  known.set(body, has)
  return has
}

type Fits = (body: Body, model: ObjectValue, element: ObjectValue) => boolean
type Score = (body: Body, model: ObjectValue, element: ObjectValue) => number

function align(body: Body, model: ObjectValue, other: ObjectValue, fits: Fits, score?: Score): ObjectValue {
  return Object.fromEntries(
    Object.entries(body).map(([name, member]) => {
      const [wanted, value] = [model[name] ?? null, other[name] ?? null]
      if (member.kind === 'attr' || isUnknown(value)) return [name, value]
      return [
        name,
        toBlocks(member, alignBlocks(member, blocksIn(member, wanted), blocksIn(member, value), fits, score)),
      ]
    }),
  )
}

function alignBlocks(
  block: Block,
  models: readonly Value[],
  others: readonly Value[],
  fits: Fits,
  score: Score | undefined,
): readonly Value[] {
  const ordered = block.nesting === 'set' ? inOrderOf(block.body, models, others, fits, score) : others
  return ordered.map((element, index) => {
    const model = models[index]
    return isObject(model) && isObject(element) ? align(block.body, model, element, fits, score) : element
  })
}

function inOrderOf(
  body: Body,
  models: readonly Value[],
  others: readonly Value[],
  fits: Fits,
  score: Score | undefined,
): readonly Value[] {
  const left = new Set(others)
  function take(element: Value | undefined): Value | undefined {
    if (element !== undefined) left.delete(element)
    return element
  }
  const fitting = models.map((model) =>
    take([...left].find((element) => isObject(model) && isObject(element) && fits(body, model, element))),
  )
  const placed = fitting.map(
    (element, index) => element ?? (score && take(mostSimilar(body, models[index], left, score))) ?? null,
  )
  return [...placed, ...left]
}

function mostSimilar(body: Body, model: Value | undefined, left: ReadonlySet<Value>, score: Score): Value | undefined {
  const scored = [...left].map((element) => ({
    element,
    points: isObject(model) && isObject(element) ? score(body, model, element) : 0,
  }))
  return scored.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points)[0]?.element
}

/** Whether the value is what is configured, with computed values added at most. */
function stemsFrom(body: Body, value: ObjectValue, configured: ObjectValue): boolean {
  return Object.entries(body).every(([name, member]) => {
    const [is, wanted] = [value[name] ?? null, configured[name] ?? null]
    if (member.kind === 'attr') {
      const mayBeAdded = wanted === null && member.spec.mode !== 'required' && member.spec.mode !== 'optional'
      return mayBeAdded || equalValues(member.type, is, wanted)
    }
    if (member.nesting === 'set' || isUnknown(is) || isUnknown(wanted))
      return equalValues(memberType(member), is, wanted)
    const [has, wants] = [blocksIn(member, is), blocksIn(member, wanted)]
    return (
      has.length === wants.length &&
      has.every((element, index) => {
        const want = wants[index]
        return isObject(element) && isObject(want) ? stemsFrom(member.body, element, want) : element === want
      })
    )
  })
}

/** Whether every known value of the planned object is in the applied one. */
function completes(body: Body, planned: ObjectValue, applied: ObjectValue): boolean {
  return Object.entries(body).every(([name, member]) =>
    hasPlanned(member, planned[name] ?? null, applied[name] ?? null),
  )
}

/** How many members of the planned object are in the applied one as planned. */
const similarity: Score = (body, applied, planned) =>
  Object.entries(body).filter(([name, member]) => hasPlanned(member, planned[name] ?? null, applied[name] ?? null))
    .length

function hasPlanned(member: Body[string], planned: Value, applied: Value): boolean {
  return containsUnknown(planned) || equalValues(memberType(member), planned, applied)
}
