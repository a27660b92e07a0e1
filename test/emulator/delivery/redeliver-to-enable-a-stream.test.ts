import { STREAMS } from '../tenant-kit'
import { closeAll, deliveryKit, handlerKit } from './delivery-kit'

afterEach(closeAll)

/** A stream that Auth0 would have disabled for its failures, and whose handler works again. */
async function disabledKit(users: readonly string[]) {
  const handler = await handlerKit()
  const kit = deliveryKit({ deliveries: { totalFailureLimit: 3 } })
  const id = await kit.addStream(handler.url)
  handler.reply(...users.map(() => 400))
  await kit.happen(...users)
  handler.reply(204)
  async function status() {
    return (await kit.call('GET', `${STREAMS}/${id}`)).body.status
  }
  function enable() {
    return kit.call('PATCH', `${STREAMS}/${id}`, { status: 'enabled' })
  }
  async function redeliver(path = '', body: object = {}) {
    const answer = await kit.call('POST', `${STREAMS}/${id}/redeliver${path}`, body as never)
    await kit.clock.advance(0)
    return answer.status
  }
  return { ...kit, id, status, enable, redeliver }
}

describe('a stream that is disabled because too many deliveries have failed', () => {
  it('is enabled again once all are redelivered', async () => {
    const { status, enable, redeliver } = await disabledKit(['a', 'b', 'c'])
    expect([await status(), (await enable()).status]).toEqual(['disabled', 400])
    expect([await redeliver(), (await enable()).status, await status()]).toEqual([202, 200, 'enabled'])
  })

  it('is enabled again once one is redelivered, which is enough', async () => {
    const { listFailed, id, enable, redeliver } = await disabledKit(['a', 'b', 'c'])
    const [{ id: event }] = (await listFailed(id)).deliveries
    expect([await redeliver(`/${event}`), (await enable()).status]).toEqual([202, 200])
  })
})

describe('a stream that was disabled by hand', () => {
  it('redelivers what had failed before', async () => {
    const { call, id, redeliver, listFailed } = await disabledKit(['a', 'b'])
    await call('PATCH', `${STREAMS}/${id}`, { status: 'disabled' })
    expect([await redeliver(), (await listFailed(id)).deliveries]).toEqual([202, []])
  })
})
