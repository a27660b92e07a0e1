import type { AnyNode, AssignmentExpression, Identifier } from 'acorn'
import { initialValue, type Scopes } from './scopes'
import { ancestorsOf, isFunction, type SyntaxTree, staticName } from './syntax-tree'

/** An exported name, with its value if that is known. */
export interface Exported {
  readonly name: string
  readonly node: AnyNode
  readonly value: AnyNode | undefined
}

/** The exports of the code, as far as static analysis finds them. */
export interface Exports {
  /** The last export of each name. */
  readonly names: ReadonlyMap<string, Exported>
  /** Names that are set on an `exports` object that an assignment to `module.exports` replaces. */
  readonly lost: ReadonlyMap<string, Exported>
  /** An assignment to the variable `exports`, which exports nothing. */
  readonly assignedVariable: AnyNode | undefined
  /** A function that is assigned to `module.exports`. */
  readonly whole: AnyNode | undefined
  /** Whether all uses of `exports` and `module` were understood. */
  readonly isComplete: boolean
}

/** One use of `exports` or `module.exports`. */
type Step =
  | { readonly step: 'name'; readonly on: 'exports' | 'module.exports'; readonly exported: Exported }
  | { readonly step: 'replace'; readonly node: AssignmentExpression; readonly value: AnyNode }
  | { readonly step: 'assign variable'; readonly node: AssignmentExpression }
  | { readonly step: 'harmless' }
  | { readonly step: 'unknown' }

/** Finds the exports of the code. */
export function findExports(tree: SyntaxTree, scopes: Scopes): Exports {
  const steps = scopes.globals.filter(({ name }) => name === 'exports' || name === 'module').flatMap(stepsOf(tree))
  const replacements = steps.filter((step) => step.step === 'replace')
  const [replacement] = replacements
  const value = replacement && resolveValue(replacement.value, scopes)
  const own = value && membersOf(value)
  const set = steps.filter((step) => step.step === 'name')
  function isLost({ on, exported }: (typeof set)[number]) {
    return (
      replacement !== undefined &&
      isAtTop(tree, replacement.node) &&
      (on === 'exports' || exported.node.start < replacement.node.start)
    )
  }
  return {
    names: byName([...(own ?? []), ...set.filter((step) => !isLost(step)).map(({ exported }) => exported)]),
    lost: byName(set.filter(isLost).map(({ exported }) => exported)),
    assignedVariable: steps.find((step) => step.step === 'assign variable')?.node,
    whole: value && isFunction(value) ? replacement.value : undefined,
    isComplete:
      !steps.some(({ step }) => step === 'unknown') &&
      replacements.length < 2 &&
      (value === undefined || own !== undefined || isFunction(value)) &&
      !reachesExportsUnseen(tree, scopes),
  }
}

function byName(list: readonly Exported[]): ReadonlyMap<string, Exported> {
  return new Map(list.map((exported) => [exported.name, exported]))
}

function stepsOf(tree: SyntaxTree) {
  return (identifier: Identifier): readonly Step[] => {
    const parent = tree.parentOf(identifier)
    if (identifier.name === 'exports') return stepsOfObject(tree, identifier, 'exports')
    if (parent?.type === 'MemberExpression' && parent.object === identifier) {
      const name = staticName(parent.property, parent.computed)
      if (name === 'exports') return stepsOfObject(tree, parent, 'module.exports')
      return [{ step: name === undefined ? 'unknown' : 'harmless' }]
    }
    // Such as `require.main === module`.
    return [{ step: parent?.type === 'BinaryExpression' ? 'harmless' : 'unknown' }]
  }
}

function stepsOfObject(tree: SyntaxTree, object: AnyNode, on: 'exports' | 'module.exports'): readonly Step[] {
  const parent = tree.parentOf(object)
  if (parent?.type === 'MemberExpression' && parent.object === object) return [stepOfMember(tree, parent, on)]
  if (parent?.type === 'AssignmentExpression' && parent.left === object && parent.operator === '=') {
    return [stepOfAssignment(tree, parent, on)]
  }
  // As in `x = module.exports`, after which `x` is not followed.
  if (parent?.type === 'AssignmentExpression' && parent.right === object) return [{ step: 'unknown' }]
  return parent?.type === 'CallExpression' ? stepsOfCall(parent, object, on) : [{ step: 'unknown' }]
}

