import { createSession, type ObjectValue, silentLogger } from '../../../provider/framework/index'
import { createAuth0Provider } from '../../../provider/resources/index'
import { eventStream } from '../../../schema/auth0/index'
import { config, webhook } from '../../provider/resources/fixtures'

const session = createSession(createAuth0Provider({ version: '1.0.0', env: {} }), silentLogger)
function errorsOf(over: object) {
  return session
    .validateConfig(eventStream, config(over) as unknown as ObjectValue)
    .filter(({ severity }) => severity === 'error')
    .map(({ summary }) => summary)
}

const bus = { aws_account_id: '123456789012', aws_region: 'us-east-1', aws_partner_event_source: null }

// Source: auth0/terraform-provider-auth0 1.55, internal/auth0/eventstream/resource.go: ExactlyOneOf username, token, token_wo,
// header_key; RequiredWith and ConflictsWith of each secret; nothing ties them to the method.
describe('a configuration that the official provider accepts', () => {
  it.each([
    ['a token', { token: 'x' }],
    ['a write-only token with version 0', { token_wo: 'x', token_wo_version: 0 }],
    ['a write-only token with a negative version', { token_wo: 'x', token_wo_version: -1 }],
    ['an empty write-only token', { token_wo: '', token_wo_version: 1 }],
    ['a user name alone', { method: 'basic', username: 'u' }],
    ['a user name and a password', { method: 'basic', username: 'u', password: 'p' }],
    ['an empty write-only password', { method: 'basic', username: 'u', password_wo: '', password_wo_version: 0 }],
    ['a header name alone', { method: 'custom_header', header_key: 'X-Key' }],
    ['a header name and value', { method: 'custom_header', header_key: 'X-Key', header_value: 'v' }],
    [
      'an empty write-only header value',
      { method: 'custom_header', header_key: 'X-Key', header_value_wo: '', header_value_wo_version: 0 },
    ],
  ])('is valid: %s', (_, authorization) => {
    expect(errorsOf({ webhook_configuration: webhook(authorization) })).toEqual([])
  })

  it.each([
    ['unknown event types', { subscriptions: ['user.invented'] }],
    ['repeated event types', { subscriptions: ['user.created', 'user.created'] }],
    ['a status', { status: 'disabled' }],
  ])('is valid with %s', (_, over) => {
    expect(errorsOf({ webhook_configuration: webhook({ token: 'x' }), ...over })).toEqual([])
  })

  it.each([
    ['another region', { aws_region: 'eu-invented-1' }],
    ['a region that is empty', { aws_region: '' }],
  ])('is valid with %s', (_, over) => {
    const eventbridge_configuration = [{ ...bus, ...over }]
    expect(errorsOf({ destination_type: 'eventbridge', eventbridge_configuration })).toEqual([])
  })

  // Each is named in docs/guides/differences-from-the-official-provider.md.
  it.each([
    ['an empty name', { name: '' }, 'Invalid stream name'],
    ['a long name', { name: 'x'.repeat(129) }, 'Invalid stream name'],
    ['no subscriptions', { subscriptions: [] }, 'Empty subscriptions'],
    [
      'a token beside a user name',
      { webhook_configuration: webhook({ username: 'u' }) },
      'Invalid argument combination',
    ],
    ['an empty token', { webhook_configuration: webhook({ token: '' }) }, 'Empty bearer token'],
    [
      'the block of another destination',
      { webhook_configuration: [], eventbridge_configuration: [bus] },
      'Invalid argument combination',
    ],
  ])('is refused on purpose, as the docs say: %s', (_, over, summary) => {
    expect(errorsOf({ webhook_configuration: webhook({ token: 'x' }), ...over })).toEqual([summary])
  })
})
