import { STREAMS } from '../tenant-kit'
import { closeAll, deliveryKit, handlerKit } from './delivery-kit'

afterEach(closeAll)

const DAY_MS = 86_400_000

async function kitWithStream() {
  const handler = await handlerKit()
  const kit = deliveryKit()
  const id = await kit.addStream(handler.url)
  async function stats(query = '') {
    return (await kit.call('GET', `${STREAMS}/${id}/stats${query}`)).body
  }
  return { ...kit, handler, id, stats }
}

describe('the statistics of a stream', () => {
  it('have the recorded shape: fourteen days back from this hour, by the day', async () => {
    const { stats, id, clock, happen, handler } = await kitWithStream()
    await happen('a')
    await clock.advance(2 * DAY_MS)
    handler.reply(204, 400)
    await happen('b', 'c', 'd')
    const zeros = Array.from({ length: 12 }, () => 0)
    expect(await stats()).toEqual({
      id,
      name: `to ${handler.url}`,
      window: {
        date_from: '2025-12-21T03:00:00.000Z',
        date_to: '2026-01-04T04:00:00.000Z',
        bucket_interval: { scale_factor: 86400 },
      },
      buckets: Array.from({ length: 15 }, (_, day) => new Date(Date.parse('2025-12-21') + day * DAY_MS).toISOString()),
      metrics: [
        { name: 'auth0.event_streams.successful_deliveries', window_total: 2, type: 'sum', data: [...zeros, 1, 0, 1] },
        { name: 'auth0.event_streams.failed_deliveries', window_total: 2, type: 'sum', data: [...zeros, 0, 0, 2] },
      ],
    })
  })

  it('go by the hour in a short window, as recorded', async () => {
    const { stats, happen } = await kitWithStream()
    await happen('a')
    const { window, buckets, metrics } = await stats(
      '?date_from=2026-01-02T08:38:29%2B05:30&date_to=2026-01-02T08:58:29%2B05:30',
    )
    const hour = '2026-01-02T03:00:00.000Z'
    expect(window).toEqual({ date_from: hour, date_to: hour, bucket_interval: { scale_factor: 3600 } })
    expect([buckets, metrics[0].data]).toEqual([[hour], [1]])
  })

  it('count a delivery that is redelivered in vain twice', async () => {
    const { stats, happen, handler, call, id, clock } = await kitWithStream()
    handler.reply(400)
    await happen('a')
    await call('POST', `${STREAMS}/${id}/redeliver`, {})
    await clock.advance(0)
    expect((await stats()).metrics[1].window_total).toBe(2)
  })

  it('leave out what lies outside of the window', async () => {
    const { stats, happen, clock } = await kitWithStream()
    await happen('a')
    await clock.advance(20 * DAY_MS)
    expect((await stats()).metrics[0].window_total).toBe(0)
    expect((await stats('?date_from=2026-01-01T00:00:00Z')).metrics[0].window_total).toBe(1)
  })

  it.each(['date_from=yesterday', 'date_from=0001-01-01T00:00:00Z', 'bucket=1'])('refuse %s', async (query) => {
    const { call, id } = await kitWithStream()
    expect((await call('GET', `${STREAMS}/${id}/stats?${query}`)).status).toBe(400)
  })

  it('are empty for a window that ends before it begins', async () => {
    const { stats } = await kitWithStream()
    const { buckets } = await stats('?date_from=2026-01-02T00:00:00Z&date_to=2026-01-01T00:00:00Z')
    expect(buckets).toEqual([])
  })
})
