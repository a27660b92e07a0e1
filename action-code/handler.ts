import type { AnyNode } from 'acorn'
import { suggest } from '../schema/dsl/index'
import type { Exported, Exports } from './exported'
import { type Finding, findingAt } from './finding'
import { initialValue, type Scopes } from './scopes'
import { type FunctionNode, isFunction, type SyntaxTree } from './syntax-tree'
import { HANDLERS, triggerOf } from './triggers'

/** Checks that the code exports the handler of a trigger. Returns nothing if that is uncertain. */
export function findHandlerFaults(
  tree: SyntaxTree,
  scopes: Scopes,
  found: Exports,
  triggerId: string,
): readonly Finding[] {
  const [handler] = HANDLERS[triggerId] ?? []
  if (handler === undefined) return []
  const exported = found.names.get(handler)
  if (exported !== undefined) return faultsOfValue(exported, scopes, found.isComplete)
  return found.isComplete ? [missing(tree, scopes, found, handler, triggerId)] : []
}

/** The exported functions that Auth0 calls for a trigger, as far as they are known. */
export function handlersOf(found: Exports, scopes: Scopes, triggerId: string): readonly FunctionNode[] {
  return (HANDLERS[triggerId] ?? []).flatMap((name) => {
    const value = functionOf(found.names.get(name)?.value, scopes)
    return value === undefined ? [] : [value]
  })
}

function functionOf(value: AnyNode | undefined, scopes: Scopes): FunctionNode | undefined {
  const resolved = value && resolve(value, scopes)
  return resolved && isFunction(resolved) ? resolved : undefined
}

function resolve(value: AnyNode, scopes: Scopes): AnyNode {
  if (value.type !== 'Identifier') return value
  const binding = scopes.bindingOf(value)
  return (binding?.isConstant ? initialValue(binding) : undefined) ?? value
}

/** Expressions that are never functions. */
const NO_FUNCTIONS: ReadonlySet<string> = new Set([
  'Literal',
  'TemplateLiteral',
  'ObjectExpression',
  'ArrayExpression',
  'BinaryExpression',
])

/** Whether a value is undefined: compiled code exports such a value first, and the function later. */
function isUndefined(value: AnyNode): boolean {
  if (value.type === 'UnaryExpression') return value.operator === 'void'
  return value.type === 'Identifier' && value.name === 'undefined'
}

function faultsOfValue({ name, node, value }: Exported, scopes: Scopes, isLast: boolean): readonly Finding[] {
  const resolved = value && resolve(value, scopes)
  if (resolved === undefined) return []
  const hint = `Export a function: exports.${name} = async (event, api) => { … }.`
  if (NO_FUNCTIONS.has(resolved.type) || (isLast && isUndefined(resolved)))
    return [findingAt(node, 'handler', `${name} is exported, but is not a function.`, hint)]
  const isGenerator = isFunction(resolved) && resolved.generator
  const detail = `${name} is a generator function, whose code does not run when it is called.`
  return isGenerator ? [findingAt(node, 'handler', detail, 'Remove the asterisk after "function".')] : []
}

function missing(tree: SyntaxTree, scopes: Scopes, found: Exports, handler: string, triggerId: string): Finding {
  const runs = `the trigger "${triggerId}" runs ${handler}`
  const rename = `Export the handler as ${handler}.`
  const lost = found.lost.get(handler)
  if (lost !== undefined) {
    const detail = `${handler} is set on exports, which the assignment to module.exports replaces.`
    return findingAt(lost.node, 'handler', detail, `Put ${handler} into the object that module.exports is given.`)
  }
  const other = [...found.names.values()].find(({ name }) => triggerOf(name) !== undefined)
  if (other !== undefined) {
    const detail = `The code exports ${other.name}, which belongs to the trigger "${triggerOf(other.name)}"; ${runs}.`
    return findingAt(other.node, 'handler', detail, `${rename.slice(0, -1)}, or give the Action the other trigger.`)
  }
  const near = suggest(handler, [...found.names.keys()])
  if (near !== undefined) {
    const detail = `The code exports ${near}; ${runs}.`
    return findingAt(found.names.get(near)?.node, 'handler', detail, rename)
  }
  return withoutName(tree, scopes, found, handler, runs)
}

function withoutName(tree: SyntaxTree, scopes: Scopes, found: Exports, handler: string, runs: string): Finding {
  const { assignedVariable, whole } = found
  if (assignedVariable !== undefined) {
    const detail = `The code gives the variable exports another value, which exports nothing; ${runs}.`
    return findingAt(assignedVariable, 'handler', detail, `Write exports.${handler} = … instead.`)
  }
  if (whole !== undefined) {
    const detail = `The code exports a function without a name; ${runs}.`
    return findingAt(whole, 'handler', detail, `Write exports.${handler} = … instead of module.exports = ….`)
  }
  const declared = scopes.declaredIn(tree.program, handler)
  if (declared !== undefined) {
    const detail = `${handler} is declared, but not exported.`
    return findingAt(declared.pattern, 'handler', detail, `Add exports.${handler} = ${handler};.`)
  }
  const hint = `Write the handler as exports.${handler} = async (event, api) => { … }.`
  return findingAt(undefined, 'handler', `The code does not export ${handler}, which its trigger runs.`, hint)
}
