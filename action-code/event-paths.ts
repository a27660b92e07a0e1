import type { AnyNode } from 'acorn'
import type { Binding, Scopes } from './scopes'
import { type FunctionNode, nodesIn, type SyntaxTree, staticName } from './syntax-tree'

/** A member of `event` or `api`, by its path. */
export interface MemberPath {
  readonly of: 'event' | 'api'
  readonly names: readonly string[]
}

/** A read of such a member. */
export interface Read extends MemberPath {
  readonly node: AnyNode
}

/** The members of `event` and `api` that a handler reads. */
export interface Reads {
  readonly all: readonly Read[]
  /** The member that an expression evaluates to, or undefined if unknown. */
  readonly pathOf: (node: AnyNode) => MemberPath | undefined
}

/**
 * Finds the members of `event` and `api` that a handler reads, also through aliases and destructuring. Does not follow values into
 * other functions, or through conditions.
 */
export function findReads(tree: SyntaxTree, scopes: Scopes, handler: FunctionNode): Reads {
  const [event, api] = handler.params
  const known = new Map<Binding, MemberPath | undefined>()

  function pathOf(node: AnyNode): MemberPath | undefined {
    if (node.type === 'ChainExpression') return pathOf(node.expression)
    if (node.type === 'MemberExpression') return memberPath(node)
    const binding = node.type === 'Identifier' ? scopes.bindingOf(node) : undefined
    return binding && pathOfBinding(binding)
  }
  function memberPath({ object, property, computed }: Extract<AnyNode, { readonly type: 'MemberExpression' }>) {
    const path = pathOf(object)
    return path && longer(path, staticName(property, computed))
  }
  function pathOfBinding(binding: Binding): MemberPath | undefined {
    if (known.has(binding)) return known.get(binding)
    // Ends the recursion for circular declarations.
    known.set(binding, undefined)
    const path = binding.isConstant ? pathOfDeclared(binding) : undefined
    known.set(binding, path)
    return path
  }
  function pathOfDeclared({ name, declaredBy, pattern }: Binding): MemberPath | undefined {
    const root = rootOf(declaredBy, pattern)
    return root && pathIn(pattern, root, name)
  }
  function rootOf(declaredBy: AnyNode, pattern: AnyNode): MemberPath | undefined {
    if (declaredBy === handler) {
      if (pattern === event) return { of: 'event', names: [] }
      return pattern === api ? { of: 'api', names: [] } : undefined
    }
    return declaredBy.type === 'VariableDeclarator' && declaredBy.init ? pathOf(declaredBy.init) : undefined
  }

  const all = nodesIn(tree, handler).flatMap((node): readonly Read[] => {
    if (node.type === 'MemberExpression') {
      const path = pathOf(node)
      return path === undefined ? [] : [{ ...path, node }]
    }
    if (node.type === 'VariableDeclarator' && node.init) return readsOfPattern(node.id, pathOf(node.init))
    if (node !== handler) return []
    return handler.params.flatMap((param) => readsOfPattern(param, rootOf(handler, param)))
  })
  return { all, pathOf }
}

function longer({ of, names }: MemberPath, name: string | undefined): MemberPath | undefined {
  return name === undefined ? undefined : { of, names: [...names, name] }
}

/** The member that a pattern assigns to a name. */
function pathIn(pattern: AnyNode, path: MemberPath, name: string): MemberPath | undefined {
  if (pattern.type === 'Identifier') return pattern.name === name ? path : undefined
  if (pattern.type === 'AssignmentPattern') return hasNoOther(pattern) ? pathIn(pattern.left, path, name) : undefined
  if (pattern.type !== 'ObjectPattern') return undefined
  for (const property of pattern.properties) {
    const inner = property.type === 'Property' ? longer(path, staticName(property.key, property.computed)) : undefined
    const found = inner && property.type === 'Property' ? pathIn(property.value, inner, name) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** The members that a pattern reads. */
function readsOfPattern(pattern: AnyNode, path: MemberPath | undefined): readonly Read[] {
  if (path === undefined) return []
  if (pattern.type === 'AssignmentPattern') return hasNoOther(pattern) ? readsOfPattern(pattern.left, path) : []
  if (pattern.type !== 'ObjectPattern') return []
  return pattern.properties.flatMap((property) => {
    const inner = property.type === 'Property' ? longer(path, staticName(property.key, property.computed)) : undefined
    if (inner === undefined || property.type !== 'Property') return []
    return [{ ...inner, node: property }, ...readsOfPattern(property.value, inner)]
  })
}

/** Whether a default value is a literal or empty, such as `{}`. Any other default may be the right member. */
function hasNoOther({ right }: Extract<AnyNode, { readonly type: 'AssignmentPattern' }>): boolean {
  return (
    right.type === 'Literal' ||
    (right.type === 'ObjectExpression' && right.properties.length === 0) ||
    (right.type === 'ArrayExpression' && right.elements.length === 0)
  )
}
