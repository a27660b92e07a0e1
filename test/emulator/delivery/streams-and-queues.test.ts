import { STREAMS } from '../tenant-kit'
import { closeAll, deliveryKit, handlerKit, streamBody, until, usersOf } from './delivery-kit'

afterEach(closeAll)

async function kitWithStream(options: Parameters<typeof deliveryKit>[0] = {}) {
  const handler = await handlerKit()
  const kit = deliveryKit(options)
  const id = await kit.addStream(handler.url)
  function patch(body: Parameters<typeof kit.call>[2]) {
    return kit.call('PATCH', `${STREAMS}/${id}`, body)
  }
  return { ...kit, handler, id, patch }
}

describe('a stream', () => {
  it('gets the events of the types it subscribes to', async () => {
    const { tenant, handler, clock } = await kitWithStream()
    for (const type of ['user.created', 'user.updated', 'made.up']) tenant.publish({ type, object: { user_id: type } })
    await clock.advance(0)
    expect(usersOf(handler)).toEqual(['user.created'])
  })

  it('gets an event once when it subscribes to its type twice', async () => {
    const { patch, happen, handler } = await kitWithStream()
    await patch({ subscriptions: [{ event_type: 'user.created' }, { event_type: 'user.created' }] })
    await happen('a')
    expect(usersOf(handler)).toEqual(['a'])
  })

  it('gets the types of a changed subscription from then on', async () => {
    const { patch, happen, handler } = await kitWithStream()
    await happen('a')
    await patch({ subscriptions: [{ event_type: 'user.deleted' }] })
    await happen('b')
    await patch({ subscriptions: [{ event_type: 'user.created' }] })
    await happen('c')
    expect(usersOf(handler)).toEqual(['a', 'c'])
  })

  it('gets nothing of what happens while it is disabled', async () => {
    const { patch, happen, handler, clock, tenant } = await kitWithStream()
    await patch({ status: 'disabled' })
    await happen('a')
    await patch({ status: 'enabled' })
    await clock.advance(60_000)
    expect([handler.calls, tenant.deliveries()]).toEqual([[], []])
  })

  it('calls its new endpoint from the next attempt on', async () => {
    const { tenant, id, happen, handler, clock } = await kitWithStream()
    const other = await handlerKit()
    handler.reply(500)
    await happen('a')
    tenant.changeEventStream(id, { destination: { configuration: { webhook_endpoint: other.url } } })
    await clock.advance(1_000)
    expect([handler.calls.length, other.calls.length]).toEqual([1, 1])
  })
})

describe('a stream that is disabled with events in its queue', () => {
  it('fails them, each with the reason', async () => {
    const { patch, happen, handler, clock, id, listFailed } = await kitWithStream()
    handler.reply(500)
    await happen('a', 'b')
    await patch({ status: 'disabled' })
    await clock.advance(1_000)
    const { deliveries } = await listFailed(id)
    expect(handler.calls).toHaveLength(1)
    expect(
      deliveries.map((one: { attempts: readonly { error_message: string }[] }) => one.attempts.at(-1)?.error_message),
    ).toEqual(['The event stream is disabled', 'The event stream is disabled'])
  })

  it('holds them in mode hold until it is enabled', async () => {
    const { patch, happen, handler, clock } = await kitWithStream({ modes: { pendingWhenDisabled: 'hold' } })
    handler.reply(500, 204)
    await happen('a', 'b')
    await patch({ status: 'disabled' })
    await clock.advance(60_000)
    const whileDisabled = usersOf(handler)
    await patch({ status: 'enabled' })
    await clock.advance(1_000)
    expect([whileDisabled, usersOf(handler)]).toEqual([['a'], ['a', 'a', 'b']])
  })
})

describe('a stream that is deleted', () => {
  it('takes its queue along', async () => {
    const { call, happen, handler, clock, id, tenant } = await kitWithStream()
    handler.reply(500)
    await happen('a', 'b')
    await call('DELETE', `${STREAMS}/${id}`)
    await clock.advance(60_000)
    expect([handler.calls.length, tenant.deliveries()]).toEqual([1, []])
  })

  it('breaks off the call that is under way', async () => {
    const { call, happen, handler, id, tenant, clock } = await kitWithStream()
    handler.reply('hang')
    const delivered = happen('a')
    await until(() => handler.calls.length > 0)
    await call('DELETE', `${STREAMS}/${id}`)
    await delivered
    await clock.advance(60_000)
    expect([handler.calls.length, tenant.deliveries()]).toEqual([1, []])
  })
})

describe('a tenant', () => {
  it('sends nothing more after close', async () => {
    const { tenant, happen, handler, clock } = await kitWithStream()
    handler.reply(500)
    await happen('a')
    tenant.close()
    await happen('b')
    await clock.advance(60_000)
    expect(usersOf(handler)).toEqual(['a'])
  })

  it('sends what happens right after a reset to a stream that is there again', async () => {
    const handler = await handlerKit()
    handler.reply('hang', 204)
    const stream = { id: 'est_1111111111111111111111', ...streamBody(handler.url) }
    const { tenant, happen } = deliveryKit({ seed: { event_streams: [stream] } })
    const settled = happen('a')
    await until(() => handler.calls.length > 0)
    tenant.reset()
    await Promise.all([settled, happen('b')])
    expect(usersOf(handler)).toEqual(['a', 'b'])
  })

  it('sends nothing more after a reset', async () => {
    const { tenant, happen, handler, clock } = await kitWithStream()
    handler.reply(500)
    await happen('a', 'b')
    tenant.reset()
    await clock.advance(60_000)
    expect([handler.calls.length, tenant.deliveries()]).toEqual([1, []])
  })
})
