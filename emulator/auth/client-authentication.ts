import type { Client } from './client-registry'
import { decodeJwt, isSignedBy } from './jwt'
import { badAssertion, OAuthError, wrongCredentials } from './oauth-error'
import { isSameText } from './same-text'

/** The only kind of client assertion there is (RFC 7523). */
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** The fields of a token request, from a form or from JSON. */
export type TokenRequest = Readonly<Record<string, string | undefined>>

/** The tenant's host and time, which an assertion is checked against. */
export interface AssertionContext {
  readonly clients: { get(clientId: string): Client | undefined }
  readonly host: string
  readonly nowMs: number
}

/** The client that sent a token request: by assertion, HTTP Basic or secret in the body. Throws `OAuthError`. */
export function authenticateClient(
  request: TokenRequest,
  basic: string | undefined,
  context: AssertionContext,
): Client {
  if (request['client_assertion'] !== undefined) return authenticateByAssertion(request, context)
  const { clientId, secret } = basic === undefined ? readBodyCredentials(request) : parseBasic(basic)
  const client = context.clients.get(clientId)
  if (client?.credential.kind !== 'secret' || !isSameText(client.credential.secret, secret)) throw wrongCredentials()
  return client
}

function readBodyCredentials({ client_id: clientId, client_secret: secret }: TokenRequest) {
  if (clientId === undefined) throw new OAuthError(400, 'invalid_request', 'Missing required parameter: client_id')
  if (secret === undefined) throw wrongCredentials()
  return { clientId, secret }
}

/** HTTP Basic as OAuth wants it: id and secret are URL-encoded before they are joined (RFC 6749 §2.3.1). */
function parseBasic(header: string): { clientId: string; secret: string } {
  const joined = Buffer.from(header.replace(/^Basic +/i, ''), 'base64').toString('utf8')
  const colon = joined.indexOf(':')
  if (colon < 0) throw wrongCredentials()
  try {
    function decode(part: string) {
      return decodeURIComponent(part.replaceAll('+', ' '))
    }
    return { clientId: decode(joined.slice(0, colon)), secret: decode(joined.slice(colon + 1)) }
  } catch {
    throw wrongCredentials()
  }
}

function authenticateByAssertion(request: TokenRequest, { clients, host, nowMs }: AssertionContext): Client {
  if (request['client_assertion_type'] !== ASSERTION_TYPE) throw badAssertion('Unsupported client_assertion_type')
  const jwt = decodeJwt(request['client_assertion'] ?? '')
  if (jwt === undefined) throw badAssertion('The client assertion is not a JWT')
  const { iss, sub, aud, exp } = jwt.claims
  if (typeof iss !== 'string' || iss !== sub) throw badAssertion('The client assertion needs equal iss and sub claims')
  if (request['client_id'] !== undefined && request['client_id'] !== iss) throw badAssertion('client_id and iss differ')
  const client = clients.get(iss)
  if (client?.credential.kind !== 'key') throw badAssertion('The client has no registered public key')
  if (!isSignedBy(jwt, client.credential.pem)) throw badAssertion('The signature of the client assertion is not valid')
  if (aud !== `https://${host}/` && aud !== `http://${host}/`) {
    throw badAssertion(`The aud claim of the client assertion is not https://${host}/`)
  }
  if (typeof exp !== 'number' || exp * 1000 <= nowMs) throw badAssertion('The client assertion has expired')
  return client
}
