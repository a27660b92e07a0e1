import { toCreateBody, toUpdateBody } from '../../../../provider/resources/event-stream/request'
import { eventStream } from '../../../../schema/auth0/index'
import { UNKNOWN } from '../../../../schema/dsl/index'
import { type Config, config, type Plan, plan, type State, state, webhook } from '../fixtures'

// The same values stand in the plan and in the configuration, where they have other types.
function create(over: object) {
  return toCreateBody(plan(over as Partial<Plan>), config(over as Partial<Config>))
}

function update(prior: Partial<State>, planned: Partial<Plan>, configured: object = planned) {
  return toUpdateBody(
    eventStream,
    state(prior),
    plan({ status: 'enabled', ...planned }),
    config(configured as Partial<Config>),
  )
}

const eventbridge = {
  destination_type: 'eventbridge' as const,
  eventbridge_configuration: [
    { aws_account_id: '123456789012', aws_region: 'us-east-1', aws_partner_event_source: UNKNOWN },
  ],
}
const action = { destination_type: 'action' as const, action_configuration: [{ action_id: 'action-1' }] }

describe('the body of a create', () => {
  it('holds name, subscriptions and destination', () => {
    expect(create({ webhook_configuration: webhook({ token: 'hush' }) })).toEqual({
      name: 'users',
      subscriptions: [{ event_type: 'user.created' }],
      destination: {
        type: 'webhook',
        configuration: {
          webhook_endpoint: 'https://example.com/hook',
          webhook_authorization: { method: 'bearer', token: 'hush' },
        },
      },
    })
  })

  it.each([
    ['a token', { token: 'hush' }, { method: 'bearer', token: 'hush' }],
    [
      'a password',
      { method: 'basic', username: 'u', password: 'hush' },
      { method: 'basic', username: 'u', password: 'hush' },
    ],
    [
      'a header',
      { method: 'custom_header', header_key: 'X-Key', header_value: 'hush' },
      { method: 'custom_header', header_key: 'X-Key', header_value: 'hush' },
    ],
  ] as const)('holds %s', (_, over, authorization) => {
    expect(create({ webhook_configuration: webhook(over) })).toMatchObject({
      destination: { configuration: { webhook_authorization: authorization } },
    })
  })

  it.each([
    [{ token_wo_version: 1 }, { token_wo: 'hush' }, { token: 'hush' }],
    [
      { method: 'basic', username: 'u', password_wo_version: 1 },
      { method: 'basic', username: 'u', password_wo: 'hush' },
      { username: 'u', password: 'hush' },
    ],
    [
      { method: 'custom_header', header_key: 'X', header_value_wo_version: 1 },
      { method: 'custom_header', header_key: 'X', header_value_wo: 'hush' },
      { header_value: 'hush' },
    ],
  ] as const)('takes a write-only secret from the configuration: %j', (planned, written, sent) => {
    const body = toCreateBody(
      plan({ webhook_configuration: webhook(planned) }),
      config({ webhook_configuration: webhook(written) }),
    )
    expect(body).toMatchObject({ destination: { configuration: { webhook_authorization: sent } } })
  })

  it('holds the AWS account and region, not what Auth0 assigns', () => {
    expect(toCreateBody(plan(eventbridge), config()).destination).toEqual({
      type: 'eventbridge',
      configuration: { aws_account_id: '123456789012', aws_region: 'us-east-1' },
    })
  })

  it('holds the id of the Action', () => {
    expect(toCreateBody(plan(action), config()).destination).toEqual({
      type: 'action',
      configuration: { action_id: 'action-1' },
    })
  })

  it('holds a status that is configured', () => {
    expect(create({ ...action, status: 'disabled' }).status).toBe('disabled')
  })

  it('leaves a status out that Auth0 shall decide', () => {
    expect(create({ ...action, status: UNKNOWN })).not.toHaveProperty('status')
  })

  it('names each subscription once, in the order of the configuration', () => {
    const { subscriptions } = create({ ...action, subscriptions: ['b', 'a', 'b'] })
    expect(subscriptions).toEqual([{ event_type: 'b' }, { event_type: 'a' }])
  })

  it('is refused while something configured is unknown', () => {
    expect(() => create({ ...action, name: UNKNOWN })).toThrow('a configured value is unknown at apply')
  })

  it('is refused without the block of the destination', () => {
    expect(() => create({ destination_type: 'action' })).toThrow('the block of the destination is missing')
  })
})

describe('the body of an update', () => {
  const known = { webhook_configuration: webhook({ token: 'hush' }) }

  it.each([
    [{ name: 'new' }, { name: 'new' }],
    [{ status: 'disabled' as const }, { status: 'disabled' }],
    [{ subscriptions: ['b', 'a'] }, { subscriptions: [{ event_type: 'b' }, { event_type: 'a' }] }],
  ])('holds only what changes: %j', (change, body) => {
    expect(update(known, { ...known, ...change })).toEqual(body)
  })

  it('is empty when nothing that is sent changes', () => {
    expect(update(known, known)).toEqual({})
  })

  it('holds the whole destination when the endpoint changes, secret included', () => {
    const [block] = webhook({ token: 'hush' })
    const moved = [{ ...block, webhook_endpoint: 'https://example.com/new' }] as Plan['webhook_configuration']
    expect(update(known, { webhook_configuration: moved })).toEqual({
      destination: {
        type: 'webhook',
        configuration: {
          webhook_endpoint: 'https://example.com/new',
          webhook_authorization: { method: 'bearer', token: 'hush' },
        },
      },
    })
  })

  it.each([
    ['the token', { token: 'hush' }, { token: 'new' }],
    ['the method', { token: 'hush' }, { method: 'basic', username: 'u', password: 'new' }],
    [
      'the user name',
      { method: 'basic', username: 'a', password: 'new' },
      { method: 'basic', username: 'b', password: 'new' },
    ],
  ] as const)('holds the destination when %s changes', (_, before, after) => {
    const body = update(
      { webhook_configuration: webhook(before) as State['webhook_configuration'] },
      { webhook_configuration: webhook(after) },
    )
    expect(JSON.stringify(body)).toContain('new')
  })

  it('sends a write-only secret when its version changes', () => {
    const body = update(
      { webhook_configuration: webhook({ token_wo_version: 1 }) },
      { webhook_configuration: webhook({ token_wo_version: 2 }) },
      { webhook_configuration: webhook({ token_wo: 'hush', token_wo_version: 2 }) },
    )
    expect(body).toMatchObject({ destination: { configuration: { webhook_authorization: { token: 'hush' } } } })
  })

  it('sends no secret when its version stays', () => {
    const same = { webhook_configuration: webhook({ token_wo_version: 1 }) }
    const written = { webhook_configuration: webhook({ token_wo: 'hush', token_wo_version: 1 }) }
    expect(update(same, { ...same, name: 'new' }, written)).toEqual({ name: 'new' })
  })

  it.each([
    ['EventBridge', eventbridge],
    ['an Action', action],
  ])('never holds the destination of %s, which Auth0 refuses', (_, over) => {
    const changed = { ...over, name: 'new' } as Partial<Plan>
    expect(update({ destination_type: over.destination_type }, changed)).toEqual({ name: 'new' })
  })
})
