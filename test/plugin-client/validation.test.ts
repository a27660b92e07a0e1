import type { ObjectValue } from '../kit/terraform-core'
import { actionStream, bearer, bearerWriteOnly, eventbridgeStream, webhook, webhookStream } from './event-stream-config'
import { setStage } from './stage'

const stage = setStage()

const W = 'webhook_configuration[0]'
const A = `${W}.webhook_authorization[0]`
const E = 'eventbridge_configuration[0]'

function at(endpoint: string) {
  return webhookStream(undefined, { webhook_configuration: [webhook(bearer(), endpoint)] })
}
function named(name: string) {
  return webhookStream(undefined, { name })
}
function subscribed(...subscriptions: readonly (string | null)[]) {
  return webhookStream(undefined, { subscriptions })
}
const eventbridge = { eventbridge_configuration: [{ aws_account_id: '012345678901', aws_region: 'eu-central-1' }] }
const none = { webhook_configuration: [], eventbridge_configuration: [], action_configuration: [] }
const basic = { method: 'basic', username: 'u', password: 'p' }
const custom = { method: 'custom_header', header_key: 'k', header_value: 'v' }

type Faults = readonly (readonly [path: string, summary: string])[]
type Case = readonly [what: string, config: ObjectValue, faults: Faults]

const MISMATCHES: readonly Case[] = [
  ['type eventbridge without a block', eventbridgeStream({}, none), [['eventbridge_configuration', 'Missing block']]],
  ['type webhook without a block', webhookStream(undefined, none), [['webhook_configuration', 'Missing block']]],
  ['type action without a block', actionStream('a', none), [['action_configuration', 'Missing block']]],
  [
    'type webhook with an EventBridge block',
    webhookStream(undefined, { ...none, ...eventbridge }),
    [[`${E}.aws_account_id`, 'Invalid argument combination']],
  ],
  [
    'type webhook with all blocks',
    webhookStream(undefined, { ...eventbridge, action_configuration: [{ action_id: 'a' }] }),
    [
      ['action_configuration[0].action_id', 'Invalid argument combination'],
      [`${E}.aws_account_id`, 'Invalid argument combination'],
    ],
  ],
  [
    'type eventbridge with a webhook block',
    eventbridgeStream({}, { webhook_configuration: [webhook()] }),
    [[`${W}.webhook_endpoint`, 'Invalid argument combination']],
  ],
  [
    'type action with a webhook block',
    actionStream('a', { webhook_configuration: [webhook()] }),
    [[`${W}.webhook_endpoint`, 'Invalid argument combination']],
  ],
  [
    'an unknown destination type',
    webhookStream(undefined, { destination_type: 'webhok' }),
    [['destination_type', 'Invalid destination type']],
  ],
  ['bearer without a token, which only the plan can check', webhookStream({ method: 'bearer' }), []],
  ['basic without anything', webhookStream({ method: 'basic' }), [[`${A}.username`, 'Missing argument']]],
  ['basic without a user name', webhookStream({ ...basic, username: null }), [[`${A}.username`, 'Missing argument']]],
  ['basic without a password', webhookStream({ ...basic, password: null }), []],
  [
    'a custom header without anything',
    webhookStream({ method: 'custom_header' }),
    [[`${A}.header_key`, 'Missing argument']],
  ],
  ['a custom header without a value', webhookStream({ ...custom, header_value: null }), []],
  [
    'bearer with the fields of basic',
    webhookStream({ ...bearer(), username: 'u', password: 'p' }),
    [
      [`${A}.username`, 'Invalid argument combination'],
      [A, 'Invalid argument combination'],
    ],
  ],
  ['basic with a token', webhookStream({ ...basic, token: 't' }), [[A, 'Invalid argument combination']]],
  ['a custom header with a token', webhookStream({ ...custom, token: 't' }), [[A, 'Invalid argument combination']]],
  [
    'bearer with the fields of a custom header',
    webhookStream({ ...bearer(), header_key: 'k', header_value: 'v' }),
    [
      [`${A}.header_key`, 'Invalid argument combination'],
      [A, 'Invalid argument combination'],
    ],
  ],
  ['both tokens', webhookStream({ ...bearer(), token_wo: 't', token_wo_version: 1 }), [[A, 'Conflicting arguments']]],
  [
    'both passwords',
    webhookStream({ ...basic, password_wo: 't', password_wo_version: 1 }),
    [[A, 'Conflicting arguments']],
  ],
  [
    'both header values',
    webhookStream({ ...custom, header_value_wo: 't', header_value_wo_version: 1 }),
    [[A, 'Conflicting arguments']],
  ],
  [
    'a write-only token without a version',
    webhookStream({ method: 'bearer', token_wo: 't' }),
    [[A, 'Missing argument']],
  ],
  [
    'a version beside a stored token',
    webhookStream({ ...bearer(), token_wo_version: 1 }),
    [[`${A}.token_wo_version`, 'Missing argument']],
  ],
  [
    'a version of another method',
    webhookStream({ ...bearer(), password_wo_version: 1 }),
    [[`${A}.password_wo_version`, 'Invalid argument combination']],
  ],
  ['an unknown method', webhookStream({ method: 'Bearer', token: 't' }), [[`${A}.method`, 'Invalid method']]],
]

