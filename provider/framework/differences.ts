import { type Block, type Body, isUnknown, type Value } from '../../schema/dsl/index'
import { equalValues } from './equality'
import { blockPath, blocksIn, isObject, type ObjectValue } from './object-value'
import type { Path } from './path'

/** One place where two objects differ, and how the new one differs there. */
export interface Difference {
  readonly path: Path
  readonly kind: 'changed' | 'unknown' | 'unset' | 'block added' | 'block removed'
}

/** Where the new object differs from the old one. The sets of the old object have to be in the order of the new ones. */
export function differencesOf(
  body: Body,
  becomes: ObjectValue,
  was: ObjectValue,
  path: Path = [],
): readonly Difference[] {
  return Object.entries(body).flatMap(([name, member]) => {
    const [value, old] = [becomes[name] ?? null, was[name] ?? null]
    const at = [...path, name]
    if (member.kind === 'block') return differencesInBlocks(member, value, old, at)
    if (equalValues(member.type, value, old)) return []
    return [{ path: at, kind: isUnknown(value) ? 'unknown' : value === null ? 'unset' : 'changed' }]
  })
}

function differencesInBlocks(block: Block, becomes: Value, was: Value, path: Path): readonly Difference[] {
  if (isUnknown(becomes)) return isUnknown(was) ? [] : [{ path, kind: 'unknown' }]
  const [blocks, olds] = [blocksIn(block, becomes), blocksIn(block, was)]
  const length = Math.max(blocks.length, olds.length)
  return Array.from({ length }).flatMap((_, index): readonly Difference[] => {
    const [element, old] = [blocks[index] ?? null, olds[index] ?? null]
    const at = blockPath(block, path, index)
    if (isObject(element) && isObject(old)) return differencesOf(block.body, element, old, at)
    if (isObject(element)) return [{ path: at, kind: 'block added' }]
    return isObject(old) ? [{ path: at, kind: 'block removed' }] : []
  })
}
