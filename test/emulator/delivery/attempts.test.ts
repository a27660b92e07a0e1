import { STREAMS } from '../tenant-kit'
import { closeAll, deliveryKit, handlerKit, START, until, usersOf } from './delivery-kit'

afterEach(closeAll)

function at(seconds: number) {
  return new Date(Date.parse(START) + seconds * 1000).toISOString()
}

async function kitWithStream() {
  const handler = await handlerKit()
  const kit = deliveryKit()
  return { ...kit, handler, id: await kit.addStream(`${handler.url}/hook`) }
}

describe('an event that a webhook takes', () => {
  it('is sent once and leaves no failed delivery', async () => {
    const { handler, happen, clock, id, listFailed } = await kitWithStream()
    await happen('a')
    await clock.advance(60_000)
    expect([usersOf(handler), await listFailed(id)]).toEqual([['a'], { deliveries: [] }])
  })

  it.each([200, 201, 299])('counts as delivered with status %i', async (status) => {
    const { handler, happen, tenant } = await kitWithStream()
    handler.reply(status)
    await happen('a')
    expect(tenant.deliveries()).toMatchObject([{ status: 'success', attempts: [{ status: 'success' }] }])
  })
})

describe('an event that a webhook does not take', () => {
  it('is tried four times, after 0, 1, 2 and 4 seconds', async () => {
    const { handler, happen, clock } = await kitWithStream()
    handler.reply(500)
    await happen('a')
    async function callsAfter(ms: number) {
      await clock.advance(ms)
      return handler.calls.length
    }
    const counts = [await callsAfter(999), await callsAfter(1), await callsAfter(1_999), await callsAfter(1)]
    expect([...counts, await callsAfter(3_999), await callsAfter(1), await callsAfter(60_000)]).toEqual([
      1, 2, 2, 3, 3, 4, 4,
    ])
  })

  it('is answered with its attempts as recorded traffic has them', async () => {
    const { handler, happen, clock, id, listFailed } = await kitWithStream()
    handler.reply({ status: 503, body: '{"error":"later"}' })
    await happen('a')
    await clock.advance(7_000)
    const [delivery] = (await listFailed(id)).deliveries
    const failed = { status: 'failed', error_message: '503 - {"error":"later"}', duration: expect.any(Number) }
    expect(delivery).toMatchObject({ event_stream_id: id, event_type: 'user.created', status: 'failed' })
    expect(delivery.attempts).toEqual([0, 1, 3, 7].map((seconds) => ({ ...failed, timestamp: at(seconds) })))
    expect(Object.keys(delivery.attempts[0])).toEqual(['status', 'error_message', 'timestamp', 'duration'])
  })

  it.each([400, 404, 429])('is given up at once with status %i', async (status) => {
    const { handler, happen, clock, id, listFailed } = await kitWithStream()
    handler.reply(status)
    await happen('a')
    await clock.advance(60_000)
    expect([handler.calls.length, (await listFailed(id)).deliveries[0].status]).toEqual([1, 'failed'])
  })

  it('is not sent to where a redirect points', async () => {
    const { handler, happen, clock, id, listFailed } = await kitWithStream()
    handler.reply({ status: 307, headers: { location: `${handler.url}/elsewhere` } })
    await happen('a')
    await clock.advance(7_000)
    expect(handler.calls.map(({ path }) => path)).toEqual(['/hook', '/hook', '/hook', '/hook'])
    expect((await listFailed(id)).deliveries[0].attempts[0].error_message).toBe('307 - ')
  })

  it('is delivered by a later attempt', async () => {
    const { handler, happen, clock, tenant, id, listFailed } = await kitWithStream()
    handler.reply(500, 502, 204)
    await happen('a')
    await clock.advance(7_000)
    expect(handler.calls).toHaveLength(3)
    expect(tenant.deliveries()[0]).toMatchObject({ status: 'success' })
    expect(await listFailed(id)).toEqual({ deliveries: [] })
  })

  it('is not listed while there are attempts left', async () => {
    const { handler, happen, clock, id, call, listFailed } = await kitWithStream()
    handler.reply(500)
    await happen('a')
    await clock.advance(6_999)
    const eventId = handler.calls[0]?.event.id
    expect(await listFailed(id)).toEqual({ deliveries: [] })
    expect((await call('GET', `${STREAMS}/${id}/deliveries/${eventId}`)).status).toBe(404)
  })
})

describe('the events of a stream', () => {
  it('go out one at a time, in order, and wait for one that is tried again', async () => {
    const { handler, happen, clock } = await kitWithStream()
    handler.reply(500, 500, 204)
    await happen('a', 'b', 'c')
    await clock.advance(2_999)
    expect(usersOf(handler)).toEqual(['a', 'a'])
    await clock.advance(1)
    expect(usersOf(handler)).toEqual(['a', 'a', 'a', 'b', 'c'])
  })

  it('do not wait for those of another stream', async () => {
    const { handler, happen, addStream } = await kitWithStream()
    const other = await handlerKit()
    await addStream(other.url)
    handler.reply(500)
    await happen('a', 'b')
    expect([usersOf(handler), usersOf(other)]).toEqual([['a'], ['a', 'b']])
  })

  it('wait while one has not been answered', async () => {
    const { handler, happen, tenant } = await kitWithStream()
    handler.reply('hang')
    const settled = happen('a', 'b')
    await until(() => handler.calls.length > 0)
    const waiting = tenant.deliveries().map(({ status, attempts }) => [status, attempts.length])
    tenant.close()
    await settled
    expect([usersOf(handler), waiting]).toEqual([
      ['a'],
      [
        ['pending', 0],
        ['pending', 0],
      ],
    ])
  })
})
