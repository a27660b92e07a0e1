import type { ManagementError, TokenClaims } from '../management/index'
import type { CredentialOrigin } from './credentials'
import { type Explanation, saidBy } from './explanation'

/** How the provider is connected, for messages about refused credentials. Holds no secret. */
export interface Access {
  /** Scheme, host and port of the tenant. */
  readonly domain: string
  /** The audience that was set; undefined for the tenant's own. */
  readonly audience?: string | undefined
  readonly origin: CredentialOrigin
  /** Of the API token, or of the session's. */
  readonly claims: TokenClaims
}

/** Which credentials were used, as a sentence. Empty while the provider is not configured. */
export function credentialsUsed(access: Access | undefined): string {
  if (access === undefined) return ''
  const { used, unused } = access.origin
  const rest =
    unused.length === 0 ? '' : ` (${unused.join(', ')} ${unused.length === 1 ? 'is' : 'are'} set as well, but not used)`
  return ` The provider used ${used}${rest}.`
}

/** What refused or unusable credentials mean. `now` is Unix time in milliseconds. */
export function explainAuth(
  failure: ManagementError,
  attempted: string,
  access: Access | undefined,
  now: number,
): Explanation {
  if (failure.status === undefined) {
    return {
      what: `The credentials cannot be used to ${attempted}: ${failure.reason}.${credentialsUsed(access)}`,
      advice: 'Correct them in the provider block or in the AUTH0_… variables.',
    }
  }
  const expired = expiredSince(failure, access, now)
  const first = expired === undefined ? '' : `${expired} `
  return {
    what: `${first}Auth0 refused the credentials, so the provider could not ${attempted} ${saidBy(failure)}${credentialsUsed(access)}`,
    advice: expired === undefined ? refusedAdvice(failure, access) : RENEW[isCliSession(access) ? 'cliLogin' : 'token'],
  }
}

function isCliSession(access: Access | undefined): boolean {
  return access?.origin.kind === 'cliLogin'
}

function expiredSince(
  { apiMessage = '' }: ManagementError,
  access: Access | undefined,
  now: number,
): string | undefined {
  if (access?.origin.kind !== 'token' && !isCliSession(access)) return undefined
  const name = isCliSession(access) ? 'session of the Auth0 CLI' : 'API token'
  const { expiresAtMs } = access?.claims ?? {}
  if (expiresAtMs !== undefined && expiresAtMs <= now)
    return `The ${name} expired on ${new Date(expiresAtMs).toISOString()}.`
  return /\bexpired\b/i.test(apiMessage) ? `The ${name} has expired.` : undefined
}

const RENEW = {
  token:
    'Get a new token from the Auth0 Dashboard under Applications > APIs > Auth0 Management API > API Explorer, or use a client id and a client secret: with them the provider gets its tokens by itself.',
  cliLogin: 'Run "auth0 login" for the tenant.',
} as const

function refusedAdvice(failure: ManagementError, access: Access | undefined): string {
  if (/Service not enabled within domain/i.test(failure.apiMessage ?? '')) return audienceAdvice(access)
  switch (access?.origin.kind) {
    case 'token':
      return `Check that it is an access token for the Management API of ${hostOf(access)}${issuedElsewhere(access)}, and that it has not been revoked. Such a token expires after a day by default.`
    case 'cliLogin':
      return 'Run "auth0 login" for the tenant.'
    case 'privateKeyJwt':
      return `Check that ${tenantOf(access)} is the tenant, that the client id is that of one of its machine-to-machine applications, that the public half of the private key is registered with it under Credentials, that it is authorized for the Auth0 Management API, and that the clock of this machine is right.`
    case 'clientSecret':
    case undefined:
      return `Check that ${tenantOf(access)} is the tenant, that the client id and the client secret are those of one of its machine-to-machine applications, and that the application is authorized for the Auth0 Management API.`
  }
}

function hostOf({ domain }: Access): string {
  return domain.replace(/^https?:\/\//, '')
}

function tenantOf(access: Access | undefined): string {
  return access === undefined ? 'AUTH0_DOMAIN or domain' : `${hostOf(access)} (AUTH0_DOMAIN or domain)`
}

function issuedElsewhere({ domain, claims: { issuer } }: Access): string {
  if (issuer === undefined || issuer.replace(/\/$/, '').toLowerCase() === domain) return ''
  return ` (it was issued by ${JSON.stringify(issuer.slice(0, 200))})`
}

/** Source: the response of `/oauth/token` for an audience that is no API of the tenant, such as a custom domain's. */
function audienceAdvice(access: Access | undefined): string {
  const audience = access?.audience ?? `${access?.domain ?? 'https://DOMAIN'}/api/v2/`
  const set = access?.audience === undefined ? 'which follows from the domain' : 'as it is set'
  return `The tenant has no API ${JSON.stringify(audience)}, ${set}. With a custom domain, set AUTH0_AUDIENCE=https://TENANT/api/v2/ (or audience in the provider block), where TENANT is the tenant's own domain, such as example.eu.auth0.com; the slash at the end belongs to it.`
}