const VALUES: readonly Case[] = [
  ['an empty name', named(''), [['name', 'Invalid stream name']]],
  ['a name of 129 characters', named('n'.repeat(129)), [['name', 'Invalid stream name']]],
  ['a name of 128 characters outside the basic plane', named('😀'.repeat(128)), []],
  ['no subscriptions', subscribed(), [['subscriptions', 'Empty subscriptions']]],
  ['a null subscription', subscribed('user.created', null), [['subscriptions[1]', 'Null element']]],
  ['an unfamiliar subscription', subscribed('user.create'), []],
  ['a subscription with a blank', subscribed('user.created '), []],
  ['an unknown status', webhookStream(undefined, { status: 'paused' }), [['status', 'Invalid status']]],
  ['an endpoint without TLS', at('http://example.com'), [[`${W}.webhook_endpoint`, 'Invalid webhook endpoint']]],
  ['an endpoint without a host', at('https://'), [[`${W}.webhook_endpoint`, 'Invalid webhook endpoint']]],
  ['an endpoint with a space', at('https://example.com/a b'), [[`${W}.webhook_endpoint`, 'Invalid webhook endpoint']]],
  ['an empty token', webhookStream(bearer('')), [[A, 'Empty bearer token']]],
  ['an empty write-only token', webhookStream({ method: 'bearer', token_wo: '', token_wo_version: 1 }), []],
  ['a version of 0.5', webhookStream(bearerWriteOnly(0.5)), [[`${A}.token_wo_version`, 'Invalid secret version']]],
  ['a version beyond 2^53', webhookStream(bearerWriteOnly(2n ** 53n + 1n)), []],
  ['a colon in the user name', webhookStream({ ...basic, username: 'a:b' }), [[`${A}.username`, 'Invalid user name']]],
  [
    'a long user name',
    webhookStream({ ...basic, username: 'u'.repeat(129) }),
    [[`${A}.username`, 'Invalid user name']],
  ],
  ['an empty password', webhookStream({ ...basic, password: '' }), [[A, 'Empty password']]],
  [
    'a header name with a colon',
    webhookStream({ ...custom, header_key: 'X-Key:' }),
    [[`${A}.header_key`, 'Invalid header name']],
  ],
  ['an empty header value', webhookStream({ ...custom, header_value: '' }), [[A, 'Empty header value']]],
  [
    'an AWS account of 11 digits',
    eventbridgeStream({ aws_account_id: '12345678901' }),
    [[`${E}.aws_account_id`, 'Invalid AWS account']],
  ],
  ['an unfamiliar AWS region', eventbridgeStream({ aws_region: 'eu-middle-1' }), []],
  ['an empty action id', actionStream(''), [['action_configuration[0].action_id', 'Empty action id']]],
]

describe.each([
  ['whose parts do not go together', MISMATCHES],
  ['with a value that cannot be', VALUES],
])('a configuration %s', (_, cases) => {
  it.each(cases)(
    'is reported at the very argument, or at the block when it is a secret: %s',
    async (_what, config, faults) => {
      const found = await stage.stream.validate(config)
      expect(found.map(({ path, summary }) => [path, summary]).sort()).toEqual([...faults].sort())
    },
  )

  it.each(cases.filter(([, , faults]) => faults.length > 0))('comes with a next step: %s', async (_what, config) => {
    const found = await stage.stream.validate(config)
    expect(found.map(({ detail }) => detail.split('\n\n').length)).toEqual(found.map(() => 2))
  })
})

describe('a catalog that grows on the server', () => {
  it.each([
    ['event type', subscribed('user.create')],
    ['AWS region', eventbridgeStream({ aws_region: 'eu-middle-1' })],
  ])('only warns about an unfamiliar %s, when it is planned', async (_, config) => {
    const { warnings } = await stage.stream.plan({ config })
    expect([await stage.stream.validate(config), warnings.length]).toEqual([[], 1])
  })
})

describe('ten faults in three streams', () => {
  it('are all reported in one run', async () => {
    const streams = [
      webhookStream({ method: 'basic', token: '' }, { name: '', status: 'on', subscriptions: [] }),
      eventbridgeStream({ aws_account_id: '1' }, { webhook_configuration: [webhook({ method: 'basic' }, 'http://a')] }),
      actionStream('', { name: '' }),
    ]
    const found = await Promise.all(streams.map((config) => stage.stream.validate(config)))
    expect(found.map((faults) => faults.length)).toEqual([5, 4, 2])
  })
})
