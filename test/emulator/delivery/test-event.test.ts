import { EVENT_TYPES } from '../../../emulator/events/event-types'
import { STREAMS } from '../tenant-kit'
import { closeAll, deliveryKit, handlerKit } from './delivery-kit'

afterEach(closeAll)

async function kitWithStream(options: Parameters<typeof deliveryKit>[0] = {}) {
  const handler = await handlerKit()
  const kit = deliveryKit(options)
  const id = await kit.addStream(handler.url)
  function sendTest(body: Parameters<typeof kit.call>[2]) {
    return kit.call('POST', `${STREAMS}/${id}/test`, body)
  }
  return { ...kit, handler, id, sendTest }
}

describe('a test event', () => {
  it('is delivered as it was answered', async () => {
    const { sendTest, handler, clock } = await kitWithStream()
    const { body } = await sendTest({ event_type: 'user.created' })
    await clock.advance(0)
    expect(handler.calls[0]?.event).toEqual(body.event)
    expect(body.event).toMatchObject({
      a0purpose: 'test',
      data: { object: { user_id: 'auth0|507f1f77bcf86cd799439020' } },
    })
  })

  it('goes to its stream alone and not into the feed', async () => {
    const { sendTest, addStream, clock, tenant } = await kitWithStream()
    const other = await handlerKit()
    await addStream(other.url)
    await sendTest({ event_type: 'user.created' })
    await clock.advance(0)
    const { offset } = tenant.publish({ type: 'made.up', object: {} })
    expect([other.calls, offset]).toEqual([[], 1])
  })

  it('carries the data that it is given', async () => {
    const { sendTest, handler, clock } = await kitWithStream()
    const data = { object: { user_id: 'mine' }, anything: [1] }
    await sendTest({ event_type: 'user.created', data })
    await clock.advance(0)
    expect(handler.calls[0]?.event.data).toEqual(data)
  })

  it.each(EVENT_TYPES)('of type %s has data', async (event_type) => {
    const { sendTest } = await kitWithStream()
    const { status, body } = await sendTest({ event_type })
    expect([status, Object.keys(body.event.data.object).length > 0]).toEqual([202, true])
  })

  it.each([{}, { event_type: 'user.craeted' }, { event_type: 'user.created', data: 'text' }, { type: 'user.created' }])(
    'is refused with the body %j',
    async (body) => {
      const { sendTest } = await kitWithStream()
      expect((await sendTest(body)).status).toBe(400)
    },
  )

  it.each([
    ['accept', 202],
    ['reject', 400],
  ] as const)('of a type that is not subscribed to ends in mode %s with %i', async (testUnsubscribedType, expected) => {
    const { sendTest } = await kitWithStream({ modes: { testUnsubscribedType } })
    expect((await sendTest({ event_type: 'user.deleted' })).status).toBe(expected)
  })

  it.each([
    ['accept', 202, ['The event stream is disabled']],
    ['reject', 409, []],
  ] as const)('for a disabled stream ends in mode %s with %i', async (testDisabledStream, expected, messages) => {
    const { sendTest, call, id, handler, clock, tenant } = await kitWithStream({ modes: { testDisabledStream } })
    await call('PATCH', `${STREAMS}/${id}`, { status: 'disabled' })
    const { status } = await sendTest({ event_type: 'user.created' })
    await clock.advance(0)
    const failed = tenant.deliveries().map(({ attempts }) => attempts[0]?.error_message)
    expect([status, failed, handler.calls]).toEqual([expected, messages, []])
  })
})
