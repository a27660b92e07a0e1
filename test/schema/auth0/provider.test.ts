import { auth0Provider, PROVIDER_ENVIRONMENT } from '../../../schema/auth0/index'
import { type Row, rowsOf, sorted } from './official-schema'

// Source: auth0/terraform-provider-auth0 1.55, internal/provider/provider.go. It marks nothing sensitive; this provider
// marks the three secrets.
const OFFICIAL: readonly Row[] = [
  { path: 'domain', type: 'string', mode: 'optional' },
  { path: 'audience', type: 'string', mode: 'optional' },
  { path: 'client_id', type: 'string', mode: 'optional' },
  { path: 'client_secret', type: 'string', mode: 'optional', sensitive: true },
  { path: 'client_assertion_private_key', type: 'string', mode: 'optional', sensitive: true },
  { path: 'client_assertion_signing_alg', type: 'string', mode: 'optional' },
  { path: 'api_token', type: 'string', mode: 'optional', sensitive: true },
  { path: 'debug', type: 'bool', mode: 'optional' },
  { path: 'dynamic_credentials', type: 'bool', mode: 'optional' },
  { path: 'cli_login', type: 'bool', mode: 'optional' },
  { path: 'custom_domain_header', type: 'string', mode: 'optional' },
]

// What the official provider lacks. A configuration that leaves these out is interchangeable.
const OWN: readonly Row[] = [
  { path: 'max_requests_per_second', type: 'number', mode: 'optional' },
  { path: 'rate_limit_headroom', type: 'number', mode: 'optional' },
]

const ALL = [...OFFICIAL, ...OWN]

function domainFaults(domain: string) {
  return (auth0Provider.body.domain.spec.check ?? []).flatMap((check) => check(domain))
}

describe('the provider block', () => {
  it('is attribute for attribute that of the official provider, and two for the rate limit', () => {
    expect(rowsOf(auth0Provider.body)).toEqual(sorted(ALL))
  })

  it.each(ALL.map(({ path }) => path))('says which variable stands in for %s', (path) => {
    const name = path as keyof typeof PROVIDER_ENVIRONMENT
    expect(auth0Provider.body[name].spec.doc).toContain(`\`${PROVIDER_ENVIRONMENT[name]}\``)
  })

  it.each(ALL.map(({ path }) => path))('has the variable that the official provider would have for %s', (path) => {
    expect(PROVIDER_ENVIRONMENT[path as keyof typeof PROVIDER_ENVIRONMENT]).toBe(`AUTH0_${path.toUpperCase()}`)
  })

  it.each([
    'example.eu.auth0.com',
    'https://example.eu.auth0.com',
    'https://example.eu.auth0.com/',
    'http://127.0.0.1:4000',
    'localhost:4000',
  ])('accepts the domain %s', (domain) => {
    expect(domainFaults(domain)).toEqual([])
  })

  it.each(['example.com/api', 'example.com?x', 'a b', 'https://', 'ftp://example.com', 'user@example.com'])(
    'refuses the domain %s',
    (domain) => {
      expect(domainFaults(domain)).toMatchObject([{ severity: 'error', summary: 'Invalid domain' }])
    },
  )

  it.each([
    ['max_requests_per_second', 0],
    ['max_requests_per_second', -1],
    ['rate_limit_headroom', -1],
    ['rate_limit_headroom', 91],
  ] as const)('refuses %s = %d', (name, value) => {
    const faults = auth0Provider.body[name].spec.check.flatMap((check) => check(value))
    expect(faults).toMatchObject([{ severity: 'error', detail: expect.stringContaining(`${value} must be a`) }])
  })

  it.each([
    ['max_requests_per_second', 0.25],
    ['max_requests_per_second', 50],
    ['rate_limit_headroom', 0],
    ['rate_limit_headroom', 90],
  ] as const)('accepts %s = %d', (name, value) => {
    expect(auth0Provider.body[name].spec.check.flatMap((check) => check(value))).toEqual([])
  })

  it('refuses a domain with a password without quoting it', () => {
    expect(JSON.stringify(domainFaults('https://user:hush@example.com'))).not.toContain('hush')
  })
})
