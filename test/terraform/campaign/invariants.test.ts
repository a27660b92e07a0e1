import { createTenant, type Tenant } from '../../../emulator/index'
import type { ConfiguredStream } from './configured-stream'
import { findDifferences, findRepeatedCreates } from './invariants'

const ADDRESS = 'auth0_event_stream.users'

function configured(secret: string): ConfiguredStream {
  return {
    label: 'users',
    name: 'users',
    subscriptions: ['user.created'],
    destination: { type: 'webhook', endpoint: 'https://example.com/hook', authorization: { method: 'basic', secret } },
  }
}

const BODY = JSON.stringify({
  name: 'users',
  subscriptions: [{ event_type: 'user.created' }],
  destination: {
    type: 'webhook',
    configuration: {
      webhook_endpoint: 'https://example.com/hook',
      webhook_authorization: { method: 'basic', username: 'auth0', password: 'secret' },
    },
  },
})

async function create(tenant: Tenant): Promise<string> {
  const headers = { authorization: `Bearer ${tenant.apiToken}`, 'content-type': 'application/json' }
  const answer = await tenant.request('/api/v2/event-streams', { method: 'POST', headers, body: BODY })
  return ((await answer.json()) as { id: string }).id
}

describe('what a campaign looks for', () => {
  let tenant: Tenant
  let id: string
  let nowMs = 0
  beforeEach(async () => {
    tenant = createTenant({ clock: () => nowMs })
    id = await create(tenant)
  })
  afterEach(() => tenant.close())

  /** What it says of these streams when the state holds these ids by address. */
  function findFaults(streams: readonly ConfiguredStream[], ids: Readonly<Record<string, string>>) {
    const attributes = Object.fromEntries(Object.entries(ids).map(([address, id]) => [address, { id }]))
    return findDifferences(streams, { state: () => ({ text: '', attributes }) }, tenant)
  }

  it('is content when configuration, state and tenant say the same', () => {
    expect(findFaults([configured('secret')], { [ADDRESS]: id })).toEqual([])
  })

  it('finds an orphan', () => {
    expect(findFaults([], {})).toEqual([`an orphan: ${id} "users" is in no state`])
  })

  it('finds a duplicate', async () => {
    tenant.changeEventStream(id, { name: 'other' })
    const second = await create(tenant)
    tenant.changeEventStream(id, { name: 'users' })
    expect(findFaults([configured('secret')], { [ADDRESS]: id, 'auth0_event_stream.other': second })).toEqual([
      'a duplicate: two streams named "users"',
      'auth0_event_stream.other is in the state, but not in the configuration',
    ])
  })

  it('finds a create that was sent again after it had been applied', async () => {
    expect(findRepeatedCreates(tenant)).toEqual([])
    nowMs += 1
    await create(tenant)
    expect(findRepeatedCreates(tenant)).toEqual([expect.stringContaining('the create of "users" was sent again')])
  })

  it('finds a stream that the tenant lost', () => {
    tenant.deleteEventStream(id)
    const lost = `${ADDRESS} is in the state as ${id}, but not in the tenant`
    expect(findFaults([configured('secret')], { [ADDRESS]: id })).toEqual([lost])
  })

  it('finds a destination that holds another secret', () => {
    const [found = ''] = findFaults([configured('another')], { [ADDRESS]: id })
    expect(found).toMatch(/"password":"secret".* should be .*"password":"another"/)
  })
})
