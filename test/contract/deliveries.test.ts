import { itOnEmulator, openTarget, type Target, UNKNOWN_ID, webhook, webhookStream } from './target'

/** Time passes a hundred times as fast on the emulator: four attempts take 70 ms, not 7 s. */
const SPEED = 100

let target: Target
beforeAll(async () => {
  target = await openTarget({ speed: SPEED })
})
afterAll(() => target.close())

const STREAMS = '/api/v2/event-streams'
const UNKNOWN_EVENT = 'evt_1111111111111111111111'

/** A stream to an address at which nobody listens. */
async function createUnreachable(): Promise<string> {
  const destination = webhook({ method: 'bearer', token: 'secret' }, 'https://localhost:1/w/a-path-that-is-rather-long')
  return (await target.call('POST', STREAMS, webhookStream({ destination }))).body.id
}

function sendTest(id: string, event_type = 'user.created') {
  return target.call('POST', `${STREAMS}/${id}/test`, { event_type })
}
async function listDeliveries(id: string, query = '') {
  return (await target.call('GET', `${STREAMS}/${id}/deliveries${query}`)).body
}

/** Waits until so many deliveries have failed. On a real tenant that takes half a minute. */
async function failedDeliveries(id: string, count: number) {
  for (;;) {
    const { deliveries, next } = await listDeliveries(id)
    const failed = deliveries.filter(({ status }: { status: string }) => status === 'failed')
    if (failed.length >= count) return { deliveries: failed, next }
    await new Promise((resolve) => setTimeout(resolve, target.emulator === undefined ? 2_000 : 10))
  }
}

async function createFailed(count = 1) {
  const id = await createUnreachable()
  const eventIds: string[] = []
  for (let sent = 0; sent < count; sent += 1) eventIds.push((await sendTest(id)).body.id)
  return { id, eventIds, ...(await failedDeliveries(id, count)) }
}

describe('a test event', () => {
  it('is answered as a pending delivery', async () => {
    const id = await createUnreachable()
    const { status, body } = await sendTest(id)
    expect([status, Object.keys(body)]).toEqual([
      202,
      ['id', 'event_stream_id', 'event_type', 'status', 'attempts', 'event'],
    ])
    expect(body).toMatchObject({ event_stream_id: id, event_type: 'user.created', status: 'pending', attempts: [] })
    expect(body.id).toMatch(/^evt_[1-9A-HJ-NP-Za-km-z]{22}$/)
  })

  it('has the envelope of CloudEvents with the keys in order', async () => {
    const id = await createUnreachable()
    const { event, ...delivery } = (await sendTest(id, 'user.updated')).body
    const keys = ['specversion', 'id', 'source', 'type', 'time', 'data', 'a0purpose', 'a0stream', 'a0tenant']
    expect(Object.keys(event)).toEqual(keys)
    expect(event).toMatchObject({
      specversion: '1.0',
      id: delivery.id,
      source: expect.stringMatching(/^urn:auth0:/),
      type: 'user.updated',
      a0purpose: 'test',
      a0stream: id,
    })
  })

  it('tells of the user of the catalog', async () => {
    const { body } = await sendTest(await createUnreachable())
    expect(body.event.data.object).toMatchObject({
      user_id: 'auth0|507f1f77bcf86cd799439020',
      email: 'john.doe@gmail.com',
      logins_count: 42,
    })
  })

  it('is refused without a type', async () => {
    const { status, body } = await target.call('POST', `${STREAMS}/${await createUnreachable()}/test`, {})
    expect([status, body.errorCode]).toEqual([400, 'invalid_body'])
  })
})

