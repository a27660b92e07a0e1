import { createSession, formatPath, type ObjectValue, silentLogger } from '../../../../provider/framework/index'
import { createAuth0Provider } from '../../../../provider/resources/index'
import { auth0Provider, eventStream } from '../../../../schema/auth0/index'
import { type Schema, UNKNOWN } from '../../../../schema/dsl/index'
import { authorization, config, webhook } from '../fixtures'

const session = createSession(createAuth0Provider({ version: '1.0.0', env: {} }), silentLogger)

/** The faults of a configuration, as path and summary. */
function faultsOf(schema: Schema, values: object) {
  return session
    .validateConfig(schema, values as ObjectValue)
    .map(({ summary, path = [] }) => `${formatPath(path)}: ${summary}`)
}

function faults(over: object) {
  return faultsOf(eventStream, config(over))
}
function webhookFaults(over: object) {
  return faults({ webhook_configuration: webhook(over) })
}

const WEBHOOK = 'webhook_configuration[0]'
const AUTHORIZATION = `${WEBHOOK}.webhook_authorization[0]`
const eventbridge = [{ aws_account_id: '123456789012', aws_region: 'us-east-1', aws_partner_event_source: null }]

describe('a configuration of auth0_event_stream', () => {
  it.each([
    ['a token', webhook({ token: 'x' })],
    ['a write-only token', webhook({ token_wo: 'x', token_wo_version: 1 })],
    ['a password', webhook({ method: 'basic', username: 'u', password: 'x' })],
    ['a write-only password', webhook({ method: 'basic', username: 'u', password_wo: 'x', password_wo_version: 1 })],
    ['a header', webhook({ method: 'custom_header', header_key: 'X', header_value: 'x' })],
    ['a method alone, as Terraform generates it', webhook({})],
    ['a user name alone', webhook({ method: 'basic', username: 'u' })],
    ['a header name alone', webhook({ method: 'custom_header', header_key: 'X' })],
    ['a write-only token that has no value in this run', webhook({ token_wo: null, token_wo_version: 1 })],
    ['an empty write-only token', webhook({ token_wo: '', token_wo_version: 1 })],
    ['a version of zero', webhook({ token_wo: 'x', token_wo_version: 0 })],
    ['an unknown method', webhook({ method: UNKNOWN, token: 'x', username: 'u' })],
    ['unknown secrets', webhook({ token_wo: UNKNOWN, token_wo_version: UNKNOWN })],
    ['an unknown block', UNKNOWN],
  ])('is accepted with %s', (_, webhook_configuration) => {
    expect(faults({ webhook_configuration })).toEqual([])
  })

  it.each([
    ['EventBridge', { destination_type: 'eventbridge', eventbridge_configuration: eventbridge }],
    ['an Action', { destination_type: 'action', action_configuration: [{ action_id: 'a' }] }],
    ['an unknown destination type', { destination_type: UNKNOWN, eventbridge_configuration: eventbridge }],
  ])('is accepted with %s', (_, over) => {
    expect(faults(over)).toEqual([])
  })

  it.each([
    ['no block', {}, `webhook_configuration: Missing block`],
    [
      'the block of another type',
      { destination_type: 'action', eventbridge_configuration: eventbridge },
      'eventbridge_configuration[0].aws_account_id: Invalid argument combination',
    ],
    ['a misspelt type', { destination_type: 'webhok' }, 'destination_type: Invalid destination type'],
    [
      'a misspelt status',
      { ...config({ webhook_configuration: webhook({ token: 'x' }) }), status: 'on' },
      'status: Invalid status',
    ],
  ])('is refused with %s, by one fault', (_, over, fault) => {
    expect(faults(over)).toEqual([fault])
  })

  it.each([
    ['two secrets', { token: 'x', token_wo: 'y', token_wo_version: 1 }, `${AUTHORIZATION}: Conflicting arguments`],
    [
      'a version beside another secret',
      { token: 'x', token_wo_version: 1 },
      `${AUTHORIZATION}.token_wo_version: Missing argument`,
    ],
    ['no version', { token_wo: 'x' }, `${AUTHORIZATION}: Missing argument`],
    [
      'a user name beside a token',
      { token: 'x', username: 'u' },
      `${AUTHORIZATION}.username: Invalid argument combination`,
    ],
    ['no user name', { method: 'basic', password: 'x' }, `${AUTHORIZATION}.username: Missing argument`],
    ['a token for the method basic', { method: 'basic', token: 'x' }, `${AUTHORIZATION}: Invalid argument combination`],
    ['a misspelt method', { method: 'barer', token: 'x' }, `${AUTHORIZATION}.method: Invalid method`],
  ])('is refused with %s, by one fault', (_, over, fault) => {
    expect(webhookFaults(over)).toEqual([fault])
  })

  it('is told all its faults at once', () => {
    const webhook_configuration = [
      {
        webhook_endpoint: 'http://x',
        webhook_authorization: [authorization({ method: 'basic', username: 'a:b', token: 'x' })],
      },
    ]
    expect(faults({ name: '', subscriptions: ['user.craeted'], status: 'on', webhook_configuration })).toEqual([
      'name: Invalid stream name',
      'status: Invalid status',
      `${WEBHOOK}.webhook_endpoint: Invalid webhook endpoint`,
      `${AUTHORIZATION}.username: Invalid user name`,
      `${AUTHORIZATION}: Invalid argument combination`,
    ])
  })
})

describe('a configuration of the provider block', () => {
  const NOTHING = Object.fromEntries(Object.keys(auth0Provider.body).map((name) => [name, null]))
  function providerFaults(over: object) {
    return faultsOf(auth0Provider, { ...NOTHING, ...over })
  }

  // The conflicts of the official provider.
  it.each([
    [{ api_token: 'x', client_id: 'i' }, ['client_id: Conflicting arguments']],
    [{ api_token: 'x', client_secret: 's' }, [': Conflicting arguments']],
    [{ client_secret: 's', client_assertion_private_key: 'k' }, [': Conflicting arguments']],
    [{ client_assertion_signing_alg: 'RS25' }, ['client_assertion_signing_alg: Invalid signing algorithm']],
  ])('is refused: %j', (over, found) => {
    expect(providerFaults(over)).toEqual(found)
  })

  it.each([
    {},
    { domain: 'example.eu.auth0.com', api_token: 'x' },
    { client_id: 'i', client_secret: 's' },
    { client_id: 'i', client_assertion_private_key: 'k', client_assertion_signing_alg: 'RS256' },
    { api_token: UNKNOWN, client_id: 'i' },
  ])('is accepted: %j', (over) => {
    expect(providerFaults(over)).toEqual([])
  })
})
