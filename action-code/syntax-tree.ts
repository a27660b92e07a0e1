import type { AnyNode, Program } from 'acorn'

/** A program with access to the parent of each node. */
export interface SyntaxTree {
  readonly program: Program
  /** All nodes, in the order of the code. */
  readonly nodes: readonly AnyNode[]
  /** The parent of a node; undefined for the program. */
  readonly parentOf: (node: AnyNode) => AnyNode | undefined
}

/** Makes the tree of a program. */
export function syntaxTree(program: Program): SyntaxTree {
  const parents = new Map<AnyNode, AnyNode>()
  const nodes: AnyNode[] = []
  // Iterative, since code can be nested deeper than the call stack allows.
  const left: AnyNode[] = [program]
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    nodes.push(node)
    const children = childrenOf(node)
    for (const child of children) parents.set(child, node)
    left.push(...[...children].reverse())
  }
  return { program, nodes, parentOf: (node) => parents.get(node) }
}

function childrenOf(node: AnyNode): readonly AnyNode[] {
  return Object.values(node)
    .flat()
    .filter((value): value is AnyNode => typeof value === 'object' && value !== null && 'type' in value)
}

/** The ancestors of a node, innermost first. */
export function ancestorsOf(tree: SyntaxTree, node: AnyNode): readonly AnyNode[] {
  const above: AnyNode[] = []
  for (let next = tree.parentOf(node); next !== undefined; next = tree.parentOf(next)) above.push(next)
  return above
}

/** A node and its descendants. */
export function nodesIn(tree: SyntaxTree, { start, end }: AnyNode): readonly AnyNode[] {
  return tree.nodes.filter((node) => node.start >= start && node.end <= end)
}

/** A function of any form. */
export type FunctionNode = Extract<
  AnyNode,
  { readonly type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>

/** Whether a node is a function. */
export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  )
}

/** The name of a member or a key, or undefined if it is computed. */
export function staticName(key: AnyNode, isComputed: boolean): string | undefined {
  if (key.type === 'Identifier' && !isComputed) return key.name
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : undefined
}
