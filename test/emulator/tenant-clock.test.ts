import { STREAMS, tenantKit, webhookStream } from './tenant-kit'

const ACTIONS = '/api/v2/actions/actions'
const action = { name: 'a', supported_triggers: [{ id: 'event-stream', version: 'v1' }] }

describe('a tenant whose clock stands still', () => {
  it('moves updated_at all the same, a millisecond for each change', async () => {
    const { call } = tenantKit({ clock: () => 0 })
    const { body } = await call('POST', STREAMS, webhookStream())
    await call('PATCH', `${STREAMS}/${body.id}`, {})
    const { body: changed } = await call('PATCH', `${STREAMS}/${body.id}`, {})
    expect([body.updated_at, changed.updated_at]).toEqual(['1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.002Z'])
  })

  it('refuses to deploy an action that is never built', async () => {
    const { call } = tenantKit({ clock: () => 0 })
    const { body } = await call('POST', ACTIONS, action)
    const { status } = await call('POST', `${ACTIONS}/${body.id}/deploy`)
    expect(status).toBe(400)
  })
})

describe('a tenant whose clock is stepped', () => {
  it('builds the version of an action that was created to be deployed with the action', async () => {
    let nowMs = 0
    const { call } = tenantKit({ clock: () => nowMs, actionDelayMs: 100 })
    const { body } = await call('POST', ACTIONS, { ...action, deploy: true })
    async function deployedAt(timeMs: number) {
      nowMs = timeMs
      return (await call('GET', `${ACTIONS}/${body.id}`)).body.deployed_version.status
    }
    expect([await deployedAt(99), await deployedAt(100)]).toEqual(['building', 'built'])
  })

  it('issues tokens that expire when it says', async () => {
    let nowMs = 0
    const { tenant } = tenantKit({ clock: () => nowMs, tokenLifetimeSeconds: 10 })
    const { clientId: client_id, clientSecret: client_secret } = tenant
    const grant = { grant_type: 'client_credentials', client_id, client_secret, audience: 'http://localhost/api/v2/' }
    const issued = await tenant.request('/oauth/token', { method: 'POST', body: new URLSearchParams(grant) })
    const { access_token, expires_in } = (await issued.json()) as { access_token: string; expires_in: number }
    async function statusAt(timeMs: number) {
      nowMs = timeMs
      return (await tenant.request(STREAMS, { headers: { authorization: `Bearer ${access_token}` } })).status
    }
    expect([expires_in, await statusAt(9_999), await statusAt(10_000)]).toEqual([10, 200, 401])
  })
})
