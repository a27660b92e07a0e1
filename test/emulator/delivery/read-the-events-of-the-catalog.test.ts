import { EVENT_TYPES } from '../../../emulator/events/event-types'
import { connect } from '../events/sse-kit'
import { STREAMS } from '../tenant-kit'
import { closeAll, deliveryKit, handlerKit } from './delivery-kit'

afterEach(closeAll)

/** The strategies that Auth0 publishes payloads of connection events for (SDK for Node 7.1). */
const STRATEGIES = ['ad', 'adfs', 'google-apps', 'oidc', 'okta', 'pingfederate', 'samlp', 'waad']

async function tested(type: string) {
  const handler = await handlerKit()
  const kit = deliveryKit({ tenantName: 'shop' })
  const id = await kit.addStream(handler.url, { subscriptions: [{ event_type: type }] })
  const { status, body } = await kit.call('POST', `${STREAMS}/${id}/test`, { event_type: type })
  await kit.clock.advance(0)
  return { status, body, id, sent: handler.calls[0]?.event }
}

describe('a test event', () => {
  it.each(['connection.created', 'connection.updated', 'connection.deleted'])(
    'of %s is about a connection that makes events',
    async (type) => {
      const { sent } = await tested(type)
      expect(STRATEGIES).toContain(sent?.data.object['strategy'])
      expect(sent?.data.object['options']).toHaveProperty('client_id')
    },
  )

  it('of role.created is about a role', async () => {
    const { status, sent } = await tested('role.created')
    expect([status, sent?.type]).toEqual([202, 'role.created'])
    expect(sent?.data.object).toMatchObject({ id: expect.stringMatching(/^rol_/), name: expect.any(String) })
  })

  it.each(EVENT_TYPES)('of %s names its tenant by id, its stream and its purpose', async (type) => {
    const { sent, id } = await tested(type)
    expect(sent?.data.context).toEqual({ tenant: { id: 'shop' } })
    expect(sent).toMatchObject({ a0stream: id, a0tenant: 'shop', a0purpose: 'test' })
  })
})

describe('an event in the feed of GET /events', () => {
  it('names its tenant and no stream', async () => {
    const { tenant, call, addStream } = deliveryKit()
    await addStream('http://127.0.0.1:9/')
    const client = await connect(tenant)
    await client.soFar()
    await call('POST', '/api/v2/roles', { name: 'admin' })
    const [frame] = await client.soFar()
    await client.close()
    expect(frame?.data.event).toMatchObject({ type: 'role.created', data: { context: { tenant: { id: 'local' } } } })
    expect(Object.keys(frame?.data.event)).not.toContain('a0stream')
  })
})
