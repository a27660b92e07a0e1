import { suggest } from '../schema/dsl/index'
import { findReads, type Read } from './event-paths'
import { type Finding, findingAt } from './finding'
import type { Scopes } from './scopes'
import { type FunctionNode, nodesIn, type SyntaxTree } from './syntax-tree'
import { defaultOf, isOneOfSeveral, isTestedForPresence, presenceTests } from './tolerance'
import { findWrites } from './writes'

/** Reads of secrets that the Action does not have. Secrets that the code treats as optional are not reported. */
export function findSecretFaults(
  tree: SyntaxTree,
  scopes: Scopes,
  handler: FunctionNode,
  declared: readonly string[],
): readonly Finding[] {
  const reads = findReads(tree, scopes, handler)
  const nodes = nodesIn(tree, handler)
  const tested = presenceTests(tree, reads, nodes)
  const isWritten = findWrites(reads, nodes)
  function isOptional(read: Read) {
    return (
      tested.some(({ of, names }) => of === 'event' && names.join('.') === read.names.join('.')) ||
      isWritten(read) ||
      isTestedForPresence(tree, read.node) ||
      (isComparedWithText(tree, read) && suggest(read.names[1] ?? '', declared) === undefined) ||
      defaultOf(read.node) !== undefined ||
      isOneOfSeveral(tree, reads, read, () => true)
    )
  }
  const unknown = reads.all.filter(
    ({ of, names: [first, name, ...rest] }) =>
      of === 'event' && first === 'secrets' && rest.length === 0 && isNameOfSecret(name) && !declared.includes(name),
  )
  const optional = new Set(unknown.filter(isOptional).map(({ names }) => names[1]))
  const once = new Map([...unknown].reverse().map((read) => [read.names[1] ?? '', read]))
  return [...once]
    .reverse()
    .filter(([name]) => !optional.has(name))
    .map(([name, { node }]) => {
      const near = suggest(name, declared)
      const advice = near === undefined ? `Add a secret with the name ${name}.` : `Did you mean ${near}?`
      const place = node.type === 'MemberExpression' ? node.property : node
      return findingAt(
        place,
        'secret',
        `The code reads event.secrets.${name}, and the Action has no such secret.`,
        advice,
      )
    })
}

function isNameOfSecret(name: string | undefined): name is string {
  return name !== undefined && !(name in {})
}

/** Whether a secret is compared with a fixed text, as a switch is: `event.secrets.DRY_RUN === 'true'`. */
function isComparedWithText(tree: SyntaxTree, { node }: Read): boolean {
  const parent = tree.parentOf(node)
  return (
    parent?.type === 'BinaryExpression' &&
    /^[!=]==?$/.test(parent.operator) &&
    [parent.left, parent.right].some(({ type }) => type === 'Literal')
  )
}
