/** Where Auth0 documents what an Action may hold. */
export const DOCUMENTATION = 'https://auth0.com/docs/customize/actions'

/** Why a build failed, in the fields that Auth0's SDK for Node (7.1) has for a version's errors; their values are not published. */
export interface BuildError {
  readonly id: string
  /** For code, the file, line and column stand at the end: `(action.js:3:14)`. */
  readonly msg: string
  readonly url: string
}

/** How one build differs from what its content and the tenant's delay would make of it; see `BuildFault`. */
export interface BuildOverride {
  readonly delayMs?: number
  readonly error?: BuildError
}

/** The error of a build that a test has asked for. */
export function injectedError(msg: string): BuildError {
  return { id: 'injected_error', msg, url: DOCUMENTATION }
}
