import { STREAMS, tenantKit, webhookDestination, webhookStream } from '../tenant-kit'

const withoutSecret = { destination: webhookDestination({ method: 'bearer' }) }
const TWICE = { subscriptions: [{ event_type: 'user.created' }, { event_type: 'user.created' }] }

async function streamWith(modes: Parameters<typeof tenantKit>[0] = {}) {
  const kit = tenantKit(modes)
  const { body } = await kit.call('POST', STREAMS, webhookStream())
  return { ...kit, id: body.id as string }
}

describe('a webhook changed without its secret', () => {
  it('is refused by default', async () => {
    const { call, id } = await streamWith()
    const { status, body } = await call('PATCH', `${STREAMS}/${id}`, withoutSecret)
    expect([status, body.message]).toEqual([400, expect.stringContaining('Missing required property: token')])
  })

  it('keeps the stored secret in mode keep', async () => {
    const { call, tenant, id } = await streamWith({ modes: { webhookPatchWithoutSecret: 'keep' } })
    const { status } = await call('PATCH', `${STREAMS}/${id}`, withoutSecret)
    expect([status, tenant.secrets(id)]).toEqual([200, { token: 'first-token' }])
  })

  it('is refused in mode keep when the method changes', async () => {
    const { call, id } = await streamWith({ modes: { webhookPatchWithoutSecret: 'keep' } })
    const destination = webhookDestination({ method: 'basic', username: 'me' })
    const { status } = await call('PATCH', `${STREAMS}/${id}`, { destination })
    expect(status).toBe(400)
  })
})

describe('subscriptions', () => {
  it.each([
    ['keep', TWICE.subscriptions],
    ['dedupe', [{ event_type: 'user.created' }]],
  ] as const)('named twice are answered as mode %s says', async (duplicateSubscriptions, answered) => {
    const { call } = tenantKit({ modes: { duplicateSubscriptions } })
    const { body } = await call('POST', STREAMS, webhookStream(TWICE))
    expect(body.subscriptions).toEqual(answered)
  })

  it('named twice are refused in mode reject', async () => {
    const { call } = tenantKit({ modes: { duplicateSubscriptions: 'reject' } })
    const { body } = await call('POST', STREAMS, webhookStream(TWICE))
    expect(body.message).toContain("'Array items are not unique (indexes 0 and 1)' on property subscriptions")
  })

  it.each([
    ['reject', 400],
    ['accept', 201],
  ] as const)('to unknown events end in mode %s with %i', async (unknownEventTypes, expected) => {
    const { call } = tenantKit({ modes: { unknownEventTypes } })
    const { status } = await call('POST', STREAMS, webhookStream({ subscriptions: [{ event_type: 'user.craeted' }] }))
    expect(status).toBe(expected)
  })

  it.each([
    ['accept', 200],
    ['reject', 400],
  ] as const)('emptied by a change end in mode %s with %i', async (emptySubscriptionsOnPatch, expected) => {
    const { call, id } = await streamWith({ modes: { emptySubscriptionsOnPatch } })
    const { status } = await call('PATCH', `${STREAMS}/${id}`, { subscriptions: [] })
    expect(status).toBe(expected)
  })
})

describe('a stream', () => {
  it.each([
    ['accept', 201],
    ['reject', 400],
  ] as const)('with nothing but a destination ends in mode %s with %i', async (bareCreate, expected) => {
    const { call } = tenantKit({ modes: { bareCreate } })
    const { status } = await call('POST', STREAMS, { destination: webhookStream()['destination'] ?? null })
    expect(status).toBe(expected)
  })

  it.each([
    ['case-sensitive', 201],
    ['case-insensitive', 409],
  ] as const)('whose name differs in case only ends with %s names in %i', async (nameUniqueness, expected) => {
    const { call } = await streamWith({ modes: { nameUniqueness } })
    const { status } = await call('POST', STREAMS, webhookStream({ name: 'USERS' }))
    expect(status).toBe(expected)
  })

  it.each([
    ['on', 404],
    ['off', 200],
  ] as const)('deleted with cascade %s leaves its action answering %i', async (cascadeDeleteAction, expected) => {
    const { call, tenant } = tenantKit({ modes: { cascadeDeleteAction } })
    const action_id = String(tenant.addAction()['id'])
    const destination = { type: 'action', configuration: { action_id } }
    const { body } = await call('POST', STREAMS, webhookStream({ destination }))
    await call('DELETE', `${STREAMS}/${body.id}`)
    expect((await call('GET', `/api/v2/actions/actions/${action_id}`)).status).toBe(expected)
  })

  it.each([
    ['reject', 400],
    ['accept', 201],
  ] as const)('that shares its action ends in mode %s with %i', async (sharedAction, expected) => {
    const { call, tenant } = tenantKit({ modes: { sharedAction } })
    const destination = { type: 'action', configuration: { action_id: String(tenant.addAction()['id']) } }
    await call('POST', STREAMS, webhookStream({ destination }))
    const { status } = await call('POST', STREAMS, webhookStream({ name: 'second', destination }))
    expect(status).toBe(expected)
  })
})

describe('an action that two streams share', () => {
  it('stays until the second one is deleted', async () => {
    const { call, tenant } = tenantKit({ modes: { sharedAction: 'accept' } })
    const action_id = String(tenant.addAction()['id'])
    const destination = { type: 'action', configuration: { action_id } }
    const statuses: number[] = []
    const { body: first } = await call('POST', STREAMS, webhookStream({ destination }))
    const { body: second } = await call('POST', STREAMS, webhookStream({ name: 'second', destination }))
    for (const { id } of [first, second]) {
      await call('DELETE', `${STREAMS}/${id}`)
      statuses.push((await call('GET', `/api/v2/actions/actions/${action_id}`)).status)
    }
    expect(statuses).toEqual([200, 404])
  })
})

describe('the rest of the open questions', () => {
  it.each([
    ['reject', 409],
    ['accept', 204],
  ] as const)('deleting a bound action ends in mode %s with %i', async (deleteBoundAction, expected) => {
    const { call, tenant } = tenantKit({ modes: { deleteBoundAction } })
    const action_id = String(tenant.addAction()['id'])
    await call('POST', STREAMS, webhookStream({ destination: { type: 'action', configuration: { action_id } } }))
    expect((await call('DELETE', `/api/v2/actions/actions/${action_id}`)).status).toBe(expected)
  })

  it.each([
    ['reject', 400],
    ['ignore', 200],
  ] as const)('an undeclared query parameter ends in mode %s with %i', async (unknownQueryParameters, expected) => {
    const { call } = tenantKit({ modes: { unknownQueryParameters } })
    expect((await call('GET', `${STREAMS}?color=red`)).status).toBe(expected)
  })
})
