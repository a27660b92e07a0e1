import { toState } from '../../../../provider/resources/event-stream/state'
import { UNKNOWN } from '../../../../schema/dsl/index'
import { answered, answeredAction, answeredEventbridge, plan, type State, state, webhook } from '../fixtures'

function authorizationOf(made: State) {
  return made.webhook_configuration[0]?.webhook_authorization[0]
}

function webhookAnswered(webhook_authorization: object) {
  return answered({
    destination: {
      type: 'webhook',
      configuration: {
        webhook_endpoint: 'https://example.com/hook',
        webhook_authorization: webhook_authorization as never,
      },
    },
  })
}

describe('the state of a stream', () => {
  it('is what Auth0 answers, with the secret that was planned', () => {
    const planned = plan({ webhook_configuration: webhook({ token: 'hush' }) })
    expect(toState(answered(), planned)).toEqual(
      state({ webhook_configuration: webhook({ token: 'hush' }) as State['webhook_configuration'] }),
    )
  })

  it('has the block of EventBridge alone', () => {
    expect(toState(answered({ destination: answeredEventbridge }), plan())).toEqual(
      state({
        destination_type: 'eventbridge',
        eventbridge_configuration: [
          {
            aws_account_id: '123456789012',
            aws_region: 'us-east-1',
            aws_partner_event_source: 'aws.partner/auth0.com/acme-1/auth0.events',
          },
        ],
      }),
    )
  })

  it('has the block of the Action alone', () => {
    expect(toState(answered({ destination: answeredAction }), plan())).toEqual(
      state({ destination_type: 'action', action_configuration: [{ action_id: 'action-1' }] }),
    )
  })

  it('shows what was changed elsewhere', () => {
    const changed = answered({ name: 'other', status: 'disabled', updated_at: '2026-02-01T00:00:00.000Z' })
    expect(toState(changed, state())).toMatchObject({
      name: 'other',
      status: 'disabled',
      updated_at: '2026-02-01T00:00:00.000Z',
    })
  })
})

describe('the subscriptions of a state', () => {
  function subscriptions(types: readonly string[], remembered: Parameters<typeof toState>[1]) {
    return toState(answered({ subscriptions: types.map((event_type) => ({ event_type })) }), remembered).subscriptions
  }

  it.each([
    [
      ['b', 'a'],
      ['a', 'b'],
    ],
    [
      ['a', 'b'],
      ['a', 'b', 'a'],
    ],
    [['a', 'a'], ['a']],
  ])('keep the way they were written when %j means the same as %j', (types, written) => {
    expect(subscriptions(types, plan({ subscriptions: written }))).toEqual(written)
  })

  it.each([
    [
      ['a', 'c'],
      ['a', 'b'],
    ],
    [['a'], ['a', 'b']],
    [['a', 'b'], ['a']],
    [[], ['a']],
  ])('are those of Auth0 when %j means something else than %j', (types, written) => {
    expect(subscriptions(types, plan({ subscriptions: written }))).toEqual(types)
  })

  it('are those of Auth0 after an import', () => {
    expect(subscriptions(['a'], { ...state(), subscriptions: null } as never)).toEqual(['a'])
  })

  it('are those of Auth0 when an element was unknown', () => {
    expect(subscriptions(['a'], plan({ subscriptions: ['a', UNKNOWN] }))).toEqual(['a'])
  })
})

describe('the authorization of a state', () => {
  it.each([
    [{ method: 'bearer' }, { token_wo_version: 3 }],
    [
      { method: 'basic', username: 'u' },
      { method: 'basic', username: 'u', password: 'hush' },
    ],
    [
      { method: 'custom_header', header_key: 'X' },
      { method: 'custom_header', header_key: 'X', header_value: 'hush' },
    ],
  ] as const)('joins what Auth0 answers, %j, with what is remembered', (authorization, remembered) => {
    const made = toState(webhookAnswered(authorization), plan({ webhook_configuration: webhook(remembered) }))
    expect(made.webhook_configuration).toEqual(webhook(remembered))
  })

  it('takes over a user name that was changed elsewhere', () => {
    const before = webhook({ method: 'basic', username: 'old', password: 'hush' }) as State['webhook_configuration']
    const made = toState(
      webhookAnswered({ method: 'basic', username: 'new' }),
      state({ webhook_configuration: before }),
    )
    expect(authorizationOf(made)).toMatchObject({ username: 'new', password: 'hush' })
  })

  it('forgets a secret when the method was changed elsewhere', () => {
    const before = webhook({ method: 'basic', username: 'u', password: 'hush' }) as State['webhook_configuration']
    const made = toState(webhookAnswered({ method: 'bearer' }), state({ webhook_configuration: before }))
    expect(made.webhook_configuration).toEqual(webhook({}))
  })

  it('knows no secret after an import', () => {
    expect(toState(webhookAnswered({ method: 'bearer' }), state()).webhook_configuration).toEqual(webhook({}))
  })

  it('never holds a write-only secret, even if one were remembered', () => {
    const leaked = plan({ webhook_configuration: webhook({ token_wo: 'hush' }) as never })
    expect(JSON.stringify(toState(answered(), leaked))).not.toContain('hush')
  })

  it.each([0, 1, 2n ** 60n])('keeps any whole number as a version: %s', (version) => {
    const planned = plan({ webhook_configuration: webhook({ token_wo_version: version }) as never })
    expect(authorizationOf(toState(answered(), planned))?.token_wo_version).toBe(version)
  })
})
