import { randomBytes } from 'node:crypto'
import { closestName } from '../closest-name'
import { assertAssertionKey } from './assertion-key'
import { ALL_SCOPES } from './scopes'

/** A machine-to-machine application. What is left out gets a default. */
export interface ClientOptions {
  readonly clientId?: string
  /** Generated when there is neither a secret nor a public key. */
  readonly clientSecret?: string
  /** PEM (SPKI or certificate) of the key that the client signs its assertions with; such a client has no secret. */
  readonly publicKey?: string
  /** Scopes of its grant for the Management API; default all that the tenant knows. */
  readonly scopes?: readonly string[]
  /** False for a client without a grant for the Management API. */
  readonly authorized?: boolean
}

/** A client that the tenant knows. It has a secret or a public key, never both. */
export interface Client {
  readonly clientId: string
  readonly credential:
    | { readonly kind: 'secret'; readonly secret: string }
    | { readonly kind: 'key'; readonly pem: string }
  readonly scopes: readonly string[]
  readonly authorized: boolean
}

/** A client as the person who registered it needs to know it. */
export interface RegisteredClient {
  readonly client_id: string
  readonly client_secret?: string
  readonly scopes: readonly string[]
  readonly authorized: boolean
}

/** A client made from what was asked for. Throws on a key that is none, and on a misspelled scope. */
export function createClient(options: ClientOptions = {}): Client {
  const {
    clientId = randomBytes(24).toString('base64url'),
    publicKey,
    scopes = ALL_SCOPES,
    authorized = true,
  } = options
  if (publicKey !== undefined && options.clientSecret !== undefined) {
    throw new Error('A client has a client secret or a public key, not both')
  }
  if (publicKey !== undefined) assertAssertionKey(publicKey)
  for (const scope of scopes) assertScope(scope)
  const secret = options.clientSecret ?? randomBytes(32).toString('base64url')
  const credential =
    publicKey === undefined ? ({ kind: 'secret', secret } as const) : ({ kind: 'key', pem: publicKey } as const)
  return { clientId, credential, scopes, authorized }
}

/** A scope of other parts of Auth0 is accepted; a misspelled one would make a client with fewer scopes than intended. */
function assertScope(scope: string): void {
  const meant = closestName(scope, ALL_SCOPES, 1)
  if (meant === undefined || meant === scope) return
  throw new Error(`Unknown scope "${scope}". Did you mean "${meant}"?`)
}

/** A registered client as its caller needs it. */
export function describeClient({ clientId, credential, scopes, authorized }: Client): RegisteredClient {
  const secret = credential.kind === 'secret' ? { client_secret: credential.secret } : {}
  return { client_id: clientId, ...secret, scopes, authorized }
}
