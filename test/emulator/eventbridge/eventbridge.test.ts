import { createSteppedClock } from '../../../emulator/clock'
import type { TenantOptions } from '../../../emulator/index'
import { STREAMS, tenantKit, webhookStream } from '../tenant-kit'

const DAY_MS = 86_400_000
const CONFIGURATION = { aws_account_id: '123456789012', aws_region: 'us-east-1' }

/** A tenant with a stream to EventBridge, and a way to let an event happen and run its course. */
async function eventBridgeKit(options: TenantOptions = {}) {
  const clock = createSteppedClock(Date.UTC(2026, 0, 1))
  const { tenant, call } = tenantKit({ clock, ...options })
  const destination = { type: 'eventbridge', configuration: CONFIGURATION }
  const { body: stream } = await call('POST', STREAMS, webhookStream({ destination }))
  async function happen() {
    const event = tenant.publish({ type: 'user.created', object: { user_id: 'auth0|1' } })
    await clock.advance(7_000)
    return event
  }
  const source: string = stream.destination.configuration.aws_partner_event_source
  function outcomes() {
    return tenant.deliveries(stream.id).map(({ status, attempts }) => [status, attempts.length])
  }
  function control(method: string, path: string) {
    return call(method, `/__emulator/eventbridge/${path}`)
  }
  return { tenant, call, clock, stream, source, happen, outcomes, control }
}

describe('a partner event source', () => {
  it('is pending for two weeks from its creation', async () => {
    const { tenant, stream, source } = await eventBridgeKit()
    expect(tenant.partnerSource(stream.id)).toEqual({
      event_stream_id: stream.id,
      name: source,
      account: '123456789012',
      region: 'us-east-1',
      state: 'PENDING',
      expires_at: '2026-01-15T00:00:00.000Z',
      delivered: 0,
      dropped: 0,
    })
  })

  it('takes events while it is pending, drops and counts them', async () => {
    const { tenant, stream, happen, outcomes } = await eventBridgeKit()
    await happen()
    expect(outcomes()).toEqual([['success', 1]])
    expect(tenant.partnerSource(stream.id)).toMatchObject({ delivered: 0, dropped: 1 })
    expect(tenant.eventBridgeEvents(stream.id)).toEqual([])
  })

  it('fails deliveries while it is pending in mode failure', async () => {
    const { tenant, stream, happen, outcomes } = await eventBridgeKit({ modes: { pendingEventBridge: 'failure' } })
    await happen()
    expect(outcomes()).toEqual([['failed', 4]])
    expect(tenant.partnerSource(stream.id)?.dropped).toBe(4)
  })

  it('brings events in the envelope of EventBridge once it is associated', async () => {
    const { control, stream, source, happen, outcomes } = await eventBridgeKit()
    await control('POST', `${stream.id}/associate`)
    const { event } = await happen()
    const { body } = await control('GET', `${stream.id}/events`)
    expect(outcomes()).toEqual([['success', 1]])
    expect(body).toEqual([
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        'detail-type': 'user.created',
        source,
        account: '123456789012',
        time: '2026-01-01T00:00:00Z',
        region: 'us-east-1',
        resources: [],
        detail: expect.objectContaining({ id: event.id, type: 'user.created', a0stream: stream.id }),
      },
    ])
  })

  it('is pending again, for another two weeks, when its event bus is gone', async () => {
    const { tenant, clock, stream, happen } = await eventBridgeKit()
    tenant.associatePartnerSource(stream.id)
    await clock.advance(30 * DAY_MS)
    tenant.dissociatePartnerSource(stream.id)
    await happen()
    expect(tenant.partnerSource(stream.id)).toMatchObject({
      state: 'PENDING',
      expires_at: '2026-02-14T00:00:00.000Z',
      dropped: 1,
    })
  })

  it.each([
    ['two weeks', {}, 14],
    ['as long as the option says', { eventBridgePendingDays: 2 }, 2],
  ])('that is pending for %s is deleted, and deliveries fail', async (_name, options, days) => {
    const { tenant, clock, stream, happen, outcomes } = await eventBridgeKit(options)
    await clock.advance(days * DAY_MS - 1)
    const before = tenant.partnerSource(stream.id)?.state
    await clock.advance(1)
    await happen()
    expect([before, tenant.partnerSource(stream.id)?.state]).toEqual(['PENDING', 'DELETED'])
    expect(outcomes()).toEqual([['failed', 4]])
  })

  it('that is deleted stays deleted', async () => {
    const { control, stream } = await eventBridgeKit()
    const deleted = await control('DELETE', stream.id)
    const associated = await control('POST', `${stream.id}/associate`)
    expect([deleted.body.state, associated.status]).toEqual(['DELETED', 404])
  })

  it('can be named by its own name', async () => {
    const { control, source } = await eventBridgeKit()
    const { body } = await control('POST', `${encodeURIComponent(source)}/associate`)
    expect(body).toMatchObject({ name: source, state: 'ACTIVE' })
  })

  it('keeps the latest thousand events', async () => {
    const { tenant, clock, stream } = await eventBridgeKit()
    tenant.associatePartnerSource(stream.id)
    for (let n = 1; n <= 1_002; n += 1) tenant.publish({ type: 'user.created', object: { n } })
    await clock.advance(0)
    const events = tenant.eventBridgeEvents(stream.id) ?? []
    const numbers = events.map(({ detail }) => detail.data.object['n'])
    expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([1_000, 3, 1_002])
  })

  it('is gone with its stream', async () => {
    const { tenant, call, control, stream } = await eventBridgeKit()
    tenant.associatePartnerSource(stream.id)
    await call('DELETE', `${STREAMS}/${stream.id}`)
    expect([(await control('GET', stream.id)).status, tenant.partnerSources()]).toEqual([404, []])
  })

  it('is none of a webhook stream', async () => {
    const { call, control } = await eventBridgeKit()
    const { body } = await call('POST', STREAMS, webhookStream({ name: 'webhook' }))
    expect((await control('POST', `${body.id}/associate`)).status).toBe(404)
  })
})
