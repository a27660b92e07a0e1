import type { AnyNode, MemberExpression } from 'acorn'
import type { MemberPath, Read, Reads } from './event-paths'
import { ancestorsOf, nodesIn, type SyntaxTree, staticName } from './syntax-tree'

/** Whether a path starts with another path. */
export function isBelow(names: readonly string[], above: readonly string[]): boolean {
  return above.every((name, index) => names[index] === name)
}

/**
 * Whether an expression is tested for presence: as a condition, compared with null, or before `&&`, `||`, `??` and `?.`.
 */
export function isTestedForPresence(tree: SyntaxTree, node: AnyNode): boolean {
  const parent = tree.parentOf(node)
  switch (parent?.type) {
    case 'ChainExpression':
      return isTestedForPresence(tree, parent)
    case 'UnaryExpression':
      return parent.operator === '!' || parent.operator === 'typeof'
    case 'LogicalExpression':
      return parent.left === node || isTestedForPresence(tree, parent)
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      return parent.test === node
    case 'BinaryExpression':
      return parent.operator === 'instanceof' || isComparedWithNothing(parent)
    case 'MemberExpression':
      return parent.object === node && parent.optional
    case 'CallExpression':
      return parent.callee === node ? parent.optional : isPredicate(parent.callee)
    default:
      return false
  }
}

function isComparedWithNothing({ operator, left, right }: Extract<AnyNode, { readonly type: 'BinaryExpression' }>) {
  return /^[!=]==?$/.test(operator) && [left, right].some(isNothing)
}

/** Whether a function tests its argument, by its name: `Boolean`, `Array.isArray`, `isObject`. */
function isPredicate(callee: AnyNode): boolean {
  if (callee.type === 'MemberExpression') return isPredicate(callee.property)
  return callee.type === 'Identifier' && /^(?:Boolean|is[A-Z].*)$/.test(callee.name)
}

function isNamed(node: AnyNode, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}

function isNothing(node: AnyNode): boolean {
  return (
    (node.type === 'Literal' && node.value === null) ||
    isNamed(node, 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'void')
  )
}

/** The members that the code tests for presence, also by `'message' in event` and `Object.hasOwn(event, 'message')`. */
export function presenceTests(
  tree: SyntaxTree,
  { all, pathOf }: Reads,
  nodes: readonly AnyNode[],
): readonly MemberPath[] {
  function named(object: AnyNode, key: AnyNode | undefined): readonly MemberPath[] {
    const path = pathOf(object)
    const isText = key?.type === 'Literal' && typeof key.value === 'string'
    return path && isText ? [{ of: path.of, names: [...path.names, String(key.value)] }] : []
  }
  const byName = nodes.flatMap((node) => {
    if (node.type === 'BinaryExpression' && node.operator === 'in') return named(node.right, node.left)
    if (node.type !== 'CallExpression' || !asksForMember(node.callee)) return []
    return [node.callee.object, ...node.arguments].flatMap((object) => named(object, node.arguments.at(-1)))
  })
  const aliases = nodes.filter((node) => node.type === 'Identifier' && isTestedForPresence(tree, node))
  const byAlias = aliases.flatMap((node) => pathOf(node) ?? [])
  return [...all.filter(({ node }) => isTestedForPresence(tree, node)), ...byAlias, ...byName]
}

/** Whether a function tests for a member: `Object.hasOwn`, `Reflect.has` or `hasOwnProperty`. */
function asksForMember(callee: AnyNode): callee is MemberExpression {
  return (
    callee.type === 'MemberExpression' &&
    /^has(?:Own|OwnProperty)?$/.test(staticName(callee.property, callee.computed) ?? '')
  )
}

/**
 * Whether a read is one of several alternatives: an operand of `??` or `||`, a branch of a condition, a default, or in a `catch`
 * block.
 */
export function isOneOfSeveral(
  tree: SyntaxTree,
  { pathOf }: Reads,
  { node }: Read,
  isRight: (path: MemberPath) => boolean,
): boolean {
  function readsRight(other: AnyNode) {
    return nodesIn(tree, other).some((part) => {
      const path = pathOf(part)
      return path !== undefined && isRight(path)
    })
  }
  function mayBeRight(other: AnyNode) {
    return (
      pathOf(other) === undefined && nodesIn(tree, other).some((part) => part.type === 'Identifier' && !isNothing(part))
    )
  }
  const byDefault = defaultOf(node)
  if (byDefault !== undefined && (readsRight(byDefault) || mayBeRight(byDefault))) return true
  let inner = node
  // Whether the expression so far has the value of the read, or of one of its members.
  let isValue = true
  for (const above of ancestorsOf(tree, node)) {
    const other = otherValueOf(above, inner)
    if (other === 'any') return true
    if (other !== undefined && (readsRight(other) || (isValue && mayBeRight(other)))) return true
    isValue &&= keepsValue(above)
    inner = above
  }
  return false
}

function keepsValue({ type }: AnyNode): boolean {
  return ['MemberExpression', 'ChainExpression', 'LogicalExpression', 'AwaitExpression'].includes(type)
}

/** Whether a list, or the arguments of a call, give a read beside the right member: `[event.user, event.message].find(Boolean)`. */
export function isListedWithRight(
  tree: SyntaxTree,
  { pathOf }: Reads,
  { node }: Read,
  isRight: (path: MemberPath) => boolean,
): boolean {
  const list = ancestorsOf(tree, node).find((above) => !keepsValue(above))
  const elements =
    list?.type === 'ArrayExpression' ? list.elements : list?.type === 'CallExpression' ? list.arguments : []
  return elements.some((element) => {
    const path = element ? pathOf(element) : undefined
    return path !== undefined && isRight(path)
  })
}

/** Whether the variable that a read is assigned to is given the right member elsewhere: `let u = event.user; if (!u) u = …`. */
export function isReplacedByRight(
  tree: SyntaxTree,
  { pathOf }: Reads,
  { node }: Read,
  isRight: (path: MemberPath) => boolean,
): boolean {
  const given = ancestorsOf(tree, node).find((above) => !keepsValue(above))
  const name = given && variableGiven(given)
  if (name === undefined) return false
  return tree.nodes.some((other) => {
    if (other === given || variableGiven(other) !== name) return false
    return nodesIn(tree, other).some((part) => {
      const path = pathOf(part)
      return path !== undefined && isRight(path)
    })
  })
}

/** The name of the variable that a declaration or an assignment gives a value. */
function variableGiven(node: AnyNode): string | undefined {
  if (node.type === 'VariableDeclarator') return node.id.type === 'Identifier' ? node.id.name : undefined
  return node.type === 'AssignmentExpression' && node.left.type === 'Identifier' ? node.left.name : undefined
}

function otherValueOf(above: AnyNode, inner: AnyNode): AnyNode | 'any' | undefined {
  if (above.type === 'LogicalExpression' && above.operator !== '&&')
    return above.left === inner ? above.right : above.left
  if (above.type === 'ConditionalExpression' && above.test !== inner) {
    return above.consequent === inner ? above.alternate : above.consequent
  }
  if (above.type === 'AssignmentPattern' && above.right === inner) return 'any'
  return above.type === 'CatchClause' ? 'any' : undefined
}

/** The default value of a destructured member. */
export function defaultOf(node: AnyNode): AnyNode | undefined {
  return node.type === 'Property' && node.value.type === 'AssignmentPattern' ? node.value.right : undefined
}
