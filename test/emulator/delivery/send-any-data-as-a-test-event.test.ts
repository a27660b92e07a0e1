import { tenantKit, webhookStream } from '../tenant-kit'

describe('a test event with data of the caller', () => {
  it.each([{ foo: 1 }, { object: 'text' }, { object: { user_id: 'auth0|1', multifactor: ['sms'] } }, {}])(
    'is listed among the deliveries as it was sent, but for what Auth0 leaves out: %j',
    async (data) => {
      const { call, tenant } = tenantKit({ modes: { shownDeliveries: 'all' } })
      const { body: stream } = await call('POST', '/api/v2/event-streams', webhookStream())
      await call('POST', `/api/v2/event-streams/${stream.id}/test`, { event_type: 'user.created', data })
      const { status, body } = await call('GET', `/api/v2/event-streams/${stream.id}/deliveries`)
      const shown = 'object' in data && typeof data.object === 'object' ? { object: { user_id: 'auth0|1' } } : data
      expect([status, body.deliveries[0].event.data]).toEqual([200, shown])
      tenant.close()
    },
  )
})
