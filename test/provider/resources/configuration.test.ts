import { type Configuration, resolveConfiguration, wantsDebug } from '../../../provider/resources/configuration'
import { auth0Provider } from '../../../schema/auth0/index'
import { type ConfigOf, UNKNOWN } from '../../../schema/dsl/index'

type Block = ConfigOf<typeof auth0Provider>

function block(over: Partial<Block> = {}): Block {
  return {
    ...(Object.fromEntries(Object.keys(auth0Provider.body).map((name) => [name, null])) as unknown as Block),
    ...over,
  }
}

const DOMAIN = 'example.eu.auth0.com'
const SECRET = { AUTH0_CLIENT_ID: 'env-id', AUTH0_CLIENT_SECRET: 'env-secret' }
const ASSERTION = { AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: 'env-key', AUTH0_CLIENT_ASSERTION_SIGNING_ALG: 'RS256' }

function resolve(over: Partial<Block>, env: { readonly [name: string]: string } = {}): Configuration {
  return resolveConfiguration(block(over), { AUTH0_DOMAIN: DOMAIN, ...env })
}

function credentialsOf(configuration: Configuration) {
  return configuration.kind === 'ready' ? configuration.credentials : configuration
}

function detailOf(configuration: Configuration): string {
  return 'diagnostic' in configuration ? configuration.diagnostic.detail : 'no diagnostic'
}

function clientSecret(clientId: string, secret: string) {
  return { kind: 'clientSecret', clientId, clientSecret: secret }
}

describe('the credentials', () => {
  it.each<readonly [string, Partial<Block>, { [name: string]: string }, object]>([
    ['come from the block', { client_id: 'id', client_secret: 'secret' }, {}, clientSecret('id', 'secret')],
    ['come from the environment', {}, SECRET, clientSecret('env-id', 'env-secret')],
    ['come from both, the block first', { client_id: 'id' }, SECRET, clientSecret('id', 'env-secret')],
    ['take an empty string for unset', { client_id: '' }, SECRET, clientSecret('env-id', 'env-secret')],
    ['are a token of the block', { api_token: 'token' }, {}, { kind: 'token', token: 'token' }],
    ['are a token before the client', {}, { ...SECRET, AUTH0_API_TOKEN: 'token' }, { kind: 'token', token: 'token' }],
    [
      'are no token that is empty',
      { api_token: '' },
      { ...SECRET, AUTH0_API_TOKEN: '' },
      clientSecret('env-id', 'env-secret'),
    ],
    [
      'are an assertion before the secret',
      {},
      { ...SECRET, ...ASSERTION },
      { kind: 'privateKeyJwt', clientId: 'env-id', privateKey: 'env-key', algorithm: 'RS256' },
    ],
    [
      'are the secret when an assertion lacks its algorithm',
      {},
      { ...SECRET, AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: 'env-key' },
      clientSecret('env-id', 'env-secret'),
    ],
    [
      'are the secret when an algorithm lacks its key',
      {},
      { ...SECRET, AUTH0_CLIENT_ASSERTION_SIGNING_ALG: 'RS256' },
      clientSecret('env-id', 'env-secret'),
    ],
  ])('%s', (_, over, env, credentials) => {
    expect(credentialsOf(resolve(over, env))).toEqual(credentials)
  })

  it('are not asked for with cli_login', () => {
    expect(resolve({ cli_login: true, api_token: 'token' })).toMatchObject({ kind: 'cliLogin', host: DOMAIN })
  })
})

describe('the domain and the audience', () => {
  it('come from the block before the environment', () => {
    const env = { ...SECRET, AUTH0_AUDIENCE: 'https://env/' }
    expect(resolve({ domain: 'block.auth0.com', audience: 'https://block/' }, env)).toMatchObject({
      kind: 'ready',
      domain: 'https://block.auth0.com',
      audience: 'https://block/',
    })
  })

  it('come from the environment else', () => {
    expect(resolve({}, { ...SECRET, AUTH0_AUDIENCE: 'https://env/' })).toMatchObject({
      domain: `https://${DOMAIN}`,
      audience: 'https://env/',
    })
  })

  it('leave an audience out that nobody set', () => {
    expect(resolve({}, SECRET)).not.toHaveProperty('audience')
  })
})