function stepOfMember(
  tree: SyntaxTree,
  member: Extract<AnyNode, { readonly type: 'MemberExpression' }>,
  on: 'exports' | 'module.exports',
): Step {
  const name = staticName(member.property, member.computed)
  if (name === undefined) return { step: 'unknown' }
  const parent = tree.parentOf(member)
  if (parent?.type === 'AssignmentExpression' && parent.left === member) {
    return { step: 'name', on, exported: { name, node: member, value: assignedValue(parent) } }
  }
  return isInPattern(tree, member) ? { step: 'unknown' } : { step: 'harmless' }
}

/** Whether a member is given a value by destructuring or by a loop. */
function isInPattern(tree: SyntaxTree, member: AnyNode): boolean {
  const parent = tree.parentOf(member)
  if (parent?.type === 'Property') return tree.parentOf(parent)?.type === 'ObjectPattern'
  if (parent?.type === 'ForInStatement' || parent?.type === 'ForOfStatement') return parent.left === member
  return parent?.type === 'ArrayPattern' || parent?.type === 'AssignmentPattern' || parent?.type === 'RestElement'
}

function stepOfAssignment(tree: SyntaxTree, node: AssignmentExpression, on: 'exports' | 'module.exports'): Step {
  const value = assignedValue(node)
  if (on === 'module.exports') return { step: 'replace', node, value }
  const outer = tree.parentOf(node)
  const isInChain = outer?.type === 'AssignmentExpression' || node.right.type === 'AssignmentExpression'
  // `exports` is then the same object as `module.exports`, so later members of it are exported.
  return isInChain ? { step: 'unknown' } : { step: 'assign variable', node }
}

function stepsOfCall(
  call: Extract<AnyNode, { readonly type: 'CallExpression' }>,
  object: AnyNode,
  on: 'exports' | 'module.exports',
): readonly Step[] {
  const [first, second] = call.arguments
  const called = call.callee.type === 'MemberExpression' && nameOfStatic(call.callee)
  if (first !== object || second === undefined) return [{ step: 'unknown' }]
  if (called === 'Object.defineProperty' && second.type === 'Literal') {
    const name = String(second.value)
    return [{ step: 'name', on, exported: { name, node: call, value: undefined } }]
  }
  const members = called === 'Object.assign' && call.arguments.length === 2 ? membersOf(second) : undefined
  return members?.map((exported): Step => ({ step: 'name', on, exported })) ?? [{ step: 'unknown' }]
}

function nameOfStatic({ object, property, computed }: Extract<AnyNode, { readonly type: 'MemberExpression' }>) {
  return object.type === 'Identifier' ? `${object.name}.${staticName(property, computed)}` : undefined
}

/** The value of `a = b = value`. */
function assignedValue({ right }: AssignmentExpression): AnyNode {
  return right.type === 'AssignmentExpression' && right.operator === '=' ? assignedValue(right) : right
}

/** The members of an object literal, or undefined where not all of them can be seen. */
function membersOf(node: AnyNode): readonly Exported[] | undefined {
  if (node.type !== 'ObjectExpression') return undefined
  const members = node.properties.map((property) => {
    if (property.type === 'SpreadElement') return undefined
    const name = staticName(property.key, property.computed)
    const value = property.kind === 'init' ? property.value : undefined
    return name === undefined ? undefined : { name, node: property, value }
  })
  return members.every((member) => member !== undefined) ? members : undefined
}

/** The value of a name with a single reference, so that nothing else changes it. */
function resolveValue(node: AnyNode, scopes: Scopes): AnyNode {
  if (node.type !== 'Identifier') return node
  const binding = scopes.bindingOf(node)
  if (!binding?.isConstant || binding.uses.length > 1) return node
  return initialValue(binding) ?? node
}

function isAtTop(tree: SyntaxTree, node: AnyNode): boolean {
  return ancestorsOf(tree, node).every(({ type }) =>
    ['AssignmentExpression', 'SequenceExpression', 'ExpressionStatement', 'Program'].includes(type),
  )
}

/** Whether the code can reach its exports indirectly: by `this` or `arguments` of the module, or by `eval`. */
function reachesExportsUnseen(tree: SyntaxTree, scopes: Scopes): boolean {
  return (
    scopes.globals.some(({ name }) => name === 'eval' || name === 'Function') ||
    scopes.globals.some((node) => node.name === 'arguments' && isOfModule(tree, node)) ||
    tree.nodes.some((node) => node.type === 'ThisExpression' && isOfModule(tree, node))
  )
}

function isOfModule(tree: SyntaxTree, node: AnyNode): boolean {
  return !ancestorsOf(tree, node).some(
    ({ type }) => type === 'FunctionDeclaration' || type === 'FunctionExpression' || /^Class/.test(type),
  )
}
