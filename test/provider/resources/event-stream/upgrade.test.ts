import type { ObjectValue } from '../../../../provider/framework/index'
import { upgradeEventStream } from '../../../../provider/resources/event-stream/upgrade'
import { authorization, state, webhook } from '../fixtures'

// The blocks of a state as auth0/auth0 1.55 stores them: unset strings are "" and unset numbers 0.
const OFFICIAL_BLANK = {
  header_key: '',
  header_value: '',
  header_value_wo: null,
  header_value_wo_version: 0,
  method: 'bearer',
  password: '',
  password_wo: null,
  password_wo_version: 0,
  token: 'hush',
  token_wo: null,
  token_wo_version: 0,
  username: '',
}

function upgraded(over: ObjectValue): ObjectValue {
  return upgradeEventStream({ ...(state() as ObjectValue), ...over })
}

function officialWebhook(over: ObjectValue) {
  return [{ webhook_endpoint: 'https://example.com/hook', webhook_authorization: [{ ...OFFICIAL_BLANK, ...over }] }]
}

describe('a stored state of this provider', () => {
  it.each([
    ['a webhook', { webhook_configuration: webhook({ token: 'hush' }) }],
    ['a version of zero', { webhook_configuration: webhook({ token_wo_version: 0 }) }],
    ['an Action', { webhook_configuration: [], action_configuration: [{ action_id: 'action-1' }] }],
  ])('stays as it is: %s', (_, over) => {
    expect(upgraded(over as ObjectValue)).toEqual({ ...state(), ...over })
  })
})

describe('a stored state of the official provider', () => {
  it('has null where nothing is set', () => {
    expect(upgraded({ webhook_configuration: officialWebhook({}) })['webhook_configuration']).toEqual(
      webhook({ token: 'hush' }),
    )
  })

  it('keeps the versions that are set', () => {
    const stored = officialWebhook({ method: 'basic', username: 'u', token: '', password_wo_version: 2 })
    expect(upgraded({ webhook_configuration: stored })['webhook_configuration']).toEqual([
      {
        webhook_endpoint: 'https://example.com/hook',
        webhook_authorization: [authorization({ method: 'basic', username: 'u', password_wo_version: 2 })],
      },
    ])
  })

  it.each([
    ['2026-01-16 08:50:33.955 +0000 UTC', '2026-01-16T08:50:33.955Z'],
    ['2026-01-16 08:50:33.9 +0000 UTC', '2026-01-16T08:50:33.900Z'],
    ['2026-01-16 08:50:33 +0000 UTC', '2026-01-16T08:50:33.000Z'],
    ['2026-01-16 08:50:33.955123456 +0000 UTC', '2026-01-16T08:50:33.955Z'],
    ['2026-01-16T08:50:33.955Z', '2026-01-16T08:50:33.955Z'],
    ['yesterday', 'yesterday'],
    [null, null],
  ])('has times as Auth0 writes them: %s', (stored, time) => {
    const { created_at, updated_at } = upgraded({ created_at: stored, updated_at: stored })
    expect([created_at, updated_at]).toEqual([time, time])
  })

  it('has an empty list for a block that is not stored', () => {
    expect(upgradeEventStream({ id: 'est_1' })).toMatchObject({ webhook_configuration: [], action_configuration: [] })
  })
})
