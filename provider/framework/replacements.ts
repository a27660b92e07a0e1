import type { Block, Body, Value } from '../../schema/dsl/index'
import { containsUnknown, equalValues } from './equality'
import { type Attribute, blockPath, blocksIn, isObject, type ObjectValue } from './object-value'
import type { Path } from './path'
import type { Replacement } from './plan-adjustment'

/**
 * The changes that force a new object, each with its reason. The sets of the prior object have to be in the order of the planned ones.
 * What is inside a block that is new is not compared with anything: whether that forces a new object is the block's own to say.
 */
export function findReplacements(
  body: Body,
  planned: ObjectValue,
  prior: ObjectValue,
  path: Path = [],
): readonly Replacement[] {
  const members = Object.entries(body).map(([name, member]) => ({
    member,
    becomes: planned[name] ?? null,
    was: prior[name] ?? null,
    at: [...path, name],
  }))
  const inside = members.flatMap(({ member, becomes, was, at }) =>
    member.kind === 'attr' ? replacedAttribute(member, becomes, was, at) : replacedInBlocks(member, becomes, was, at),
  )
  const moved = members.flatMap(({ member, becomes, was, at }) =>
    member.kind === 'block' && member.replace !== undefined && isMoved(member, becomes, was)
      ? [{ path: at, reason: member.replace }]
      : [],
  )
  return [...inside, ...moved]
}

function replacedAttribute(
  { type, spec }: Attribute,
  planned: Value,
  prior: Value,
  path: Path,
): readonly Replacement[] {
  if (spec.replace === undefined || equalValues(type, planned, prior)) return []
  return [{ path, reason: spec.replace, ...(containsUnknown(planned) && { isUnknown: true }) }]
}

function replacedInBlocks(block: Block, planned: Value, prior: Value, path: Path): readonly Replacement[] {
  const olds = blocksIn(block, prior)
  return blocksIn(block, planned).flatMap((element, index) => {
    const old = olds[index]
    return isObject(element) && isObject(old)
      ? findReplacements(block.body, element, old, blockPath(block, path, index))
      : []
  })
}

/** Whether a block is added or removed. */
function isMoved(block: Block, planned: Value, prior: Value): boolean {
  const [will, were] = [blocksIn(block, planned), blocksIn(block, prior)]
  if (will.length !== were.length) return true
  // In a set the place of what is new is empty.
  return block.nesting === 'set' && were.some((element) => !isObject(element))
}
