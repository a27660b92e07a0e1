import { createSession, formatPath, type ObjectValue, silentLogger } from '../../../../provider/framework/index'
import type { EventStream } from '../../../../provider/management/index'
import { eventStreamResource } from '../../../../provider/resources/event-stream/resource'
import { toState } from '../../../../provider/resources/event-stream/state'
import { upgradeEventStream } from '../../../../provider/resources/event-stream/upgrade'
import { createAuth0Provider } from '../../../../provider/resources/index'
import { eventStream } from '../../../../schema/auth0/index'
import { isUnknown, UNKNOWN } from '../../../../schema/dsl/index'
import { proposed } from '../../framework/proposed'
import {
  answered,
  answeredAction,
  answeredEventbridge,
  authorization,
  config,
  type Plan,
  state,
  webhook,
} from '../fixtures'

const session = createSession(createAuth0Provider({ version: '1.0.0', env: {} }), silentLogger)

/** What is planned when the prior state meets a configuration. */
function plan(prior: object | null, over: object) {
  const before = prior as ObjectValue | null
  const configured = config(over) as ObjectValue
  return session.planResourceChange(eventStreamResource, {
    prior: before,
    proposed: proposed(eventStream.body, before, configured),
    config: configured,
  })
}

function replaced(prior: object, over: object) {
  return plan(prior, over).replacements.map(({ path }) => formatPath(path))
}

/** Where the plan differs from the prior state. */
function changed(prior: object, over: object): readonly string[] {
  const before = prior as ObjectValue
  return Object.entries(plan(prior, over).planned ?? {})
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]))
    .map(([name]) => name)
}

function answeredWebhook(webhook_authorization: object): EventStream['destination'] {
  return {
    type: 'webhook',
    configuration: {
      webhook_endpoint: 'https://example.com/hook',
      webhook_authorization: webhook_authorization as { method: 'bearer' },
    },
  }
}

const eventbridge = {
  destination_type: 'eventbridge',
  eventbridge_configuration: [
    { aws_account_id: '123456789012', aws_region: 'us-east-1', aws_partner_event_source: null },
  ],
}
const action = { destination_type: 'action', action_configuration: [{ action_id: 'action-1' }] }
const bearer = { webhook_configuration: webhook({ token: 'hush' }) }

const STREAMS: readonly (readonly [string, object, EventStream['destination']])[] = [
  ['EventBridge', eventbridge, answeredEventbridge],
  ['an Action', action, answeredAction],
  ['a token', bearer, answeredWebhook({ method: 'bearer' })],
  [
    'a write-only token',
    { webhook_configuration: webhook({ token_wo: 'x', token_wo_version: 1 }) },
    answeredWebhook({ method: 'bearer' }),
  ],
  [
    'a password',
    { webhook_configuration: webhook({ method: 'basic', username: 'u', password: 'x' }) },
    answeredWebhook({ method: 'basic', username: 'u' }),
  ],
  [
    'a write-only header',
    {
      webhook_configuration: webhook({
        method: 'custom_header',
        header_key: 'X',
        header_value_wo: 'x',
        header_value_wo_version: 1,
      }),
    },
    answeredWebhook({ method: 'custom_header', header_key: 'X' }),
  ],
  [
    'subscriptions that Auth0 answers otherwise',
    { ...bearer, subscriptions: ['user.created', 'user.created'] },
    answeredWebhook({ method: 'bearer' }),
  ],
]

/** The state after the create of a configuration. */
function created(over: object, destination: EventStream['destination']) {
  return toState(answered({ destination }), plan(null, over).planned as unknown as Plan)
}

describe('a stream that was created', () => {
  it.each(STREAMS)('has nothing left to change, with %s', (_, over, destination) => {
    const prior = created(over, destination)
    expect(plan(prior, over)).toEqual({ planned: prior, replacements: [], diagnostics: [] })
  })

  it.each(STREAMS)('has nothing to change after a refresh, with %s', (_, over, destination) => {
    const refreshed = toState(answered({ destination }), created(over, destination))
    expect(plan(refreshed, over).planned).toEqual(refreshed)
  })

  it.each(STREAMS)('has nothing to change after its state was stored and read, with %s', (_, over, destination) => {
    const prior = upgradeEventStream(created(over, destination) as ObjectValue)
    expect(plan(prior, over).planned).toEqual(prior)
  })

  it.each(STREAMS)('keeps no write-only secret in plan and state, with %s', (_, over, destination) => {
    const { planned } = plan(null, over)
    expect(JSON.stringify([planned, created(over, destination)])).not.toMatch(/_wo":"/)
  })
})

