/** SIGN static checks of the code of an Action. Knows neither Terraform nor a tenant. */
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

/** Secrets and dependencies of an Action. Whatever is undefined is unknown and not checked. */
export interface ActionParts {
  /** The names of its secrets. */
  readonly secrets?: readonly string[] | undefined
  /** The names of the npm packages that it depends on. */
  readonly dependencies?: readonly string[] | undefined
}

/**
 * Finds mistakes in the code of an Action: code that does not parse, a missing handler, members that events do not have, secrets
 * that are not declared, and packages that are not dependencies.
 *
 * Pure, and never throws. Reports only what is certain without running the code, in the order of the code. Source for the event and
 * the API of an event-stream Action: the published types (npm, @auth0/actions 0.25).
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
