import { inspect } from 'node:util'
import type { ManagementClient } from '../../../provider/management'
import { closing, createManagementClient, errorOf, openTenant } from './shipped-client'

/** A stream whose handler cannot be reached, so that every delivery fails at once. */
async function failingStream(client: ManagementClient) {
  return client.eventStreams.create({
    name: 'users',
    subscriptions: [{ event_type: 'user.created' }],
    destination: {
      type: 'webhook',
      configuration: {
        webhook_endpoint: 'https://127.0.0.1:9/',
        webhook_authorization: { method: 'bearer', token: 'webhook-token' },
      },
    },
  })
}

async function withFailures(users: readonly string[]) {
  const kit = await openTenant({ speed: 10_000 })
  const stream = await failingStream(kit.client)
  for (const user_id of users) kit.tenant.publish({ type: 'user.created', object: { user_id } })
  while (kit.tenant.failures(stream.id).total < users.length) await new Promise((resolve) => setTimeout(resolve, 10))
  return { ...kit, stream }
}

describe('the deliveries of a stream', () => {
  it('are listed page by page, each with its attempts and its event', async () => {
    const { client, stream } = await withFailures(['a', 'b', 'c'])
    const pages: number[] = []
    const users: unknown[] = []
    for await (const page of client.deliveries.pages(stream.id, { take: 2 })) {
      pages.push(page.deliveries.length)
      users.push(...page.deliveries.map(({ event }) => event.data.object['user_id']))
    }
    expect([pages, users]).toEqual([
      [2, 1],
      ['a', 'b', 'c'],
    ])
    const [first] = (await client.deliveries.list(stream.id, { take: 1 })).deliveries
    expect(first).toMatchObject({ event_stream_id: stream.id, event_type: 'user.created', status: 'failed' })
    expect(first?.attempts).toHaveLength(4)
    expect(first?.attempts[0]).toMatchObject({ status: 'failed', error_message: expect.any(String) })
    expect(await client.deliveries.get(stream.id, first?.id ?? '')).toEqual(first)
  })

  it.each([
    [{ event_types: ['user.deleted'] }, 0],
    [{ event_types: ['user.deleted', 'user.created'] }, 2],
    [{ statuses: ['failed'] }, 2],
    [{ date_from: new Date('2999-01-01T00:00:00.123Z') }, 0],
    [{ date_to: '2999-01-01T00:00:00Z' }, 2],
  ])('are filtered by %j', async (filter, count) => {
    const { client, stream } = await withFailures(['a', 'b'])
    expect((await client.deliveries.list(stream.id, filter)).deliveries).toHaveLength(count)
  })

  it('are redelivered, one or all', async () => {
    const { client, stream, tenant } = await withFailures(['a', 'b'])
    const [first] = (await client.deliveries.list(stream.id)).deliveries
    function rounds() {
      return tenant
        .deliveries(stream.id)
        .map(({ attempts }) => attempts.filter(({ status }) => status === 'retrying').length)
    }
    await client.deliveries.redeliver(stream.id, first?.id ?? '')
    expect(rounds()).toEqual([1, 0])
    while (tenant.failures(stream.id).total < 2) await new Promise((resolve) => setTimeout(resolve, 10))
    await client.deliveries.redeliverMany(stream.id, {
      event_types: ['user.created'],
      date_to: new Date(Date.now() + 1e12),
    })
    expect(rounds()).toEqual([2, 1])
  })

  it('are counted', async () => {
    const { client, stream } = await withFailures(['a', 'b'])
    const stats = await client.deliveries.stats(stream.id)
    const failed = stats.metrics.find(({ name }) => name === 'auth0.event_streams.failed_deliveries')
    expect([stats.id, failed?.window_total, failed?.data.length]).toEqual([stream.id, 2, stats.buckets.length])
  })

  it('begin with a test event when one is sent', async () => {
    const { client } = await openTenant()
    const stream = await failingStream(client)
    const delivery = await client.deliveries.test(stream.id, {
      event_type: 'user.created',
      data: { object: { mine: true } },
    })
    expect(delivery).toMatchObject({
      status: 'pending',
      event: { a0purpose: 'test', data: { object: { mine: true } } },
    })
  })

  it('of a stream that is gone are an error that says so', async () => {
    const { client } = await openTenant()
    const error = await errorOf(client.deliveries.list('est_8of6RXoM1997qikH7NS11h'))
    expect(error).toMatchObject({ kind: 'http', status: 404, fromAuth0: true, mayHaveBeenApplied: false })
    expect(error.message).toContain('Cannot list the deliveries of event stream est_8of6RXoM1997qikH7NS11h')
  })
})

