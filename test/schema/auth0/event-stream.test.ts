import { EVENT_TYPES, eventStream } from '../../../schema/auth0/index'
import { type Body, type Check, UNKNOWN } from '../../../schema/dsl/index'
import { type Row, rowsOf, sorted } from './official-schema'

const WEBHOOK = 'webhook_configuration'
const AUTHORIZATION = `${WEBHOOK}.webhook_authorization`

// Source: auth0/terraform-provider-auth0 1.55, internal/auth0/eventstream/resource.go.
const OFFICIAL: readonly Row[] = [
  { path: 'id', type: 'string', mode: 'computed' },
  { path: 'name', type: 'string', mode: 'required' },
  { path: 'destination_type', type: 'string', mode: 'required' },
  { path: 'subscriptions', type: ['list', 'string'], mode: 'required' },
  { path: 'status', type: 'string', mode: 'optional+computed' },
  { path: 'created_at', type: 'string', mode: 'computed' },
  { path: 'updated_at', type: 'string', mode: 'computed' },
  { path: 'eventbridge_configuration', type: 'block', mode: 'optional', max: 1 },
  { path: 'eventbridge_configuration.aws_account_id', type: 'string', mode: 'required' },
  { path: 'eventbridge_configuration.aws_region', type: 'string', mode: 'required' },
  { path: 'eventbridge_configuration.aws_partner_event_source', type: 'string', mode: 'computed' },
  { path: 'action_configuration', type: 'block', mode: 'optional', max: 1 },
  { path: 'action_configuration.action_id', type: 'string', mode: 'required' },
  { path: WEBHOOK, type: 'block', mode: 'optional', max: 1 },
  { path: `${WEBHOOK}.webhook_endpoint`, type: 'string', mode: 'required' },
  { path: AUTHORIZATION, type: 'block', mode: 'required', min: 1, max: 1 },
  { path: `${AUTHORIZATION}.method`, type: 'string', mode: 'required' },
  { path: `${AUTHORIZATION}.username`, type: 'string', mode: 'optional' },
  { path: `${AUTHORIZATION}.password`, type: 'string', mode: 'optional', sensitive: true },
  { path: `${AUTHORIZATION}.password_wo`, type: 'string', mode: 'optional', sensitive: true, writeOnly: true },
  { path: `${AUTHORIZATION}.password_wo_version`, type: 'number', mode: 'optional' },
  { path: `${AUTHORIZATION}.token`, type: 'string', mode: 'optional', sensitive: true },
  { path: `${AUTHORIZATION}.token_wo`, type: 'string', mode: 'optional', sensitive: true, writeOnly: true },
  { path: `${AUTHORIZATION}.token_wo_version`, type: 'number', mode: 'optional' },
  { path: `${AUTHORIZATION}.header_key`, type: 'string', mode: 'optional' },
  { path: `${AUTHORIZATION}.header_value`, type: 'string', mode: 'optional', sensitive: true },
  { path: `${AUTHORIZATION}.header_value_wo`, type: 'string', mode: 'optional', sensitive: true, writeOnly: true },
  { path: `${AUTHORIZATION}.header_value_wo_version`, type: 'number', mode: 'optional' },
]

/** The declared member at a path of names. */
function memberAt(path: string): Body[string] | undefined {
  const [first = '', ...rest] = path.split('.')
  return rest.reduce<Body[string] | undefined>(
    (member, name) => (member?.kind === 'block' ? (member.body as Body)[name] : undefined),
    (eventStream.body as Body)[first],
  )
}

/** The summaries of what the checks at a path say about a value. */
function faultsAt(path: string, value: unknown): readonly string[] {
  const member = memberAt(path)
  const checks: readonly Check<unknown>[] = member?.kind === 'attr' ? (member.spec.check ?? []) : []
  return checks.flatMap((check) => check(value)).map(({ severity, summary }) => `${severity}: ${summary}`)
}

describe('the schema of auth0_event_stream', () => {
  it('is attribute for attribute that of the official provider', () => {
    expect(rowsOf(eventStream.body)).toEqual(sorted(OFFICIAL))
  })

  it('has the type name and the schema version of the official provider', () => {
    expect([eventStream.type, eventStream.version]).toEqual(['auth0_event_stream', 0])
  })

  it.each(OFFICIAL.map(({ path }) => path))('describes %s in a sentence', (path) => {
    const member = memberAt(path)
    expect(member?.kind === 'attr' ? member.spec.doc : member?.doc).toMatch(/^[A-Z].*\.$/)
  })

  // Auth0 can change none of these by an update.
  it.each([
    'destination_type',
    'eventbridge_configuration',
    'eventbridge_configuration.aws_account_id',
    'eventbridge_configuration.aws_region',
    'action_configuration',
    'action_configuration.action_id',
  ])('replaces the stream when %s changes, and says why', (path) => {
    const member = memberAt(path)
    expect(member?.kind === 'attr' ? member.spec.replace : member?.replace).toMatch(/^(?:move|run|change) /)
  })

  it('replaces the stream for nothing else', () => {
    const replacing = OFFICIAL.filter(({ path }) => {
      const member = memberAt(path)
      return (member?.kind === 'attr' ? member.spec.replace : member?.replace) !== undefined
    })
    expect(replacing).toHaveLength(6)
  })
})

