import type { Clock } from '../clock'
import { ApiError, insufficientScope, unauthorized } from '../http/api-error'
import { decodeJwt, isSignedByUs } from './jwt'
import { ALL_SCOPES } from './scopes'

/** What a bearer token allows, and to whom. Static tokens belong to no client. */
export interface Grant {
  readonly scopes: readonly string[]
  readonly clientId?: string
}

/** What tokens are checked against. */
export interface TokenState {
  readonly clock: Clock
  /** A token that always works and has every scope. */
  readonly apiToken: string
  /** Signs the tokens that the tenant issues. */
  readonly tokenKey: Buffer
}

/** The grant behind an Authorization header. Throws the 401 `ApiError` that Auth0 sends when there is none. */
export function readGrant(state: TokenState, authorization: string | undefined): Grant {
  if (authorization === undefined || authorization === '') throw new ApiError(401, 'Missing authentication')
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (token === undefined) throw unauthorized('Invalid token')
  return token === state.apiToken ? { scopes: ALL_SCOPES } : readToken(state, token)
}

/** Refuses a grant that has none of the scopes that would do; where none is named, any grant does. Throws a 403 `ApiError`. */
export function assertScope(grant: Grant, anyOf: readonly string[]): void {
  if (anyOf.length > 0 && !anyOf.some((scope) => grant.scopes.includes(scope))) throw insufficientScope(anyOf)
}

function readToken(state: TokenState, token: string): Grant {
  const jwt = decodeJwt(token)
  if (jwt === undefined) throw unauthorized('Invalid token')
  if (!isSignedByUs(jwt, state.tokenKey)) throw unauthorized('Invalid signature received for JSON Web Token validation')
  const { exp, scope, azp } = jwt.claims
  if (Number(exp) * 1000 <= state.clock.wall())
    throw unauthorized('Expired token received for JSON Web Token validation')
  return { scopes: String(scope).split(' '), clientId: String(azp) }
}
