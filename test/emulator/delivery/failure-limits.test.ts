import type { TenantOptions } from '../../../emulator/index'
import { STREAMS } from '../tenant-kit'
import { closeAll, deliveryKit, handlerKit } from './delivery-kit'

afterEach(closeAll)

function users(count: number, label = 'u') {
  return Array.from({ length: count }, (_, index) => `${label}${index}`)
}

async function failingKit(options: TenantOptions = {}) {
  const handler = await handlerKit()
  handler.reply(400)
  const kit = deliveryKit(options)
  const id = await kit.addStream(handler.url)
  async function status() {
    return (await kit.call('GET', `${STREAMS}/${id}`)).body.status
  }
  function enable() {
    return kit.call('PATCH', `${STREAMS}/${id}`, { status: 'enabled' })
  }
  return { ...kit, handler, id, status, enable }
}

describe('a stream whose deliveries fail in a row', () => {
  it('is disabled by the five hundredth', async () => {
    const { happen, status } = await failingKit()
    await happen(...users(499))
    const before = await status()
    await happen('last')
    expect([before, await status()]).toEqual(['enabled', 'disabled'])
  })

  it('shows its disabling as a change', async () => {
    const { happen, call, id } = await failingKit({ deliveries: { consecutiveFailureLimit: 1 } })
    await happen('a')
    const { body } = await call('GET', `${STREAMS}/${id}`)
    expect(body.updated_at > body.created_at).toBe(true)
  })

  it('stays enabled when one between succeeds', async () => {
    const { happen, status, handler, tenant, id } = await failingKit({ deliveries: { consecutiveFailureLimit: 3 } })
    handler.reply(400, 400, 204, 400)
    await happen(...users(5))
    expect([await status(), tenant.failures(id)]).toEqual(['enabled', { consecutive: 2, total: 4 }])
  })

  it('counts deliveries, not attempts', async () => {
    const { happen, status, handler, clock } = await failingKit({ deliveries: { consecutiveFailureLimit: 2 } })
    handler.reply(500)
    await happen('a')
    await clock.advance(7_000)
    expect(await status()).toBe('enabled')
  })

  it('has as many tries again once it is enabled', async () => {
    const { happen, status, enable } = await failingKit({ deliveries: { consecutiveFailureLimit: 2 } })
    await happen('a', 'b')
    await enable()
    await happen('c')
    const afterOne = await status()
    await happen('d')
    expect([afterOne, await status()]).toEqual(['enabled', 'disabled'])
  })
})

describe('a stream with too many failed deliveries in all', () => {
  const deliveries = { totalFailureLimit: 3 }

  it('is disabled, although others succeed between', async () => {
    const { happen, status, handler } = await failingKit({ deliveries })
    handler.reply(400, 204, 400, 204, 400)
    await happen(...users(4))
    const before = await status()
    await happen('last')
    expect([before, await status()]).toEqual(['enabled', 'disabled'])
  })

  it.each([
    ['bad-request', 400],
    ['conflict', 409],
  ] as const)('cannot be enabled, in mode %s with %i', async (enableWhenFailing, expected) => {
    const { happen, status, enable } = await failingKit({ deliveries, modes: { enableWhenFailing } })
    await happen(...users(3))
    const { status: answered, body } = await enable()
    expect([answered, await status()]).toEqual([expected, 'disabled'])
    expect(body.message).toContain('3 failed deliveries')
  })

  it('can still change otherwise', async () => {
    const { happen, call, id } = await failingKit({ deliveries })
    await happen(...users(3))
    expect((await call('PATCH', `${STREAMS}/${id}`, { name: 'renamed', status: 'disabled' })).status).toBe(200)
  })

  it('can be enabled once enough have been redelivered', async () => {
    const { happen, call, id, handler, clock, enable } = await failingKit({ deliveries })
    await happen(...users(3))
    handler.reply(204)
    await call('POST', `${STREAMS}/${id}/redeliver`, {})
    await clock.advance(0)
    expect((await enable()).status).toBe(200)
  })

  it('can be enabled once they have expired, after fourteen days', async () => {
    const { happen, clock, enable } = await failingKit({ deliveries })
    await happen(...users(3))
    await clock.advance(14 * 86_400_000)
    const onTheLastDay = (await enable()).status
    await clock.advance(1)
    expect([onTheLastDay, (await enable()).status]).toEqual([400, 200])
  })
})
