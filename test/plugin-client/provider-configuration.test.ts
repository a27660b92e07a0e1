import { generateKeyPairSync } from 'node:crypto'
import { type Emulator, startEmulator } from '../../emulator/index'
import { UNKNOWN } from '../../schema/dsl/index'
import { type Core, type ObjectValue, startCore } from '../kit/terraform-core'
import { eventbridgeStream, type StreamState } from './event-stream-config'
import { credentialsOf, PLAIN_NETWORK, refusalOf } from './stage'

let emulator: Emulator
let core: Core | undefined

beforeAll(async () => {
  emulator = await startEmulator()
})
beforeEach(() => emulator.tenant.reset())
afterEach(() => core?.close())
afterAll(() => emulator.close())

type Environment = Readonly<Record<string, string | undefined>>

async function start(env: Environment): Promise<Core> {
  core = await startCore({ env: { ...PLAIN_NETWORK, ...env } })
  return core
}

/** The API calls that a create makes with this environment and provider block. */
async function callsWith(env: Environment, config: ObjectValue = {}): Promise<string[]> {
  const { configure, resource } = await start(env)
  await configure(config)
  const stream = resource<StreamState>('auth0_event_stream')
  await stream.apply(await stream.plan({ config: eventbridgeStream() }))
  return emulator.tenant.requests().map(({ path, status }) => `${path} ${status}`)
}

const CREATED = '/api/v2/event-streams 201'
const WITH_TOKEN_REQUEST = ['/oauth/token 200', CREATED]

function ellipticKey(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
}

describe('provider configuration', () => {
  it('takes everything from the environment', async () => {
    expect(await callsWith(credentialsOf(emulator))).toEqual(WITH_TOKEN_REQUEST)
  })

  it('takes everything from the provider block', async () => {
    const { domain, clientId: client_id, clientSecret: client_secret } = emulator
    expect(await callsWith({}, { domain, client_id, client_secret })).toEqual(WITH_TOKEN_REQUEST)
  })

  it('prefers the provider block to the environment', async () => {
    const wrong = { AUTH0_DOMAIN: 'nonexistent.invalid', AUTH0_CLIENT_ID: 'nobody', AUTH0_CLIENT_SECRET: 'wrong' }
    const { domain, clientId: client_id, clientSecret: client_secret } = emulator
    expect(await callsWith(wrong, { domain, client_id, client_secret })).toEqual(WITH_TOKEN_REQUEST)
  })

  it('takes an empty attribute for one that is not set', async () => {
    expect(await callsWith(credentialsOf(emulator), { client_secret: '' })).toEqual(WITH_TOKEN_REQUEST)
  })

  it('asks for no token when it has one', async () => {
    expect(await callsWith({ AUTH0_DOMAIN: emulator.domain, AUTH0_API_TOKEN: emulator.apiToken })).toEqual([CREATED])
  })

  it('prefers the API token to a client secret', async () => {
    const env = { ...credentialsOf(emulator), AUTH0_API_TOKEN: emulator.apiToken }
    expect(await callsWith(env)).toEqual([CREATED])
  })

  it.each(['RS256', 'PS384'])('signs a client assertion with %s instead of sending a secret', async (algorithm) => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const { client_id } = emulator.tenant.addClient({
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    })
    const client_assertion_private_key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const config = { client_id, client_assertion_private_key, client_assertion_signing_alg: algorithm }
    expect(await callsWith({ AUTH0_DOMAIN: emulator.domain }, config)).toEqual(WITH_TOKEN_REQUEST)
  })
})

describe('provider configuration that is not known while planning', () => {
  it.each(['domain', 'client_secret', 'client_id', 'api_token'])('plans a create all the same (%s)', async (name) => {
    const { configure, resource } = await start(name === 'api_token' ? {} : credentialsOf(emulator))
    await configure({ [name]: UNKNOWN })
    const { action } = await resource('auth0_event_stream').plan({ config: eventbridgeStream() })
    expect(action).toBe('create')
  })

  it('reports the attribute once a stream must be read', async () => {
    const { configure, resource } = await start(credentialsOf(emulator))
    await configure({ domain: UNKNOWN })
    const { diagnostics } = await refusalOf(resource('auth0_event_stream').import('est_1111111111111111111111'))
    expect(diagnostics).toEqual([
      expect.objectContaining({
        summary: 'Provider configuration not known yet',
        detail: expect.stringContaining('-target'),
      }),
    ])
  })

  it('leaves missing credentials to the apply with dynamic_credentials', async () => {
    const { configure, resource } = await start({ AUTH0_DOMAIN: emulator.domain })
    await configure({ dynamic_credentials: true })
    const { action } = await resource('auth0_event_stream').plan({ config: eventbridgeStream() })
    expect(action).toBe('create')
  })

  it('reports credentials that are still missing when a call must be made', async () => {
    const { configure, resource } = await start({ AUTH0_DOMAIN: emulator.domain, AUTH0_DYNAMIC_CREDENTIALS: '1' })
    await configure()
    const stream = resource('auth0_event_stream')
    const { diagnostics } = await refusalOf(stream.apply(await stream.plan({ config: eventbridgeStream() })))
    expect(diagnostics.map(({ summary }) => summary)).toEqual(['Missing credentials'])
  })
})

