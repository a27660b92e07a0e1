import { isUnknown, type Value } from '../../schema/dsl/index'
import type { ObjectValue } from '../kit/terraform-core'
import {
  AUTHORIZATIONS,
  actionStream,
  bearer,
  bearerWriteOnly,
  eventbridgeStream,
  SECRET,
  webhook,
  webhookStream,
} from './event-stream-config'
import { setStage } from './stage'

const stage = setStage()

function subscribed(...subscriptions: readonly string[]): ObjectValue {
  return webhookStream(undefined, { subscriptions })
}
function moved(authorization: ObjectValue): ObjectValue {
  return {
    webhook_configuration: [webhook(authorization, 'https://example.com/moved')],
  }
}

describe('subscriptions of an event stream', () => {
  it.each([
    ['their order', ['user.updated', 'user.created']],
    ['a repetition', ['user.created', 'user.updated', 'user.created']],
  ])('plan nothing when only %s changes', async (_, subscriptions) => {
    const state = await stage.create(webhookStream())
    expect(await stage.actionOf(state, subscribed(...subscriptions))).toBe('no-op')
  })

  it('are sent without repetitions', async () => {
    await stage.stream.apply(await stage.stream.plan({ config: subscribed('user.created', 'user.created') }))
    expect(stage.sent('POST')[0]?.['subscriptions']).toEqual([{ event_type: 'user.created' }])
  })

  it('plan nothing after a create with repetitions, refreshed or not', async () => {
    const config = subscribed('user.created', 'user.created')
    const state = await stage.create(config)
    expect([await stage.actionOf(state, config), (await stage.stream.read(state)).state]).toEqual(['no-op', state])
  })

  it('are sent alone and as a whole when one is added', async () => {
    const state = await stage.create(webhookStream())
    await stage.change(state, subscribed('user.created', 'user.updated', 'user.deleted'))
    expect(stage.sent('PATCH')).toEqual([
      { subscriptions: ['user.created', 'user.updated', 'user.deleted'].map((event_type) => ({ event_type })) },
    ])
  })

  it('plan nothing after one is added in the middle', async () => {
    const config = subscribed('user.created', 'user.deleted', 'user.updated')
    const state = await stage.change(await stage.create(webhookStream()), config)
    expect(await stage.actionOf(state, config)).toBe('no-op')
  })
})

describe('a secret that stays as it is', () => {
  it.each(AUTHORIZATIONS)('is not sent when subscriptions change (%s)', async (_, authorization) => {
    const state = await stage.create(webhookStream(authorization))
    await stage.change(state, webhookStream(authorization, { name: 'people', subscriptions: ['user.deleted'] }))
    expect(JSON.stringify(stage.sent('PATCH'))).not.toContain(SECRET)
  })

  it('plans nothing when a write-only token changes and its version does not', async () => {
    const state = await stage.create(webhookStream(bearerWriteOnly(1)))
    expect(await stage.actionOf(state, webhookStream(bearerWriteOnly(1, 'another')))).toBe('no-op')
  })

  it.each(AUTHORIZATIONS)('goes along when the endpoint changes (%s)', async (_, authorization) => {
    const state = await stage.create(webhookStream(authorization))
    await stage.change(state, webhookStream(authorization, moved(authorization)))
    expect(Object.values(stage.tenant.secrets(state.id) ?? {})).toEqual([SECRET])
  })

  it.each(AUTHORIZATIONS)('plans nothing after the endpoint has changed (%s)', async (_, authorization) => {
    const config = webhookStream(authorization, moved(authorization))
    const state = await stage.change(await stage.create(webhookStream(authorization)), config)
    expect(await stage.actionOf(state, config)).toBe('no-op')
  })
})

