import type { Auth0Event, EventMessage } from '../../../provider/management'
import { errorOf, openTenant } from './shipped-client'

/** The next events of a subscription. */
async function take(messages: AsyncGenerator<EventMessage>, count: number): Promise<EventMessage[]> {
  const taken: EventMessage[] = []
  while (taken.length < count) {
    const { value, done } = await messages.next()
    if (done === true) break
    taken.push(value)
  }
  return taken
}

function usersOf(messages: readonly { event: Auth0Event }[]) {
  return messages.map(({ event }) => event.data.object['user_id'])
}

describe('the events of a tenant', () => {
  /** Publishes once the subscription is open: without a place it begins with what happens next. */
  async function publishing(kit: Awaited<ReturnType<typeof openTenant>>, ...users: readonly string[]) {
    async function isOpen() {
      const answer = await fetch(`${kit.emulator.url}/__emulator/event-connections`)
      return ((await answer.json()) as { open: number }).open > 0
    }
    while (!(await isOpen())) await new Promise((resolve) => setTimeout(resolve, 5))
    for (const user_id of users) kit.tenant.publish({ type: 'user.created', object: { user_id } })
  }

  it('come in as they happen', async () => {
    const kit = await openTenant()
    const messages = kit.client.events.subscribe()
    const taken = take(messages, 2)
    await publishing(kit, 'a', 'b')
    expect(usersOf(await taken)).toEqual(['a', 'b'])
    await messages.return(undefined)
  })

  it('are chosen by type', async () => {
    const kit = await openTenant()
    const messages = kit.client.events.subscribe({ event_types: ['user.created', 'user.deleted'] })
    const taken = take(messages, 2)
    await publishing(kit, 'a')
    kit.tenant.publish({ type: 'user.updated', object: { user_id: 'no' } })
    kit.tenant.publish({ type: 'user.deleted', object: { user_id: 'b' } })
    expect(usersOf(await taken)).toEqual(['a', 'b'])
    await messages.return(undefined)
  })

  it('go on behind an offset that was kept', async () => {
    const kit = await openTenant()
    const first = kit.client.events.subscribe()
    const taken = take(first, 1)
    await publishing(kit, 'a', 'b', 'c')
    const [{ offset = '' } = {}] = await taken
    await first.return(undefined)
    const second = kit.client.events.subscribe({ from: offset })
    expect(usersOf(await take(second, 2))).toEqual(['b', 'c'])
    await second.return(undefined)
  })

  it('go on behind the last one when the connection is ended by an error', async () => {
    const kit = await openTenant()
    const messages = kit.client.events.subscribe()
    const before = take(messages, 1)
    await publishing(kit, 'a')
    await before
    const after = take(messages, 2)
    await fetch(`${kit.emulator.url}/__emulator/event-connections/error`, {
      method: 'POST',
      body: JSON.stringify({ code: 'connection_timeout' }),
    })
    for (const user_id of ['b', 'c']) kit.tenant.publish({ type: 'user.created', object: { user_id } })
    expect(usersOf(await after)).toEqual(['b', 'c'])
    await messages.return(undefined)
  })

  it('are refused for an offset that is none, and for a place that is given twice', async () => {
    const { client } = await openTenant()
    expect(await errorOf(client.events.subscribe({ from: 'nowhere' }).next())).toMatchObject({
      kind: 'http',
      status: 400,
    })
    const twice = client.events.subscribe({ from: 'a', from_timestamp: new Date() }).next()
    expect(await errorOf(twice)).toMatchObject({ kind: 'usage', reason: 'from and from_timestamp exclude each other' })
  })

  it('end with the signal, and with the client', async () => {
    const kit = await openTenant()
    const controller = new AbortController()
    const aborted = kit.client.events.subscribe({}, { signal: controller.signal }).next()
    const closed = errorOf(kit.client.events.subscribe().next())
    await publishing(kit)
    controller.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    await kit.client.close()
    expect(await closed).toMatchObject({ kind: 'usage', reason: 'the Management API client is closed' })
  })

  it('are given up when nobody answers', async () => {
    const { emulator, client } = await openTenant()
    await client.eventStreams.list()
    await emulator.close()
    const messages = client.events.subscribe({}, { maxReconnects: 0 })
    expect(await errorOf(messages.next())).toMatchObject({ kind: 'network' })
  })
})
