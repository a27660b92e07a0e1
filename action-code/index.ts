/** SIGN what is wrong with the code of an Action, told without running it. Knows neither Terraform nor a tenant. */
import { findExports } from './exported'
import type { Finding } from './finding'
import { findHandlerFaults, handlersOf } from './handler'
import { findPackageFaults } from './packages'
import { parseCode } from './parse'
import { findPayloadFaults } from './payload'
import { findScopes } from './scopes'
import { findSecretFaults } from './secrets'
import { syntaxTree } from './syntax-tree'
import { EVENT_STREAM_TRIGGER, HANDLERS } from './triggers'

export type { Finding, FindingKind } from './finding'
export { isNodeModule } from './packages'

/** What an Action has besides its code. What is undefined is not known, and nothing is said of it. */
export interface ActionParts {
  /** The names of its secrets. */
  readonly secrets?: readonly string[] | undefined
  /** The names of the npm packages that it depends on. */
  readonly dependencies?: readonly string[] | undefined
}

/**
 * Finds what keeps the code of an Action from doing what it is written for: it does not parse, it exports no handler for its
 * trigger, it reads members that events do not have, secrets that are not declared, packages it does not depend on.
 *
 * Pure, and never throws for any text. Whatever cannot be told for certain without running the code is left out. Findings are in the
 * order of the code. What an event-stream Action is given is that of the published types (npm, @auth0/actions 0.25).
 */
export function checkActionCode(code: string, triggerId: string, parts: ActionParts = {}): readonly Finding[] {
  try {
    return findingsIn(code, triggerId, parts)
  } catch (error) {
    // The code is nested deeper than it can be followed.
    if (error instanceof RangeError) return []
    throw error
  }
}

function findingsIn(code: string, triggerId: string, { secrets, dependencies }: ActionParts): readonly Finding[] {
  const parsed = parseCode(code, HANDLERS[triggerId]?.[0])
  if ('finding' in parsed) return [parsed.finding]
  const tree = syntaxTree(parsed.program)
  const scopes = findScopes(tree)
  const found = findExports(tree, scopes)
  const handlers = handlersOf(found, scopes, triggerId)
  const isOfStream = triggerId === EVENT_STREAM_TRIGGER
  const findings = [
    ...findHandlerFaults(tree, scopes, found, triggerId),
    ...(isOfStream ? handlers.flatMap((handler) => findPayloadFaults(tree, scopes, handler)) : []),
    ...(secrets === undefined ? [] : handlers.flatMap((handler) => findSecretFaults(tree, scopes, handler, secrets))),
    ...(dependencies === undefined ? [] : findPackageFaults(tree, scopes, dependencies)),
  ]
  return [...findings].sort((a, b) => a.line - b.line || a.column - b.column)
}