describe('a value of auth0_event_stream', () => {
  it.each([
    ['name', 'a'],
    ['name', 'x'.repeat(128)],
    ['subscriptions', ['user.created']],
    ['subscriptions', [UNKNOWN]],
    ['eventbridge_configuration.aws_account_id', '012345678901'],
    ['eventbridge_configuration.aws_region', 'us-gov-west-1'],
    ['action_configuration.action_id', 'any'],
    [`${WEBHOOK}.webhook_endpoint`, 'https://example.com'],
    [`${WEBHOOK}.webhook_endpoint`, 'https://example.com:8443/a?b=c%23d'],
    [`${AUTHORIZATION}.username`, 'x'.repeat(128)],
    [`${AUTHORIZATION}.header_key`, "a!#$%&'*+.^_`|~-Z0"],
    [`${AUTHORIZATION}.token`, 'hush'],
  ])('is accepted for %s: %j', (path, value) => {
    expect(faultsAt(path, value)).toEqual([])
  })

  it.each([
    ['name', '', 'error: Invalid stream name'],
    ['name', 'x'.repeat(129), 'error: Invalid stream name'],
    ['subscriptions', [], 'error: Empty subscriptions'],
    ['subscriptions', ['user.craeted'], 'warning: Unknown event type "user.craeted"'],
    ['eventbridge_configuration.aws_account_id', '12345678901', 'error: Invalid AWS account'],
    ['eventbridge_configuration.aws_account_id', '123456789012\n', 'error: Invalid AWS account'],
    ['eventbridge_configuration.aws_region', 'us-east-3', 'warning: Unknown AWS region "us-east-3"'],
    ['action_configuration.action_id', '', 'error: Empty action id'],
    ['name', ' users', 'warning: Stream name " users" begins or ends with white space'],
    ['name', 'us\u200bers', 'warning: Stream name "us\u200bers" has characters in it that cannot be seen'],
    ['subscriptions', ['user.created\n'], 'warning: Unknown event type "user.created\\n"'],
    ['subscriptions', ['User.Created'], 'warning: Unknown event type "User.Created"'],
    ['eventbridge_configuration.aws_account_id', '1234-5678-9012', 'error: Invalid AWS account'],
    ['eventbridge_configuration.aws_region', 'US-EAST-1', 'warning: Unknown AWS region "US-EAST-1"'],
    ['action_configuration.action_id', 'a\n', 'error: Invalid action id'],
    [`${WEBHOOK}.webhook_endpoint`, 'https://example.com\n', 'error: Invalid webhook endpoint'],
    [`${WEBHOOK}.webhook_endpoint`, 'https://example.com:99999', 'error: Invalid webhook endpoint'],
    [
      `${WEBHOOK}.webhook_endpoint`,
      'https://key@example.com',
      'warning: Credentials in the webhook endpoint at example.com',
    ],
    [`${AUTHORIZATION}.username`, 'u ', 'warning: White space around the user name'],
    [`${AUTHORIZATION}.token`, 'Bearer abc', 'warning: Scheme in the bearer token'],
    [`${AUTHORIZATION}.token`, 'caf\u00e9', 'warning: Non-ASCII characters in the bearer token'],
    [`${WEBHOOK}.webhook_endpoint`, 'http://example.com', 'error: Invalid webhook endpoint'],
    [`${WEBHOOK}.webhook_endpoint`, 'https://', 'error: Invalid webhook endpoint'],
    [`${WEBHOOK}.webhook_endpoint`, 'https:///path', 'error: Invalid webhook endpoint'],
    [`${WEBHOOK}.webhook_endpoint`, ' https://example.com', 'error: Invalid webhook endpoint'],
    [`${AUTHORIZATION}.username`, '', 'error: Empty user name'],
    [`${AUTHORIZATION}.username`, 'a:b', 'error: Invalid user name'],
    [`${AUTHORIZATION}.username`, 'x'.repeat(129), 'error: Invalid user name'],
    [`${AUTHORIZATION}.header_key`, 'X Key', 'error: Invalid header name'],
    [`${AUTHORIZATION}.header_key`, '', 'error: Invalid header name'],
    [`${AUTHORIZATION}.token`, '', 'error: Empty bearer token'],
    [`${AUTHORIZATION}.header_value`, '', 'error: Empty header value'],
  ])('is refused for %s: %j', (path, value, fault) => {
    expect(faultsAt(path, value)).toEqual([fault])
  })
})

describe('the subscriptions of two states', () => {
  const member = memberAt('subscriptions')
  function same(a: readonly unknown[], b: readonly unknown[]) {
    return member?.kind === 'attr' && member.spec.equivalent?.(a, b)
  }

  it.each([
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [['a', 'a'], ['a']],
    [[], []],
  ])('mean the same: %j and %j', (a, b) => {
    expect(same(a, b)).toBe(true)
  })

  it.each([
    [['a'], ['a', 'b']],
    [['a', 'b'], ['a']],
    [[UNKNOWN], [UNKNOWN]],
    [['a', UNKNOWN], ['a']],
  ])('do not mean the same: %j and %j', (a, b) => {
    expect(same(a, b)).toBe(false)
  })
})

describe('the catalog of event types', () => {
  it('names each type once', () => {
    expect(new Set(EVENT_TYPES).size).toBe(EVENT_TYPES.length)
  })

  it('holds the 25 types of the SDK that it was taken from', () => {
    expect(EVENT_TYPES).toHaveLength(25)
  })
})
