import type { Clock } from '../clock'
import { jsonResponse } from '../http/response'
import { isJsonObject } from '../json'
import type { Collection } from '../storage/storage'
import { authenticateClient, type TokenRequest } from './client-authentication'
import type { Client } from './client-registry'
import { signJwt } from './jwt'
import { OAuthError } from './oauth-error'

/** What the token endpoint needs of an HTTP request. */
export interface TokenCall {
  readonly origin: string
  readonly host: string
  readonly contentType: string
  readonly authorization: string | undefined
  readonly text: string
}

/** What issuing a token uses of a tenant. */
export interface IssuerState {
  readonly clock: Clock
  readonly clients: Collection<Client>
  readonly tokenKey: Buffer
  readonly tokenLifetimeSeconds: number
}

/** `POST /oauth/token` for the client-credentials grant. Throws `OAuthError`. */
export function issueToken(state: IssuerState, call: TokenCall): { client: Client; response: Response } {
  const request = parseTokenRequest(call)
  assertGrantType(request)
  const basic = /^Basic /i.test(call.authorization ?? '') ? call.authorization : undefined
  const context = { clients: state.clients, host: call.host, nowMs: state.clock.wall() }
  const client = authenticateClient(request, basic, context)
  const audience = readAudience(request, call.host)
  assertGranted(client, audience)
  return { client, response: tokenResponse(state, client, audience, call.origin) }
}

/** The audiences that mean this tenant's Management API; the trailing slash belongs to the name. */
function isManagementAudience(audience: string, host: string): boolean {
  return audience === `https://${host}/api/v2/` || audience === `http://${host}/api/v2/`
}

function tokenResponse(state: IssuerState, client: Client, audience: string, origin: string): Response {
  const scope = client.scopes.join(' ')
  const issuedAt = Math.floor(state.clock.wall() / 1000)
  const claims = {
    iss: `${origin}/`,
    sub: `${client.clientId}@clients`,
    aud: audience,
    iat: issuedAt,
    exp: issuedAt + state.tokenLifetimeSeconds,
    scope,
    gty: 'client-credentials',
    azp: client.clientId,
  }
  const body = {
    access_token: signJwt(claims, state.tokenKey),
    scope,
    expires_in: state.tokenLifetimeSeconds,
    token_type: 'Bearer',
  }
  return jsonResponse(200, body, { 'cache-control': 'no-store' })
}

/** A form unless the content type says JSON. Fields that are not text count as missing. */
function parseTokenRequest({ contentType, text }: TokenCall): TokenRequest {
  if (!/^application\/json\b/i.test(contentType)) return Object.fromEntries(new URLSearchParams(text))
  const parsed = parseJson(text)
  if (!isJsonObject(parsed)) throw new OAuthError(400, 'invalid_request', 'The request body is not a JSON object')
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => typeof value === 'string')) as TokenRequest
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function assertGrantType({ grant_type: grantType }: TokenRequest): void {
  if (grantType === 'client_credentials') return
  if (grantType === undefined) throw new OAuthError(400, 'invalid_request', 'Missing required parameter: grant_type')
  throw new OAuthError(403, 'unsupported_grant_type', `Unsupported grant type: ${grantType}`)
}

function readAudience({ audience }: TokenRequest, host: string): string {
  if (audience === undefined) throw new OAuthError(400, 'invalid_request', 'Missing required parameter: audience')
  if (isManagementAudience(audience, host)) return audience
  throw new OAuthError(403, 'access_denied', `Service not enabled within domain: ${audience}`)
}

function assertGranted(client: Client, audience: string): void {
  if (client.authorized) return
  const remedy = 'You need to create a "client-grant" associated to this API.'
  const see = 'See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants'
  throw new OAuthError(403, 'access_denied', `Client is not authorized to access "${audience}". ${remedy} ${see}`)
}
