import type { AnyNode, Identifier, Pattern } from 'acorn'
import { ancestorsOf, isFunction, type SyntaxTree } from './syntax-tree'

/** A name that the code declares. */
export interface Binding {
  readonly name: string
  /** What is declared: the function, the class, the declarator, or the function whose parameter it is. */
  readonly declaredBy: AnyNode
  /** The pattern in which the name stands, of a declarator or a parameter. */
  readonly pattern: AnyNode
  /** Whether it is declared once and never reassigned. */
  readonly isConstant: boolean
  /** The references to it. */
  readonly uses: readonly Identifier[]
}

/** The bindings of a program. */
export interface Scopes {
  /** The binding that an identifier refers to, or undefined for a global, and for an identifier that is not a reference. */
  readonly bindingOf: (identifier: Identifier) => Binding | undefined
  /** The binding that a scope declares under a name, by the node that makes the scope. */
  readonly declaredIn: (scope: AnyNode, name: string) => Binding | undefined
  /** The references to globals. */
  readonly globals: readonly Identifier[]
}

/** The initial value of a simple binding: its function, or the initializer of its declarator. */
export function initialValue({ declaredBy, pattern }: Binding): AnyNode | undefined {
  if (pattern.type !== 'Identifier') return undefined
  if (declaredBy.type === 'VariableDeclarator') return declaredBy.init ?? undefined
  return isFunction(declaredBy) && declaredBy.id === pattern ? declaredBy : undefined
}

type OpenBinding = Omit<Binding, 'isConstant' | 'uses'> & {
  isConstant: boolean
  readonly uses: Identifier[]
}

type Table = Map<string, OpenBinding>

/** Resolves the references of a program to their bindings. */
export function findScopes(tree: SyntaxTree): Scopes {
  const { tables, declaring } = declare(tree)
  const bindings = new Map<Identifier, Binding>()
  const globals: Identifier[] = []
  for (const node of tree.nodes) {
    if (node.type !== 'Identifier' || declaring.has(node) || !isReference(tree, node)) continue
    const binding = lookUp(tree, tables, node)
    if (binding === undefined) {
      globals.push(node)
      continue
    }
    bindings.set(node, binding)
    binding.uses.push(node)
    if (isWritten(tree, node)) binding.isConstant = false
  }
  return {
    bindingOf: (identifier) => bindings.get(identifier),
    declaredIn: (scope, name) => tables.get(scope)?.get(name),
    globals,
  }
}

interface Declarations {
  readonly tables: ReadonlyMap<AnyNode, Table>
  /** The identifiers that declare a name. */
  readonly declaring: ReadonlySet<AnyNode>
}

function declare(tree: SyntaxTree): Declarations {
  const tables = new Map<AnyNode, Table>()
  const declaring = new Set<AnyNode>()
  function add(scope: AnyNode, pattern: AnyNode, declaredBy: AnyNode) {
    const table = tables.get(scope) ?? new Map<string, OpenBinding>()
    tables.set(scope, table)
    for (const identifier of identifiersIn(pattern)) {
      const { name } = identifier
      declaring.add(identifier)
      // The value of a name that is declared twice is ambiguous.
      table.set(name, { name, declaredBy, pattern, isConstant: !table.has(name), uses: [] })
    }
  }
  for (const node of tree.nodes) {
    if (isFunction(node)) for (const param of node.params) add(node, param, node)
    if (node.type === 'FunctionDeclaration' && node.id) add(scopeAbove(tree, node), node.id, node)
    if (node.type === 'FunctionExpression' && node.id) add(node, node.id, node)
    if (node.type === 'ClassDeclaration' && node.id) add(scopeAbove(tree, node), node.id, node)
    if (node.type === 'ClassExpression' && node.id) add(node, node.id, node)
    if (node.type === 'CatchClause' && node.param) add(node, node.param, node)
    if (node.type === 'VariableDeclarator') add(scopeOfVariable(tree, node), node.id, node)
  }
  return { tables, declaring }
}

function scopeOfVariable(tree: SyntaxTree, declarator: AnyNode): AnyNode {
  const declaration = tree.parentOf(declarator)
  const isVar = declaration?.type === 'VariableDeclaration' && declaration.kind === 'var'
  return scopeAbove(tree, declarator, isVar ? isFunction : isScope)
}

function scopeAbove(tree: SyntaxTree, node: AnyNode, isSearched: (above: AnyNode) => boolean = isScope): AnyNode {
  return ancestorsOf(tree, node).find(isSearched) ?? tree.program
}

const SCOPES: ReadonlySet<string> = new Set([
  'BlockStatement',
  'CatchClause',
  'ClassExpression',
  'ForInStatement',
  'ForOfStatement',
  'ForStatement',
  'StaticBlock',
  'SwitchStatement',
])

function isScope(node: AnyNode): boolean {
  return isFunction(node) || SCOPES.has(node.type)
}

function lookUp(
  tree: SyntaxTree,
  tables: ReadonlyMap<AnyNode, Table>,
  identifier: Identifier,
): OpenBinding | undefined {
  for (const scope of ancestorsOf(tree, identifier)) {
    const binding = tables.get(scope)?.get(identifier.name)
    if (binding !== undefined) return binding
  }
  return undefined
}

/** The identifiers that a pattern assigns. */
export function identifiersIn(pattern: AnyNode): readonly Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern]
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => identifiersIn(property))
    case 'ArrayPattern':
      return pattern.elements.filter((element): element is Pattern => element !== null).flatMap(identifiersIn)
    case 'Property':
      return identifiersIn(pattern.value)
    case 'AssignmentPattern':
      return identifiersIn(pattern.left)
    case 'RestElement':
      return identifiersIn(pattern.argument)
    default:
      return []
  }
}

function isReference(tree: SyntaxTree, node: Identifier): boolean {
  const parent = tree.parentOf(node)
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node || parent.computed
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.value === node || parent.computed
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
      return false
    default:
      return true
  }
}

/** Whether an identifier is the target of an assignment. */
function isWritten(tree: SyntaxTree, identifier: Identifier): boolean {
  for (const above of ancestorsOf(tree, identifier)) {
    const target = targetOf(above)
    if (target !== undefined) return identifiersIn(target).includes(identifier)
    if (/Statement|Declaration|Program/.test(above.type)) return false
  }
  return false
}

function targetOf(node: AnyNode): AnyNode | undefined {
  if (node.type === 'AssignmentExpression') return node.left
  if (node.type === 'UpdateExpression') return node.argument
  return node.type === 'ForInStatement' || node.type === 'ForOfStatement' ? node.left : undefined
}
