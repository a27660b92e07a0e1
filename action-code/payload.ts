import type { AnyNode } from 'acorn'
import { findReads, type MemberPath, type Read, type Reads } from './event-paths'
import { type Finding, findingAt } from './finding'
import type { Scopes } from './scopes'
import { type FunctionNode, nodesIn, type SyntaxTree } from './syntax-tree'
import { defaultOf, isBelow, isListedWithRight, isOneOfSeveral, isReplacedByRight, presenceTests } from './tolerance'
import { findWrites } from './writes'
import { UNDECLARED_API, type WrongMember, wrongMember } from './wrong-members'

/** Reads of members that the event and the API of an event-stream Action do not have. Each member is reported once. */
export function findPayloadFaults(tree: SyntaxTree, scopes: Scopes, handler: FunctionNode): readonly Finding[] {
  const reads = findReads(tree, scopes, handler)
  const nodes = nodesIn(tree, handler)
  const tests = presenceTests(tree, reads, nodes)
  const isWritten = findWrites(reads, nodes)
  const wrong = reads.all.filter((read) => !isWritten(read))
  return [
    ...onePerMember(wrong).flatMap((same) => faultOfEvent(tree, reads, tests, same)),
    ...onePerMember(wrong.filter(isUndeclaredApi)).flatMap((same) => faultOfApi(tree, tests, same)),
  ]
}

/** Groups the reads by member. */
function onePerMember(reads: readonly Read[]): readonly (readonly [Read, ...Read[]])[] {
  const byPath = new Map<string, [Read, ...Read[]]>()
  for (const read of reads) {
    const key = [read.of, ...read.names].join('.')
    const same = byPath.get(key)
    if (same === undefined) byPath.set(key, [read])
    else same.push(read)
  }
  return [...byPath.values()]
}

function faultOfEvent(
  tree: SyntaxTree,
  reads: Reads,
  tests: readonly MemberPath[],
  [first, ...others]: readonly [Read, ...Read[]],
): readonly Finding[] {
  const wrong = wrongMember(first)
  if (wrong === undefined || isDefended(tree, reads, tests, wrong, [first, ...others])) return []
  const { from, members, name, instead } = wrong
  const detail = `${from} has no member ${name}: it has ${listOf(members)}.`
  return [findingAt(placeOf(first), 'payload', detail, `Read event.${instead.join('.')} instead.`)]
}

/** Whether the wrong member is only a fallback for the right one. */
function isDefended(
  tree: SyntaxTree,
  reads: Reads,
  tests: readonly MemberPath[],
  { instead }: WrongMember,
  same: readonly Read[],
): boolean {
  const [{ names } = { names: [] }] = same
  function isRight(path: MemberPath) {
    return (
      path.of === 'event' &&
      !isBelow(names, path.names) &&
      !isBelow(path.names, names) &&
      goesTogether(path.names, instead)
    )
  }
  if (tests.some(isRight)) return true
  function isAtRight(path: MemberPath) {
    return isRight(path) && isBelow(path.names, instead)
  }
  if (same.some((read) => isOneOfSeveral(tree, reads, read, isRight))) return true
  if (same.some((read) => isListedWithRight(tree, reads, read, isAtRight))) return true
  if (same.some((read) => isReplacedByRight(tree, reads, read, isAtRight))) return true
  const isTested =
    tests.some((path) => path.of === 'event' && path.names.join('.') === names.join('.')) ||
    same.some(({ node }) => defaultOf(node) !== undefined)
  return isTested && reads.all.some(isRight)
}

function goesTogether(a: readonly string[], b: readonly string[]): boolean {
  return isBelow(a, b) || isBelow(b, a)
}

function isUndeclaredApi({ of, names: [first = '', ...rest] }: Read): boolean {
  return of === 'api' && rest.length === 0 && UNDECLARED_API.includes(first)
}

function faultOfApi(
  tree: SyntaxTree,
  tests: readonly MemberPath[],
  [first]: readonly [Read, ...Read[]],
): readonly Finding[] {
  if (tests.some(({ of, names }) => of === 'api' && isBelow(names, first.names))) return []
  const parent = tree.parentOf(first.node)
  const isMember = parent?.type === 'MemberExpression' && !parent.computed && parent.property.type === 'Identifier'
  const called = isMember ? `.${parent.property.type === 'Identifier' ? parent.property.name : ''}` : ''
  const detail = `api.${first.names[0]}${called} is not declared for an event-stream Action, whose api has only cache.`
  return [findingAt(placeOf(first), 'payload', detail, 'Throw an Error to have the delivery retried.')]
}

function placeOf({ node }: Read): AnyNode {
  return node.type === 'MemberExpression' ? node.property : node
}

function listOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
