import type { TenantOptions } from '../../../emulator/index'
import { STREAMS } from '../tenant-kit'
import { closeAll, deliveryKit, handlerKit, usersOf } from './delivery-kit'

afterEach(closeAll)

async function failedKit(options: TenantOptions = {}, ...users: readonly string[]) {
  const handler = await handlerKit()
  handler.reply(400)
  const kit = deliveryKit(options)
  const id = await kit.addStream(handler.url)
  for (const user of users) {
    await kit.happen(user)
    await kit.clock.advance(60_000)
  }
  const eventIds = handler.calls.map(({ event }) => event.id)
  handler.calls.length = 0
  async function redeliver(which = '', body?: Parameters<typeof kit.call>[2]) {
    const answer = await kit.call('POST', `${STREAMS}/${id}/redeliver${which}`, body)
    await kit.clock.advance(0)
    return answer
  }
  return { ...kit, handler, id, eventIds, redeliver }
}

describe('a failed delivery that is redelivered', () => {
  it('is marked, tried afresh and listed with all its attempts', async () => {
    const { redeliver, eventIds, clock, listFailed, id, handler } = await failedKit({}, 'a')
    handler.reply(500)
    await redeliver(`/${eventIds[0]}`)
    await clock.advance(7_000)
    const [{ status, attempts }] = (await listFailed(id)).deliveries
    const statuses = attempts.map((attempt: { status: string }) => attempt.status)
    expect([status, statuses]).toEqual(['failed', ['failed', 'retrying', 'failed', 'failed', 'failed', 'failed']])
    expect(attempts[1]).toEqual({ status: 'retrying', timestamp: '2026-01-02T03:05:05.000Z' })
  })

  it('is gone from the list once it is delivered', async () => {
    const { redeliver, eventIds, listFailed, id, handler } = await failedKit({}, 'a', 'b')
    handler.reply(204)
    await redeliver(`/${eventIds[0]}`)
    const left = (await listFailed(id)).deliveries.map((delivery: { id: string }) => delivery.id)
    expect([usersOf(handler), left]).toEqual([['a'], [eventIds[1]]])
  })

  it('stays listed as pending while it is tried', async () => {
    const { redeliver, eventIds, listFailed, id, handler } = await failedKit({}, 'a')
    handler.reply(500)
    await redeliver(`/${eventIds[0]}`)
    expect((await listFailed(id)).deliveries).toMatchObject([{ id: eventIds[0], status: 'pending' }])
  })

  it('goes behind what already waits', async () => {
    const { redeliver, eventIds, happen, handler, clock } = await failedKit({}, 'a')
    handler.reply(500, 204)
    await happen('b', 'c')
    await redeliver(`/${eventIds[0]}`)
    await clock.advance(1_000)
    expect(usersOf(handler)).toEqual(['b', 'b', 'c', 'a'])
  })

  it('cannot be redelivered again before it has failed again', async () => {
    const { redeliver, eventIds, handler } = await failedKit({}, 'a')
    handler.reply(500)
    await redeliver(`/${eventIds[0]}`)
    expect((await redeliver(`/${eventIds[0]}`)).status).toBe(409)
  })

  it('is refused while its stream is disabled, in that mode', async () => {
    const { redeliver, eventIds, call, id, tenant } = await failedKit({}, 'a')
    tenant.setModes({ redeliverWhenDisabled: 'reject' })
    await call('PATCH', `${STREAMS}/${id}`, { status: 'disabled' })
    expect([(await redeliver(`/${eventIds[0]}`)).status, (await redeliver('', {})).status]).toEqual([409, 409])
  })
})

describe('a redelivery of many', () => {
  it.each([
    ['everything', {}, ['a', 'b', 'c']],
    ['everything without a body', undefined, ['a', 'b', 'c']],
    ['a type', { event_types: ['user.created'] }, ['a', 'b', 'c']],
    ['another type', { event_types: ['user.deleted'] }, []],
    ['a status', { statuses: ['failed'] }, ['a', 'b', 'c']],
    ['another status', { statuses: ['success'] }, []],
    ['from a date on', { date_from: '2026-01-02T03:05:05Z' }, ['b', 'c']],
    ['up to a date', { date_to: '2026-01-02T03:06:05Z' }, ['a', 'b']],
    ['all of that', { event_types: ['user.created'], date_from: '2026-01-02T03:06:05Z' }, ['c']],
  ])('by %s means those that fit', async (_name, body, expected) => {
    const { redeliver, handler } = await failedKit({}, 'a', 'b', 'c')
    const { status, body: answer } = await redeliver('', body)
    expect([status, answer, usersOf(handler)]).toEqual([202, {}, expected])
  })

  it.each([{ status: 'failed' }, { statuses: ['lost'] }, { event_types: 'user.created' }, { date_from: 'yesterday' }])(
    'refuses %j',
    async (body) => {
      const { redeliver } = await failedKit()
      expect((await redeliver('', body)).status).toBe(400)
    },
  )
})
