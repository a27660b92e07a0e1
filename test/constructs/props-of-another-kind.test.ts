import { TerraformIterator, TerraformVariable } from 'cdktf'
import {
  Auth0Provider,
  Destination,
  EventStream,
  EventType,
  RequireHttpsHost,
  SecretVariable,
  WebhookAuthorization,
} from '../../constructs/index'
import { anything, authorized, eventBridge, ways } from './one-prop'
import { annotations, bus, emptyStack, newStack, onlyStream, streamIn } from './stack-kit'

const stackOfVariable = emptyStack('other')
const kinds: readonly (readonly [string, unknown])[] = [
  ['a number', 123],
  ['NaN', Number.NaN],
  ['a bigint', 123n],
  ['null', null],
  ['a list of lists', [['a']]],
  ['an object', { a: 1 }],
  ['an object without a prototype', Object.create(null)],
  ['a function', () => 'a'],
  ['a class', class A {}],
  ['a symbol', Symbol('a')],
  ['a Date', new Date(0)],
  ['a regular expression', /a/],
  ['a Map', new Map()],
  ['a promise', Promise.resolve('a')],
  ['a String object', new String('a')],
  ['a variable', new TerraformVariable(stackOfVariable, 'a', { type: 'string' })],
  ['an event stream class', EventStream],
]

const PASSES = new Set([
  'version: a number',
  'version: a bigint',
  'count: a number',
  'dependsOn[0]: a variable',
  // Objects, as far as can be told here.
  ...[
    'an object',
    'an object without a prototype',
    'a Date',
    'a regular expression',
    'a Map',
    'a promise',
    'a String object',
  ].map((kind) => `lifecycle: ${kind}`),
])

const cases = Object.keys(ways).flatMap((prop) =>
  kinds.filter(([kind]) => !PASSES.has(`${prop}: ${kind}`)).map(([kind, value]) => [prop, kind, value] as const),
)

