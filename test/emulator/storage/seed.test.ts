import { createTenant, parseSeed, type Seed, SeedError } from '../../../emulator/index'
import { STREAMS, tenantKit, webhookStream } from '../tenant-kit'

const STREAM_ID = 'est_8of6RXoM1997qikH7NS11h'
const ACTION_ID = '385db79f-28a4-43d9-909d-6f5511dd6632'
const ACTION = { id: ACTION_ID, name: 'handler', code: '', supported_triggers: [{ id: 'event-stream', version: 'v1' }] }

function faultsOf(load: () => unknown): string[] {
  try {
    load()
  } catch (error) {
    if (error instanceof SeedError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('a tenant with a seed', () => {
  it('holds the streams of the seed with their secrets and ids, in their order', () => {
    const { tenant } = tenantKit({
      seed: { event_streams: [webhookStream({ id: STREAM_ID }), webhookStream({ name: 'b' })] },
    })
    expect(tenant.eventStreams().map(({ name }) => name)).toEqual(['users', 'b'])
    expect(tenant.secrets(STREAM_ID)).toEqual({ token: 'first-token' })
  })

  it('holds deployed actions that its streams can use', async () => {
    const destination = { type: 'action', configuration: { action_id: ACTION_ID } }
    const { tenant, call } = tenantKit({ seed: { actions: [ACTION], event_streams: [webhookStream({ destination })] } })
    expect((await call('GET', `/api/v2/actions/actions/${ACTION_ID}`)).body).toMatchObject({
      all_changes_deployed: true,
    })
    expect(tenant.eventStreams()).toMatchObject([{ destination }])
  })

  it('knows the clients of the seed', async () => {
    const tenant = createTenant({
      seed: { clients: [{ client_id: 'me', client_secret: 'mine', scopes: ['read:users'] }] },
    })
    const form = {
      grant_type: 'client_credentials',
      client_id: 'me',
      client_secret: 'mine',
      audience: 'http://localhost/api/v2/',
    }
    const response = await tenant.request('/oauth/token', { method: 'POST', body: new URLSearchParams(form) })
    expect(await response.json()).toMatchObject({ scope: 'read:users' })
  })

  it('holds users, roles, connections and organizations with their members, as if they had always been there', async () => {
    const people = Array.from({ length: 12 }, (_, at) => String(at))
    const { call } = tenantKit({
      seed: {
        connections: [{ id: 'con_acme', name: 'acme', strategy: 'samlp' }],
        roles: [{ name: 'admin' }],
        users: people.map((user_id) => ({
          user_id,
          email: `${user_id}@example.com`,
          password: 'a password',
          connection: 'Username-Password-Authentication',
        })),
        organizations: [
          {
            id: 'org_acme',
            name: 'acme',
            enabled_connections: [{ connection_id: 'con_acme' }],
            members: people.map((user_id) => `auth0|${user_id}`),
          },
        ],
        event_streams: [webhookStream({ subscriptions: [{ event_type: 'user.created' }] })],
      },
    })
    expect((await call('GET', '/api/v2/users/auth0|7')).body).toMatchObject({ email: '7@example.com' })
    expect((await call('GET', '/api/v2/roles')).body).toMatchObject([{ name: 'admin' }])
    expect((await call('GET', '/api/v2/organizations/org_acme/members')).body).toHaveLength(12)
    expect((await call('GET', '/api/v2/organizations/org_acme/enabled_connections')).body).toMatchObject([
      { connection_id: 'con_acme' },
    ])
    expect((await call('GET', '/__emulator/deliveries')).body).toEqual([])
  })

  it('has it again after a reset', () => {
    const { tenant } = tenantKit({ seed: { event_streams: [webhookStream()] } })
    tenant.deleteEventStream(tenant.eventStreams()[0]?.id ?? '')
    tenant.reset()
    expect(tenant.eventStreams()).toMatchObject([{ name: 'users' }])
  })

  it('numbers what is created later behind it', async () => {
    const { call } = tenantKit({ seed: { event_streams: [webhookStream({ id: STREAM_ID })] } })
    await call('POST', STREAMS, webhookStream({ name: 'later' }))
    const { body } = await call('GET', `${STREAMS}?take=1`)
    expect((await call('GET', `${STREAMS}?take=1&from=${body.next}`)).body.eventStreams).toMatchObject([
      { name: 'later' },
    ])
  })
})

describe('a seed that cannot be loaded', () => {
  it.each<[string, Seed, string[]]>([
    [
      'a missing property and a wrong one',
      { event_streams: [webhookStream(), { name: 7, destination: { type: 'webhook', configuration: {} } }] },
      [
        'event_streams[1].destination.configuration.webhook_endpoint: Missing required property: webhook_endpoint',
        'event_streams[1].destination.configuration.webhook_authorization: Missing required property: webhook_authorization',
        'event_streams[1].name: Expected type string but found type integer',
      ],
    ],
    [
      'faults of several kinds',
      { actions: [{ ...ACTION, name: '' }], clients: [{ client_secret: 'x' }] },
      [
        'clients[0].client_id: Missing required property: client_id',
        'actions[0].name: String is too short (0 chars), minimum 1',
      ],
    ],
    [
      'what only a rule refuses',
      { event_streams: [webhookStream(), webhookStream()] },
      ['event_streams[1]: An event stream with the name "users" already exists.'],
    ],
    [
      'what the rules of a kind refuse',
      { roles: [{ name: 'admin' }, {}] },
      ["roles[1]: Payload validation error: 'Missing required property: name'."],
    ],
  ])('names %s by their paths', (_, seed, faults) => {
    expect(faultsOf(() => createTenant({ seed })).sort()).toEqual(faults.sort())
  })

  it.each([
    ['{"event_streams":', /^not JSON: /],
    ['[]', /^a seed is a JSON object$/],
    ['{"streams":[]}', /^streams: not a kind of a seed; the kinds are clients, .*event_streams/],
    ['{"actions":{}}', /^actions: must be a list$/],
    ['{"actions":[{},1]}', /^actions\[1\]: must be an object$/],
  ])('is refused as text: %s', (text, message) => {
    expect(() => parseSeed(text)).toThrow(message)
  })
})