describe('actions', () => {
  const code = 'exports.onExecuteEventStream = async () => {}'
  const body = { name: 'handler', supported_triggers: [{ id: 'event-stream' }], code }

  it('are created, changed, deployed, listed and deleted', async () => {
    const { client } = await openTenant()
    const created = await client.actions.create({ ...body, secrets: [{ name: 'KEY', value: 'the value' }] })
    expect(created).toMatchObject({ name: 'handler', secrets: [{ name: 'KEY' }], all_changes_deployed: false })
    const version = await client.actions.deploy(created.id)
    expect(version).toMatchObject({ number: 1, deployed: false })
    expect((await client.actions.get(created.id)).deployed_version?.deployed).toBe(true)
    expect((await client.actions.update(created.id, { name: 'renamed' })).name).toBe('renamed')
    expect((await client.actions.list({ actionName: 'renamed' })).actions).toMatchObject([{ id: created.id }])
    await client.actions.delete(created.id)
    expect(await errorOf(client.actions.get(created.id))).toMatchObject({ status: 404 })
  })

  it('come in pages', async () => {
    const { client, tenant } = await openTenant()
    for (const name of ['a', 'b', 'c']) tenant.addAction({ name })
    const pages: string[][] = []
    for await (const { actions } of client.actions.pages({ per_page: 2 })) pages.push(actions.map(({ name }) => name))
    expect(pages).toEqual([['a', 'b'], ['c']])
  })

  it('are kept while a stream uses them, unless forced', async () => {
    const { client } = await openTenant()
    const { id } = await client.actions.create({ ...body, deploy: true })
    const destination = { type: 'action', configuration: { action_id: id } } as const
    await client.eventStreams.create({ name: 'a', subscriptions: [{ event_type: 'user.created' }], destination })
    expect(await errorOf(client.actions.delete(id))).toMatchObject({ status: 409 })
    await client.actions.delete(id, { force: true })
  })

  it('show no secret in an error nor in the log', async () => {
    const { emulator } = await openTenant()
    const entries: unknown[] = []
    const client = createManagementClient({
      domain: emulator.domain,
      credentials: { kind: 'token', token: emulator.apiToken },
      env: {},
      log: (entry) => entries.push(entry),
      logBodies: true,
    })
    closing.push(client)
    const secrets = [
      { name: 'KEY', value: 'the secret value' },
      { name: 'PIN', value: '12' },
    ]
    const error = await errorOf(client.actions.create({ ...body, secrets, runtime: 'the secret value' }))
    expect(error.message).not.toContain('the secret value')
    expect(JSON.stringify(entries)).toContain('handler')
    expect(JSON.stringify(entries)).not.toMatch(/the secret value|"12"/)
  })
})

describe('a call that cannot be meant', () => {
  const bad: [string, (client: ManagementClient) => Promise<unknown>][] = [
    ['a stream without an id', (client) => client.eventStreams.get('')],
    ['a stream with the id of a folder', (client) => client.eventStreams.update('..', { name: 'a' })],
    ['a stream with an id that is none', (client) => client.eventStreams.delete(undefined as never)],
    ['deliveries of no stream', (client) => client.deliveries.list('')],
    ['pages of no stream', (client) => client.deliveries.pages('').next()],
    ['a delivery of no event', (client) => client.deliveries.get('est_1', '')],
    ['an action without an id', (client) => client.actions.deploy('.')],
  ]

  it.each(bad)('is a ManagementError: %s', async (_, call) => {
    const { client, tenant } = await openTenant()
    expect(await errorOf(call(client))).toMatchObject({ kind: 'usage', mayHaveBeenApplied: false })
    expect(tenant.requests()).toEqual([])
  })

  const bodies: [string, (client: ManagementClient) => Promise<unknown>][] = [
    ['no stream', (client) => client.eventStreams.create(undefined as never)],
    ['a stream without a destination', (client) => client.eventStreams.create({ name: 'a' } as never)],
    ['an Action without an id', (client) => client.eventStreams.create({ destination: { type: 'action' } } as never)],
    ['no changes', (client) => client.eventStreams.update('est_1', null as never)],
    ['no test event', (client) => client.deliveries.test('est_1', undefined as never)],
    ['no action', (client) => client.actions.create(undefined as never)],
    ['a number that JSON has not', (client) => client.eventStreams.create({ name: 5n } as never)],
    ['a circle', (client) => client.eventStreams.update('est_1', circle as never)],
  ]
  const circle: { self?: unknown } = {}
  circle.self = circle

  it.each(bodies)('is a ManagementError with a body that JavaScript lets through: %s', async (_, call) => {
    const { client } = await openTenant()
    expect(['usage', 'http']).toContain((await errorOf(call(client))).kind)
  })

  it('is printed by its name', async () => {
    const { client } = await openTenant()
    const error = await errorOf(client.eventStreams.get(''))
    expect(inspect(error)).toMatch(/^ManagementError: Cannot read event stream/)
  })

  const calls: [string, (client: ManagementClient) => Promise<unknown>][] = [
    ['a list', (client) => client.eventStreams.list()],
    ['pages', (client) => client.eventStreams.pages().next()],
    ['a read', (client) => client.eventStreams.get('est_1')],
    ['a create', (client) => failingStream(client)],
    ['an update', (client) => client.eventStreams.update('est_1', {})],
    ['a deletion', (client) => client.eventStreams.delete('est_1')],
    ['deliveries', (client) => client.deliveries.list('est_1')],
    ['a redelivery', (client) => client.deliveries.redeliverMany('est_1')],
    ['an action', (client) => client.actions.get('a')],
    ['events', (client) => client.events.subscribe().next()],
  ]

  it.each(calls)('is a ManagementError after the client was closed: %s', async (_, call) => {
    const { client } = await openTenant()
    await client.close()
    expect(await errorOf(call(client))).toMatchObject({ kind: 'usage', reason: 'the Management API client is closed' })
  })
})