describe('a prop of another kind', () => {
  it.each(cases)('is refused with the path of the construct: %s as %s', (prop, _, value) => {
    // Null stands for a prop that is left out where that is allowed.
    const props = ways[prop]?.(value) ?? {}
    function create() {
      return streamIn(newStack(), anything(props))
    }
    expect(create).toThrow(/^EventStream "prod\/Users": [a-zA-Z]+(?: of the secret)?(?:\[\d\])?: \S.*\.$/s)
    expect(create).not.toThrow(TypeError)
  })

  it.each([
    ['name', 5, 'it must be a string, not the number 5. Write it in quotes'],
    [
      'awsAccountId',
      123456789012,
      'it must be a string, not the number 123456789012. Write it in quotes, which also keep',
    ],
    ['events', 'x', 'it must be a list, not the string "x".'],
    ['events', EventType.user, 'it is a group of event types, not a list. Use its list: group.all.'],
    ['events[0]', EventType.user, 'it is a group of event types. Spread its list: ...group.all.'],
    ['events[0]', EventType.user.all, 'it is a nested list. Spread it: ...list.'],
    ['events', new Set(['user.created']), 'it must be a list, not a Set.'],
    ['enabled', 'true', 'it must be true, false or a token, not the string "true".'],
    ['enabled', 1, 'it must be true, false or a token, not the number 1.'],
    ['provider', 'auth0.eu', 'it must be a provider, not the string "auth0.eu".'],
    ['destination', { type: 'action' }, 'it must be made by Destination.eventBridge, webhook or action'],
    ['forEach', ['a', 'b'], 'it must be an iterator, not a list. Use TerraformIterator.fromList(list).'],
    ['forEach', { a: 1 }, 'it must be an iterator, not an object. Use TerraformIterator.fromMap(map).'],
    ['count', '2', 'it must be a number, not the string "2".'],
    ['count', -1, '-1 must be a whole number, 0 or more.'],
    ['count', 1.5, '1.5 must be a whole number, 0 or more.'],
    ['dependsOn[0]', undefined, 'it must be a construct, not undefined.'],
    ['dependsOn[0]', 'aws_sns_topic.a', 'it must be a construct, not the string "aws_sns_topic.a".'],
    ['enabled', null, 'it must be true, false or a token, not null.'],
    ['version', '2', 'it must be a number, not the string "2".'],
    ['storeInState', 'yes', 'it must be true or false, not the string "yes".'],
    ['username', Symbol('a'), 'it must be a string, not a symbol.'],
    ['endpoint', new URL('https://example.com'), 'it must be a string, not a URL.'],
  ])('says what is wrong: %s as %j', (prop, value, words) => {
    expect(() => streamIn(newStack(), anything(ways[prop]?.(value)))).toThrow(
      `EventStream "prod/Users": ${prop}: ${words}`,
    )
  })

  it.each(['token', 'password', 'value', 'awsRegion', 'name'])('says how to use a variable for %s', (prop) => {
    const stack = newStack()
    const variable = new SecretVariable(stack, 'secret')
    expect(() => streamIn(stack, anything(ways[prop]?.(variable)))).toThrow(
      `${prop}: it must be a string, not a SecretVariable. Use its stringValue.`,
    )
  })

  it('does not show a secret', () => {
    function create() {
      return streamIn(newStack(), anything(ways['token']?.(31337)))
    }
    expect(create).toThrow('token: it must be a string, not a number.')
    expect(create).not.toThrow(/31337/)
  })

  it.each([
    ['a password as options', () => WebhookAuthorization.bearer('${var.a}', anything('hunter2'))],
    ['a name and a password', () => WebhookAuthorization.basic(anything('auth0:hunter2'))],
    ['a header as text', () => WebhookAuthorization.customHeader(anything('X-Key: hunter2'))],
  ])('does not show a secret that is given in place of an object: %s', (_, authorization) => {
    function create() {
      return streamIn(newStack(), { destination: authorized(authorization()) })
    }
    expect(create).toThrow('it must be an object, not a string.')
    expect(create).not.toThrow(/hunter2/)
  })

  it.each([
    ['props', { events: [], destination: bus }, 'an object'],
    ['undefined', undefined, 'undefined'],
    ['an empty text', '', 'the string ""'],
  ])('is refused as an id: %s', (_, id, found) => {
    const words = `id: the second argument must be its name in the scope, such as 'Users', not ${found}.`
    const stack = newStack()
    expect(() => new EventStream(stack, anything(id), anything(undefined))).toThrow(`EventStream in "prod": ${words}`)
    expect(() => new Auth0Provider(stack, anything(id))).toThrow(`Auth0Provider in "prod": ${words}`)
    expect(() => new SecretVariable(stack, anything(id))).toThrow(`SecretVariable in "prod": ${words}`)
  })

  it('is refused by wireEventBus', () => {
    const words = 'wireEventBus: it must be given a function that takes the name of the source, not undefined.'
    const iterator = TerraformIterator.fromList(['eu'])
    const stack = newStack()
    const each = streamIn(stack, { forEach: iterator, name: `users-${iterator.key}` }, 'Each')
    expect(() => streamIn(stack).wireEventBus(anything(undefined))).toThrow(`EventStream "prod/Users": ${words}`)
    expect(() => each.instance('eu').wireEventBus(anything(undefined))).toThrow(`EventStream "prod/Each": ${words}`)
  })

  it.each([
    [
      'a default',
      { default: 'hunter2' },
      'default: a default would be in plain text in cdk.tf.json. Leave it out, and give the value with TF_VAR_a.',
    ],
    ['null', null, 'config: no value is given.'],
  ])('is refused by a secret variable: %s', (_, config, words) => {
    function create() {
      return new SecretVariable(newStack(), 'a', anything(config))
    }
    expect(create).toThrow(`SecretVariable "prod/a": ${words}`)
    expect(create).not.toThrow(/hunter2/)
  })

  it.each([
    ['no props', () => new EventStream(newStack(), 'Users', anything(undefined)), 'props: no value is given.'],
    [
      'props that are a list',
      () => new EventStream(newStack(), 'Users', anything([])),
      'props: it must be an object, not a list.',
    ],
    [
      'no EventBridge props',
      () => streamIn(newStack(), { destination: Destination.eventBridge(anything(undefined)) }),
      'destination: no value is given.',
    ],
    [
      'a number for an Action',
      () => streamIn(newStack(), { destination: Destination.action(anything(7)) }),
      'destination: Destination.action must be given an EventStreamAction, a generated Action, or the id of one, not the number 7.',
    ],
    [
      'no credentials',
      () => streamIn(newStack(), anything({ destination: authorized(WebhookAuthorization.basic(anything(null))) })),
      'authorization: no value is given.',
    ],
    [
      'a version alone',
      () =>
        streamIn(
          newStack(),
          anything({ destination: authorized(WebhookAuthorization.bearer('${var.a}', anything(2))) }),
        ),
      'options of the secret: it must be an object, not a number.',
    ],
    [
      'null options',
      () => EventStream.fromEventStreamId(newStack(), 'Users', 'est_8of6RXoM1997qikH7NS11h', anything(null)),
      'options: no value is given.',
    ],
    [
      'an id that is a number',
      () => EventStream.fromEventStreamId(newStack(), 'Users', anything(5)),
      'eventStreamId: it must be a string, not the number 5.',
    ],
  ])('is refused as a whole: %s', (_, create, words) => {
    expect(create).toThrow(`EventStream "prod/Users": ${words}`)
  })

  it.each([
    ['domain', 5, 'it must be a string, not the number 5.'],
    ['domain', null, 'no value is given.'],
    ['domain', 'https://', '"https://" must be'],
    ['clientId', ['a'], 'it must be a string, not a list.'],
    [
      'apiToken',
      new TerraformVariable(stackOfVariable, 'b', {}),
      'it must be a string, not a TerraformVariable. Use its stringValue.',
    ],
    ['debug', 'yes', 'it must be a boolean, not the string "yes".'],
    ['rateLimitHeadroom', '20', 'it must be a number, not the string "20".'],
    ['clientAssertionSigningAlg', 'HS256', '"HS256" must be one of: RS256, RS384'],
    ['alias', 5, 'it must be a string, not the number 5.'],
    ['alias', 'eu west', '"eu west" must start with a letter or "_", followed by letters'],
    ['localName', 5, 'it must be a string, not the number 5.'],
  ])('is refused by the provider: %s as %j', (prop, value, words) => {
    expect(() => new Auth0Provider(emptyStack(), 'Auth0', anything({ [prop]: value }))).toThrow(
      `Auth0Provider "prod/Auth0": ${prop}: ${words}`,
    )
  })

  it.each([
    ['options', null, 'no value is given.'],
    ['options', 'eu', 'it must be an object, not the string "eu".'],
    ['prefix', { prefix: 5 }, 'it must be a string, not the number 5.'],
    [
      'credentials',
      { credentials: 'password' },
      'it must be one of client-secret, private-key, api-token, not the string "password".',
    ],
    ['credentials', { credentials: 'toString' }, 'it must be one of'],
  ])('is refused by fromVariables: %s as %j', (prop, options, words) => {
    expect(() => Auth0Provider.fromVariables(emptyStack(), 'Auth0', anything(options))).toThrow(
      `Auth0Provider "prod/Auth0": ${prop}: ${words}`,
    )
  })

  it.each([[[]], [[5]], [['']], [[undefined]]])('is refused by RequireHttpsHost: %j', (hosts) => {
    expect(() => new RequireHttpsHost(...(hosts as unknown as [string]))).toThrow(
      /^RequireHttpsHost.* "hooks\.example\.com"/,
    )
  })

  it('may be a token of any kind', () => {
    const stack = newStack()
    const variable = new TerraformVariable(stack, 'account', { type: 'number' })
    streamIn(
      stack,
      anything({ destination: eventBridge({ awsAccountId: variable.numberValue, awsRegion: variable.value }) }),
    )
    expect(onlyStream(stack)['eventbridge_configuration']).toEqual({
      aws_account_id: '${var.account}',
      aws_region: '${var.account}',
    })
    expect(annotations(stack)).toEqual([])
  })
})