describe('a secret that changes', () => {
  function authorizationSent() {
    return stage
      .sent('PATCH')
      .map(({ destination }) => JSON.stringify(destination).match(/"webhook_authorization":(\{.*?\})/)?.[1])
  }

  it.each([
    ['a token', bearer('rotated')],
    ['a write-only token whose version rises', bearerWriteOnly(2, 'rotated')],
  ])('is sent once (%s)', async (_, authorization) => {
    const before = 'token' in authorization ? bearer() : bearerWriteOnly(1)
    await stage.change(await stage.create(webhookStream(before)), webhookStream(authorization))
    expect(authorizationSent()).toEqual(['{"method":"bearer","token":"rotated"}'])
  })

  it('plans nothing afterwards', async () => {
    const state = await stage.change(
      await stage.create(webhookStream(bearerWriteOnly(1))),
      webhookStream(bearerWriteOnly(2)),
    )
    expect(await stage.actionOf(state, webhookStream(bearerWriteOnly(2)))).toBe('no-op')
  })

  it.each([
    ['out of the state', bearer(), bearerWriteOnly()],
    ['into the state', bearerWriteOnly(), bearer()],
  ])('moves %s, and nothing is planned afterwards', async (_, before, after) => {
    const state = await stage.change(await stage.create(webhookStream(before)), webhookStream(after))
    expect(await stage.actionOf(state, webhookStream(after))).toBe('no-op')
  })

  it.each(AUTHORIZATIONS)('is sent with its method when another was used before (%s)', async (_, authorization) => {
    const method = authorization['method'] === 'basic' ? bearer() : { method: 'basic', username: 'u', password: 'p' }
    const state = await stage.change(await stage.create(webhookStream(method)), webhookStream(authorization))
    const after = await stage.actionOf(state, webhookStream(authorization))
    expect([Object.values(stage.tenant.secrets(state.id) ?? {}), after]).toEqual([[SECRET], 'no-op'])
  })
})

describe('the plan of an update', () => {
  async function plannedFor(before: ObjectValue, after: ObjectValue) {
    const prior = await stage.create(before)
    return { prior, planned: (await stage.stream.plan({ prior, config: after })).planned as ObjectValue }
  }
  function namesOfUnknown(value: ObjectValue): string[] {
    return Object.entries(value).flatMap(([name, member]) => (isUnknown(member as Value) ? [name] : []))
  }

  it.each([
    ['a rename', webhookStream(undefined, { name: 'people' })],
    ['a new subscription', subscribed('user.created', 'user.updated', 'user.deleted')],
    ['another status', webhookStream(undefined, { status: 'disabled' })],
    ['another endpoint', webhookStream(undefined, moved(bearer()))],
  ])('leaves updated_at alone unknown for %s', async (_, after) => {
    const { planned } = await plannedFor(webhookStream(), after)
    expect(namesOfUnknown(planned)).toEqual(['updated_at'])
  })

  it('keeps the partner event source of EventBridge', async () => {
    const { prior, planned } = await plannedFor(eventbridgeStream(), eventbridgeStream({}, { name: 'people' }))
    expect(planned['eventbridge_configuration']).toEqual(prior.eventbridge_configuration)
  })

  it('keeps the action of an Action stream', async () => {
    stage.tenant.addAction({ id: 'act-1' })
    const { prior, planned } = await plannedFor(actionStream('act-1'), actionStream('act-1', { name: 'people' }))
    expect(planned['action_configuration']).toEqual(prior.action_configuration)
  })
})

describe('a version that differs only beyond the precision of a double', () => {
  const [before, after] = [2n ** 53n + 1n, 2n ** 53n + 2n]

  it('is in the state as it is, and plans nothing', async () => {
    const state = await stage.create(webhookStream(bearerWriteOnly(before)))
    const [webhookState] = state.webhook_configuration
    expect([
      String(webhookState?.webhook_authorization[0]?.token_wo_version),
      (await stage.stream.read(state)).state,
      await stage.actionOf(state, webhookStream(bearerWriteOnly(before))),
    ]).toEqual([String(before), state, 'no-op'])
  })

  it('sends the secret when it goes up by one', async () => {
    const state = await stage.create(webhookStream(bearerWriteOnly(before)))
    await stage.change(state, webhookStream(bearerWriteOnly(after, 'rotated')))
    expect(stage.tenant.secrets(state.id)).toEqual({ token: 'rotated' })
  })
})
