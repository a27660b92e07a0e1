import { createClock } from '../../../emulator/clock'
import { createMemoryStorage } from '../../../emulator/storage/storage'
import { STREAMS } from '../tenant-kit'
import { closeAll, deliveryKit, handlerKit, START, until, usersOf } from './delivery-kit'

afterEach(closeAll)

async function kitWithStream() {
  const handler = await handlerKit()
  const kit = deliveryKit()
  return { ...kit, handler, id: await kit.addStream(handler.url) }
}

describe('the controls', () => {
  it('let any event happen', async () => {
    const { call, clock, handler } = await kitWithStream()
    const made = { type: 'user.created', object: { user_id: 'a' }, context: { by: 'hand' }, previous_object: {} }
    const { status, body } = await call('POST', '/__emulator/events', made)
    await clock.advance(0)
    const { type: _type, ...data } = made
    expect([status, body]).toMatchObject([201, { offset: 1, event: { id: handler.calls[0]?.event.id } }])
    expect(handler.calls[0]?.event.data).toEqual(data)
  })

  it.each([{}, [], { type: 'a' }, { type: 1, object: {} }, { type: 'a', object: {}, context: 'b' }])(
    'refuse the event %j',
    async (event) => {
      const { call } = await kitWithStream()
      expect((await call('POST', '/__emulator/events', event)).status).toBe(400)
    },
  )

  it('show deliveries of any outcome, of all streams or one', async () => {
    const { call, handler, happen, addStream } = await kitWithStream()
    const other = await addStream(`${handler.url}/other`)
    handler.reply(204, 400)
    await happen('a')
    async function statuses(query: string) {
      const { body } = await call('GET', `/__emulator/deliveries${query}`)
      return body.map(({ status }: { status: string }) => status)
    }
    expect([await statuses(''), await statuses(`?event_stream_id=${other}`)]).toEqual([
      ['success', 'failed'],
      ['failed'],
    ])
  })

  it('keep as many succeeded deliveries as wanted', async () => {
    const handler = await handlerKit()
    const { addStream, happen, tenant } = deliveryKit({ deliveries: { keptDeliveries: 2 } })
    await addStream(handler.url)
    await happen('a', 'b', 'c')
    expect(tenant.deliveries().map(({ event }) => event.data.object['user_id'])).toEqual(['b', 'c'])
  })

  it('advance a stepped clock and return the time', async () => {
    const { call, handler, happen } = await kitWithStream()
    handler.reply(500)
    await happen('a')
    await call('PUT', '/__emulator/clock', { advanceMs: 3_000 })
    const { body } = await call('GET', '/__emulator/clock')
    expect([handler.calls.length, body]).toEqual([
      3,
      { now: new Date(Date.parse(START) + 3_000).toISOString(), speed: 0 },
    ])
  })

  it('compress the time of a tenant that runs', async () => {
    const handler = await handlerKit()
    const { addStream, call, tenant } = deliveryKit({ clock: createClock() })
    await addStream(handler.url)
    handler.reply(500)
    await call('PUT', '/__emulator/clock', { speed: 1_000 })
    tenant.publish({ type: 'user.created', object: {} })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(handler.calls).toHaveLength(4)
  })

  it.each([{}, { speed: 0 }, { speed: 'fast' }, { advanceMs: -1 }])('refuse the time %j', async (body) => {
    const { call } = await kitWithStream()
    expect((await call('PUT', '/__emulator/clock', body)).status).toBe(400)
  })
})

describe('a tenant made from the storage of an earlier one', () => {
  it('goes on with the queue where that one stopped', async () => {
    const storage = createMemoryStorage()
    const handler = await handlerKit()
    const first = deliveryKit({ storage })
    const id = await first.addStream(handler.url)
    handler.reply(400, 500, 500)
    await first.happen('a', 'b', 'c')
    first.tenant.close()
    handler.reply(204)
    const second = deliveryKit({ storage })
    await second.clock.advance(1_000)
    expect(usersOf(handler)).toEqual(['a', 'b', 'b', 'c'])
    const [failed, delivered] = second.tenant.deliveries(id)
    expect([failed?.status, delivered?.attempts.map(({ status }) => status)]).toEqual(['failed', ['failed', 'success']])
  })

  it('keeps what was redelivered at the end of the queue', async () => {
    const storage = createMemoryStorage()
    const handler = await handlerKit()
    const first = deliveryKit({ storage })
    const id = await first.addStream(handler.url)
    handler.reply(400, 500)
    await first.happen('a', 'b')
    await first.call('POST', `${STREAMS}/${id}/redeliver`, {})
    first.tenant.close()
    handler.reply(204)
    await deliveryKit({ storage }).clock.advance(1_000)
    expect(usersOf(handler)).toEqual(['a', 'b', 'b', 'a'])
  })

  it('keeps counters and the order of events', async () => {
    const storage = createMemoryStorage()
    const handler = await handlerKit()
    const first = deliveryKit({ storage })
    const id = await first.addStream(handler.url)
    handler.reply(400)
    await first.happen('a', 'b')
    first.tenant.close()
    const second = deliveryKit({ storage })
    expect(second.tenant.failures(id)).toEqual({ consecutive: 2, total: 2 })
    expect(second.tenant.publish({ type: 'made.up', object: {} }).offset).toBe(3)
  })

  it('repeats a call that was broken off', async () => {
    const storage = createMemoryStorage()
    const handler = await handlerKit()
    const first = deliveryKit({ storage })
    await first.addStream(handler.url)
    handler.reply('hang')
    const settled = first.happen('a')
    await until(() => handler.calls.length > 0)
    first.tenant.close()
    await settled
    handler.reply(204)
    await deliveryKit({ storage }).clock.advance(0)
    expect(usersOf(handler)).toEqual(['a', 'a'])
  })
})
