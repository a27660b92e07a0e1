import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Logger, type ObjectValue, silentLogger } from '../../../provider/framework/index'
import { createAuth0Provider } from '../../../provider/resources/index'
import { auth0Provider } from '../../../schema/auth0/index'
import { UNKNOWN } from '../../../schema/dsl/index'
import { subject, TERRAFORM } from './fixtures'

const NOTHING: ObjectValue = Object.fromEntries(Object.keys(auth0Provider.body).map((name) => [name, null]))

function configure(values: ObjectValue, env: { readonly [name: string]: string } = {}, log: Logger = silentLogger) {
  return createAuth0Provider({ version: '1.0.0', env }).configure(
    { ...NOTHING, ...values },
    { terraformVersion: '1.11.4', log, client: TERRAFORM },
  )
}

const CREDENTIALS = { domain: 'example.eu.auth0.com', client_id: 'id', client_secret: 'hush' }

function unsigned(claims: object) {
  return `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`
}

/** Runs with a home folder in which the Auth0 CLI left a session. */
async function withCliSession<T>(token: string, run: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'home-'))
  mkdirSync(join(home, '.config', 'auth0'), { recursive: true })
  const session = { tenants: { 'example.eu.auth0.com': { access_token: token } } }
  writeFileSync(join(home, '.config', 'auth0', 'config.json'), JSON.stringify(session))
  try {
    return await run(home)
  } finally {
    rmSync(home, { recursive: true })
  }
}

describe('the configuration of the provider', () => {
  it('gives a client of the Management API', async () => {
    expect(await configure(CREDENTIALS)).toMatchObject({ api: { eventStreams: expect.anything() } })
  })

  it('is one error when credentials are missing', async () => {
    expect(await configure({})).toMatchObject({ diagnostics: [{ severity: 'error', summary: 'Missing credentials' }] })
  })

  it('is pending when something is not known yet', async () => {
    expect(await configure({ ...CREDENTIALS, domain: UNKNOWN })).toMatchObject({ pending: { severity: 'error' } })
  })

  it('is refused when a variable of the request budget is wrong', async () => {
    expect(await configure(CREDENTIALS, { AUTH0_RATE_LIMIT_HEADROOM: '100' })).toMatchObject({
      diagnostics: [{ severity: 'error', summary: 'Invalid rate limit headroom' }],
    })
  })

  it.each(['example.com/path', 'ftp://example.com', 'a b'])(
    'refuses the domain %s of the environment, quoting it',
    async (AUTH0_DOMAIN) => {
      expect(await configure({ ...CREDENTIALS, domain: null }, { AUTH0_DOMAIN })).toMatchObject({
        diagnostics: [{ summary: 'Invalid domain', path: ['domain'], detail: expect.stringContaining(AUTH0_DOMAIN) }],
      })
    },
  )

  it('does not quote a domain with a password', async () => {
    const configured = await configure({ ...CREDENTIALS, domain: 'https://user:hush@example.com' })
    expect(JSON.stringify(configured)).not.toContain('hush')
  })

  it.each([
    ['a client secret', {}, { AUTH0_CLIENT_ID: 'id', AUTH0_CLIENT_SECRET: 'hush' }],
    ['a token', {}, { AUTH0_API_TOKEN: 'hush' }],
    [
      'a private key',
      {},
      {
        AUTH0_CLIENT_ID: 'id',
        AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: 'hush',
        AUTH0_CLIENT_ASSERTION_SIGNING_ALG: 'RS256',
      },
    ],
  ])('has %s of the environment masked in the log', async (_, values, env) => {
    const masked: string[] = []
    const log = { ...silentLogger, mask: (secret: string) => masked.push(secret) }
    await configure({ ...values, domain: 'example.eu.auth0.com' }, env, log)
    expect(masked).toEqual(['hush'])
  })
})

describe('the session of the Auth0 CLI', () => {
  const values = { domain: 'example.eu.auth0.com', cli_login: true }

  it('is used while it lasts', async () => {
    const token = unsigned({ exp: Math.floor(Date.now() / 1000) + 3600 })
    const configured = await withCliSession(token, (HOME) => configure(values, { HOME }))
    expect(configured).toHaveProperty('api')
  })

  it('is refused when it has expired, with what to run', async () => {
    const configured = await withCliSession(unsigned({ exp: 1 }), (HOME) => configure(values, { HOME }))
    expect(configured).toMatchObject({
      diagnostics: [
        {
          summary: 'No Auth0 CLI session',
          path: ['cli_login'],
          detail: expect.stringMatching(/has expired\.\n\nRun "auth0 login" for the tenant/),
        },
      ],
    })
  })

  it('is asked for when there is none', async () => {
    expect(await configure(values, { HOME: join(tmpdir(), 'nobody') })).toMatchObject({
      diagnostics: [{ summary: 'No Auth0 CLI session' }],
    })
  })
})

describe('the provider', () => {
  it('has a resource and a data source of each noun', () => {
    const { resources, dataSources } = createAuth0Provider({ version: '1.0.0', env: {} })
    expect([...resources, ...dataSources].map(({ schema }) => schema.type)).toEqual([
      'auth0_event_stream',
      'auth0_action',
      'auth0_event_stream',
      'auth0_action',
    ])
  })

  it('does not explain an error that is not of the API client', () => {
    const provider = createAuth0Provider({ version: '1.0.0', env: {} })
    expect(provider.explain(new Error('broken'), subject('read'), TERRAFORM)).toBeUndefined()
  })
})
