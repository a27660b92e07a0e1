import { type Body, isUnknown, type Schema, type Value } from '../../schema/dsl/index'
import { type Diagnostic, providerBug } from './diagnostic'
import { containsUnknown, equalValues } from './equality'
import {
  type Attribute,
  blockPath,
  blocksIn,
  forEachAttribute,
  isObject,
  type ObjectValue,
  type Views,
} from './object-value'
import type { Path } from './path'
import { alignToApplied } from './set-alignment'

/**
 * What Terraform demands of a planned state, checked here first so that a mistake is named with its path. The views of sets have to
 * be aligned. Source: hashicorp/terraform, docs/resource-instance-change-lifecycle.md, PlanResourceChange.
 */
export function checkPlan(schema: Schema, views: Views<ObjectValue>): readonly Diagnostic[] {
  const found: Diagnostic[] = [...miscountedBlocks(schema.body, views.config ?? {}, views.planned, 'planned', [])]
  forEachAttribute(schema.body, views, (attribute, seen, path) => {
    const fault = attributeFault(attribute, seen)
    if (fault !== undefined) found.push(providerBug(`The plan of ${schema.type} ${fault}`, path))
  })
  return found
}

function attributeFault({ type, spec }: Attribute, { planned, prior, config }: Views<Value>): string | undefined {
  if (spec.writeOnly) return planned === null ? undefined : 'holds a write-only value'
  if (equalValues(type, planned, config)) return undefined
  if (config !== null) {
    const keepsPrior = prior !== null && equalValues(type, planned, prior)
    return keepsPrior ? undefined : 'is neither the configured nor the prior value'
  }
  return spec.mode === 'required' || spec.mode === 'optional' ? 'has a value that is not configured' : undefined
}

/**
 * What Terraform demands of an applied state: nothing unknown is left and every planned value is kept.
 * Source: as above, ApplyResourceChange.
 */
export function checkAppliedState(schema: Schema, planned: ObjectValue, applied: ObjectValue): readonly Diagnostic[] {
  const wanted = alignToApplied(schema.body, applied, planned)
  const found: Diagnostic[] = [...miscountedBlocks(schema.body, wanted, applied, 'applied', [])]
  forEachAttribute(schema.body, { planned: applied, prior: null, config: wanted }, ({ type, spec }, seen, path) => {
    const wantedValue = seen.config
    if (containsUnknown(seen.planned))
      found.push(providerBug(`The new state of ${schema.type} has an unknown value`, path))
    else if (spec.writeOnly && seen.planned !== null)
      found.push(providerBug(`The new state of ${schema.type} holds a write-only value`, path))
    else if (!containsUnknown(wantedValue) && !equalValues(type, wantedValue, seen.planned))
      found.push(providerBug(`The new state of ${schema.type} differs from what was planned`, path))
  })
  return found
}

function miscountedBlocks(
  body: Body,
  wanted: ObjectValue,
  actual: ObjectValue,
  word: 'planned' | 'applied',
  path: Path,
): readonly Diagnostic[] {
  return Object.entries(body).flatMap(([name, member]) => {
    if (member.kind === 'attr') return []
    const at = [...path, name]
    if (isUnknown(actual[name]) && !(word === 'planned' && isUnknown(wanted[name])))
      return [providerBug(`The ${word} state has unknown blocks`, at)]
    if (isUnknown(wanted[name])) return []
    const [wants, has] = [blocksIn(member, wanted[name]), blocksIn(member, actual[name])]
    if (wants.length !== has.length) {
      return [providerBug(`The ${word} state has ${has.length} blocks instead of ${wants.length}`, at)]
    }
    return wants.flatMap((want, index) => {
      const element = has[index]
      return isObject(want) && isObject(element)
        ? miscountedBlocks(member.body, want, element, word, blockPath(member, at, index))
        : []
    })
  })
}