describe('provider configuration that cannot be used', () => {
  async function refusedWith(env: Environment, config: ObjectValue = {}) {
    return (await refusalOf((await start(env)).configure(config))).diagnostics
  }

  it('is one diagnostic that says all that is missing and what to set', async () => {
    expect(await refusedWith({})).toEqual([
      expect.objectContaining({
        summary: 'Missing credentials',
        detail: expect.stringMatching(/AUTH0_DOMAIN.*AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET.*AUTH0_API_TOKEN/s),
      }),
    ])
  })

  it.each([
    ['domain', { AUTH0_API_TOKEN: 't' }, /set AUTH0_DOMAIN/],
    ['client secret', { AUTH0_DOMAIN: 'a.example', AUTH0_CLIENT_ID: 'id' }, /No client secret/],
    [
      'signing algorithm',
      { AUTH0_DOMAIN: 'a.example', AUTH0_CLIENT_ID: 'id', AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: 'k' },
      /RS256/,
    ],
  ])('names what is missing (%s)', async (_, env, detail) => {
    expect(await refusedWith(env)).toEqual([expect.objectContaining({ detail: expect.stringMatching(detail) })])
  })

  it.each([
    ['a path in the block', {}, { domain: 'a.example/tenant', api_token: 't' }],
    ['another protocol in the block', {}, { domain: 'ftp://a.example', api_token: 't' }],
    ['another protocol in the environment', { AUTH0_DOMAIN: 'ftp://a.example', AUTH0_API_TOKEN: 't' }, {}],
    ['a blank in the environment', { AUTH0_DOMAIN: 'a b', AUTH0_API_TOKEN: 't' }, {}],
  ])('is refused at the domain for %s', async (_, env, config) => {
    const found = await refusedWith(env, config)
    expect(found.map(({ summary, path }) => [summary, path])).toEqual([['Invalid domain', 'domain']])
  })

  it('is refused when the block has two kinds of credentials', async () => {
    const found = await refusedWith({}, { domain: 'a.example', api_token: 't', client_id: 'id', client_secret: 's' })
    expect(found.map(({ summary, path }) => [path, summary])).toEqual([
      ['client_id', 'Conflicting arguments'],
      ['', 'Conflicting arguments'],
    ])
  })

  function assertion(key: string) {
    return {
      AUTH0_DOMAIN: emulator.domain,
      AUTH0_CLIENT_ID: 'id',
      AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: key,
      AUTH0_CLIENT_ASSERTION_SIGNING_ALG: 'RS256',
    }
  }

  it.each([
    ['is none', () => 'no-key-at-all', 'not PEM text'],
    ['does not suit the algorithm', ellipticKey, 'RS256 needs an RSA key'],
  ])(
    'is refused when the private key %s, without a call, and points to no line that Terraform would quote',
    async (_, keyOf, detail) => {
      const found = await refusedWith(assertion(keyOf()))
      expect([found, emulator.tenant.requests()]).toEqual([
        [
          expect.objectContaining({
            summary: 'Unusable private key',
            path: '',
            detail: expect.stringContaining(detail),
          }),
        ],
        [],
      ])
    },
  )

  it('is refused without a word of the private key', async () => {
    expect(JSON.stringify(await refusedWith(assertion('no-key-at-all')))).not.toContain('no-key-at-all')
  })
})

describe('write-only arguments', () => {
  it('are refused with a way out from a Terraform that would store them', async () => {
    core = await startCore({ env: { ...PLAIN_NETWORK, ...credentialsOf(emulator) }, writeOnlyAllowed: false })
    const authorization = { method: 'bearer', token_wo: 'secret', token_wo_version: 1 }
    const block = { webhook_endpoint: 'https://example.com', webhook_authorization: [authorization] }
    const config = { ...eventbridgeStream(), destination_type: 'webhook', eventbridge_configuration: [] }
    const found = await core.resource('auth0_event_stream').validate({ ...config, webhook_configuration: [block] })
    expect(found.map(({ path, detail }) => [path, detail])).toEqual([
      ['webhook_configuration[0].webhook_authorization[0]', expect.stringContaining('Terraform 1.11')],
    ])
  })
})