describe('a state of the official provider', () => {
  it('has nothing to change', () => {
    const blank = { username: '', password: '', header_key: '', header_value: '' }
    const zero = { token_wo_version: 0, password_wo_version: 0, header_value_wo_version: 0 }
    const block = authorization({ token: 'hush', ...blank, ...zero })
    const stored = {
      ...state(),
      created_at: '2026-01-16 08:50:33.955 +0000 UTC',
      webhook_configuration: [{ webhook_endpoint: 'https://example.com/hook', webhook_authorization: [block] }],
    }
    const prior = upgradeEventStream(stored as unknown as ObjectValue)
    expect(plan(prior, bearer)).toEqual({ planned: prior, replacements: [], diagnostics: [] })
  })
})

describe('the plan of a stream', () => {
  const prior = { ...state(), ...bearer }

  it.each([
    ['its name', { name: 'new' }, ['name', 'updated_at']],
    ['its status', { status: 'disabled' }, ['status', 'updated_at']],
    ['its subscriptions', { subscriptions: ['user.deleted'] }, ['subscriptions', 'updated_at']],
    ['its secret', { webhook_configuration: webhook({ token: 'new' }) }, ['updated_at', 'webhook_configuration']],
  ])('changes %s and when it was updated, nothing else', (_, over, names) => {
    expect([...changed(prior, { ...bearer, ...over })].sort()).toEqual(names)
  })

  it.each([
    ['another order', ['b', 'a'], ['a', 'b']],
    ['a repetition', ['a', 'b'], ['a', 'b', 'b']],
  ])('does not change for %s of subscriptions', (_, before, after) => {
    expect(changed({ ...prior, subscriptions: before }, { ...bearer, subscriptions: after })).toEqual([])
  })

  it('does not know what Auth0 will decide of a new stream', () => {
    const { planned } = plan(null, eventbridge)
    const unknown = Object.entries(planned ?? {}).filter(([, value]) => isUnknown(value))
    expect(unknown.map(([name]) => name)).toEqual(['id', 'status', 'created_at', 'updated_at'])
  })

  it('does not know the partner event source of a new stream', () => {
    expect(plan(null, eventbridge).planned?.['eventbridge_configuration']).toMatchObject([
      { aws_partner_event_source: UNKNOWN },
    ])
  })

  it('keeps the partner event source over an update', () => {
    const before = created(eventbridge, answeredEventbridge)
    expect(plan(before, { ...eventbridge, name: 'new' }).planned?.['eventbridge_configuration']).toEqual(
      before.eventbridge_configuration,
    )
  })
})

describe('the replacement of a stream', () => {
  const ofAction = created(action, answeredAction)
  const ofEventbridge = created(eventbridge, answeredEventbridge)
  function block(over: object) {
    return {
      ...eventbridge,
      eventbridge_configuration: [{ ...eventbridge.eventbridge_configuration[0], ...over }],
    }
  }

  it.each([
    [
      'another Action',
      ofAction,
      { ...action, action_configuration: [{ action_id: 'action-2' }] },
      ['action_configuration[0].action_id'],
    ],
    [
      'an Action that is not known yet',
      ofAction,
      { ...action, action_configuration: [{ action_id: UNKNOWN }] },
      ['action_configuration[0].action_id'],
    ],
    [
      'another AWS account',
      ofEventbridge,
      block({ aws_account_id: '210987654321' }),
      ['eventbridge_configuration[0].aws_account_id'],
    ],
    [
      'another AWS region',
      ofEventbridge,
      block({ aws_region: 'eu-west-1' }),
      ['eventbridge_configuration[0].aws_region'],
    ],
    ['another destination', ofAction, bearer, ['action_configuration', 'destination_type']],
  ])('is planned for %s', (_, prior, over, paths) => {
    expect([...replaced(prior, over)].sort()).toEqual(paths)
  })

  it('is not planned for another method of a webhook', () => {
    const basic = { webhook_configuration: webhook({ method: 'basic', username: 'u', password: 'x' }) }
    expect(replaced({ ...state(), ...bearer }, basic)).toEqual([])
  })

  it('comes with a warning of what it costs', () => {
    const { diagnostics } = plan(ofAction, { ...action, action_configuration: [{ action_id: 'action-2' }] })
    expect(diagnostics).toMatchObject([
      { severity: 'warning', summary: expect.stringMatching(/^Action of ".*" will be deleted$/) },
    ])
  })
})
