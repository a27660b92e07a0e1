import type { AnyNode } from 'acorn'
import type { MemberPath, Reads } from './event-paths'
import { staticName } from './syntax-tree'
import { isBelow } from './tolerance'

/**
 * Finds the members that the code sets or deletes. Returns a function that tells whether a member is one of them or below one, so
 * that its value is unknown.
 */
export function findWrites(reads: Reads, nodes: readonly AnyNode[]): (path: MemberPath) => boolean {
  const written = writtenPaths(reads, nodes)
  return ({ of, names }) => written.some((path) => path.of === of && isBelow(names, path.names))
}

function writtenPaths({ pathOf }: Reads, nodes: readonly AnyNode[]): readonly MemberPath[] {
  return nodes.flatMap((node) => {
    const target = targetOf(node)
    return (target && pathOf(target)) ?? []
  })
}

function targetOf(node: AnyNode): AnyNode | undefined {
  if (node.type === 'AssignmentExpression') return node.left
  if (node.type === 'UpdateExpression') return node.argument
  if (node.type === 'UnaryExpression') return node.operator === 'delete' ? node.argument : undefined
  return node.type === 'CallExpression' && changesItsArgument(node.callee) ? node.arguments[0] : undefined
}

/** Whether a function of `Object` or `Reflect` changes its argument, such as `Object.assign`. */
function changesItsArgument(callee: AnyNode): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    ['Object', 'Reflect'].includes(callee.object.name) &&
    ['assign', 'defineProperties', 'defineProperty', 'deleteProperty', 'set', 'setPrototypeOf'].includes(
      staticName(callee.property, callee.computed) ?? '',
    )
  )
}