describe('what is missing', () => {
  const everything = { AUTH0_DOMAIN: '' }

  it('is one diagnostic that says what to set', () => {
    expect(resolve({}, everything)).toMatchObject({
      kind: 'invalid',
      diagnostic: { severity: 'error', summary: 'Missing credentials' },
    })
  })

  it.each<readonly [string, Partial<Block>, { [name: string]: string }, string]>([
    ['the domain', {}, { ...SECRET, ...everything }, 'No domain: set AUTH0_DOMAIN'],
    ['the domain for cli_login', { cli_login: true }, everything, 'No domain: set AUTH0_DOMAIN'],
    ['any credential', {}, {}, 'No credentials: set AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET, or AUTH0_API_TOKEN'],
    ['the secret', { client_id: 'id' }, {}, 'No client secret:'],
    ['the client of a secret', { client_secret: 'hush' }, {}, 'No client id: client_secret in the provider block is'],
    ['the algorithm', { client_id: 'id', client_assertion_private_key: 'hush' }, {}, 'No signing algorithm:'],
  ])('is named: %s', (_, over, env, words) => {
    expect(detailOf(resolve(over, env))).toContain(words)
  })

  it('is named all at once', () => {
    expect(detailOf(resolve({}, everything)).match(/^- No /gm)).toHaveLength(2)
  })

  it('is an algorithm that Auth0 does not know', () => {
    const env = { ...SECRET, ...ASSERTION, AUTH0_CLIENT_ASSERTION_SIGNING_ALG: 'HS256' }
    expect(detailOf(resolve({}, env))).toContain('No signing algorithm:')
  })

  it('never quotes a secret', () => {
    const over = { client_secret: 'hush', client_assertion_private_key: 'hush' }
    expect(JSON.stringify(resolve(over))).not.toContain('hush')
  })
})

describe('what is unknown while planning', () => {
  it.each(['domain', 'client_id', 'client_secret', 'api_token', 'audience', 'cli_login'] as const)(
    'is no error until an operation needs it: %s',
    (name) => {
      expect(resolve({ [name]: UNKNOWN }, SECRET)).toMatchObject({
        kind: 'pending',
        diagnostic: { summary: 'Provider configuration not known yet', detail: expect.stringContaining(name) },
      })
    },
  )

  it('is named', () => {
    expect(detailOf(resolve({ domain: UNKNOWN, client_secret: UNKNOWN }))).toContain('domain, client_secret of the')
  })

  it.each(['debug', 'custom_domain_header', 'dynamic_credentials', 'rate_limit_headroom'] as const)(
    'does not matter for %s',
    (name) => {
      expect(resolve({ [name]: UNKNOWN }, SECRET)).toMatchObject({ kind: 'ready' })
    },
  )

  it('may be any credential with dynamic_credentials', () => {
    expect(resolve({ dynamic_credentials: true })).toMatchObject({
      kind: 'pending',
      diagnostic: { summary: 'Missing credentials' },
    })
  })

  it('may not be the domain with dynamic_credentials', () => {
    expect(resolve({ dynamic_credentials: true }, { AUTH0_DOMAIN: '' })).toMatchObject({ kind: 'invalid' })
  })

  it('does not keep dynamic_credentials from using what is there', () => {
    expect(resolve({ dynamic_credentials: true }, SECRET)).toMatchObject({ kind: 'ready' })
  })
})

describe('a flag', () => {
  it.each(['1', 'true', 'on'])('is on as %s in the environment', (AUTH0_DEBUG) => {
    expect(wantsDebug(block(), { AUTH0_DEBUG })).toBe(true)
  })

  it.each(['', '0', 'false', 'off', 'yes', '2'])('is off as "%s"', (AUTH0_DEBUG) => {
    expect(wantsDebug(block(), { AUTH0_DEBUG })).toBe(false)
  })

  it('is off when nobody set it', () => {
    expect(wantsDebug(block(), {})).toBe(false)
  })

  it.each([true, false])('is %s in the block whatever the environment says', (debug) => {
    expect(wantsDebug(block({ debug }), { AUTH0_DEBUG: debug ? '0' : '1' })).toBe(debug)
  })

  it('works for cli_login as well', () => {
    expect(resolve({}, { AUTH0_CLI_LOGIN: 'on' })).toMatchObject({ kind: 'cliLogin' })
  })
})