describe('a delivery that has failed', () => {
  it('lists four attempts with the message cut', async () => {
    const { deliveries, id, eventIds } = await createFailed()
    const [{ attempts, event, ...delivery }] = deliveries
    expect(delivery).toEqual({ id: eventIds[0], event_stream_id: id, event_type: 'user.created', status: 'failed' })
    expect(attempts).toHaveLength(4)
    for (const attempt of attempts) {
      expect(Object.keys(attempt)).toEqual(['status', 'error_message', 'timestamp', 'duration'])
      expect(attempt.error_message).toBe('Post "https://localhost:1/w/a-path-that-is-rather- ...')
    }
    expect(event.a0purpose).toBeUndefined()
  })

  it('is listed with a next, behind which there is nothing', async () => {
    const { id, next } = await createFailed()
    expect(next).toEqual(expect.any(String))
    expect((await listDeliveries(id, `?from=${next}`)).deliveries).toEqual([])
  })

  it('is answered by itself as it is listed', async () => {
    const { id, eventIds, deliveries } = await createFailed()
    expect((await target.call('GET', `${STREAMS}/${id}/deliveries/${eventIds[0]}`)).body).toEqual(deliveries[0])
  })

  it('is redelivered by itself', async () => {
    const { id, eventIds } = await createFailed()
    const { status, body } = await target.call('POST', `${STREAMS}/${id}/redeliver/${eventIds[0]}`)
    const [{ attempts }] = (await failedDeliveries(id, 1)).deliveries
    expect([status, body]).toEqual([202, {}])
    expect(attempts[4]).toEqual({ status: 'retrying', timestamp: expect.any(String) })
  })

  it('is redelivered with all others', async () => {
    const { id } = await createFailed(2)
    const { status, body } = await target.call('POST', `${STREAMS}/${id}/redeliver`, {})
    const { deliveries } = await failedDeliveries(id, 2)
    const counts = deliveries.map(({ attempts }: { attempts: readonly unknown[] }) => attempts.length)
    expect([status, body, counts]).toEqual([202, {}, [9, 9]])
  })

  it('is counted', async () => {
    const { id } = await createFailed()
    const { body } = await target.call('GET', `${STREAMS}/${id}/stats`)
    expect(Object.keys(body)).toEqual(['id', 'name', 'window', 'buckets', 'metrics'])
    expect(body.metrics).toMatchObject([{ window_total: 0 }, { window_total: 1 }])
    expect(body.metrics[1].data).toHaveLength(body.buckets.length)
  })
})

describe('what is not there', () => {
  it.each([
    ['POST', '/test', { event_type: 'user.created' }],
    ['GET', '/deliveries', undefined],
    ['GET', `/deliveries/${UNKNOWN_EVENT}`, undefined],
    ['POST', '/redeliver', {}],
    ['POST', `/redeliver/${UNKNOWN_EVENT}`, undefined],
    ['GET', '/stats', undefined],
  ])('is a stream: %s %s', async (method, path, body) => {
    const answer = await target.call(method, `${STREAMS}/${UNKNOWN_ID}${path}`, body)
    expect([answer.status, answer.body.message]).toEqual([404, 'The requested stream does not exist.'])
  })

  it.each([
    ['GET', 'deliveries'],
    ['POST', 'redeliver'],
  ])('is an event of a stream: %s %s', async (method, path) => {
    const id = await createUnreachable()
    expect((await target.call(method, `${STREAMS}/${id}/${path}/${UNKNOWN_EVENT}`)).status).toBe(404)
  })

  it('is a failure in a stream without events', async () => {
    expect(await listDeliveries(await createUnreachable())).toEqual({ deliveries: [] })
  })

  it('is a malformed stream', async () => {
    const { status, body } = await target.call('GET', `${STREAMS}/est_short/deliveries`)
    expect([status, body.errorCode]).toEqual([400, 'invalid_uri'])
  })
})

describe('the scopes of deliveries', () => {
  const cases = [
    ['POST', 'test', 'update:event_streams'],
    ['GET', 'deliveries', 'read:event_streams,read:event_deliveries'],
    ['GET', `deliveries/${UNKNOWN_EVENT}`, 'read:event_deliveries'],
    ['POST', 'redeliver', 'update:event_deliveries'],
    ['POST', `redeliver/${UNKNOWN_EVENT}`, 'update:event_deliveries'],
    ['GET', 'stats', 'read:event_streams,read:event_deliveries'],
  ] as const

  for (const [method, path, scopes] of cases) {
    itOnEmulator(`are asked for: ${method} ${path}`, 'a real client has the scopes it has', async () => {
      const narrow = await openTarget({ client: { scopes: ['read:actions'] } })
      const { status, body } = await narrow.call(method, `${STREAMS}/${UNKNOWN_ID}/${path}`)
      await narrow.close()
      expect([status, body.message]).toEqual([403, `Insufficient scope, expected any of: ${scopes}`])
    })
  }
})
