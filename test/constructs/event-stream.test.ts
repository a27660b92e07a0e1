import { App, Fn, TerraformOutput, TerraformStack, TerraformVariable, Testing } from 'cdktf'
import { Construct } from 'constructs'
import { Auth0Provider, Destination, EventStream, EventType, WebhookAuthorization } from '../../constructs/index'
import { annotations, bus, emptyStack, newStack, onlyStream, streamIn, synthesized } from './stack-kit'

const PATH_OF_SOURCE = 'eventbridge_configuration[0].aws_partner_event_source'

describe('an event stream', () => {
  it('is one resource with its events and its destination', () => {
    const stack = newStack()
    new EventStream(stack, 'Users', { name: 'users', events: EventType.user.all, destination: bus })
    expect(onlyStream(stack)).toEqual({
      name: 'users',
      destination_type: 'eventbridge',
      subscriptions: ['user.created', 'user.updated', 'user.deleted'],
      eventbridge_configuration: { aws_account_id: '123456789012', aws_region: 'us-east-1' },
    })
  })

  it('is named after its path unless it is told a name', () => {
    const stack = newStack('prod')
    streamIn(new Construct(stack, 'Crm'))
    expect(onlyStream(stack)['name']).toBe('prod-Crm-Users')
  })

  it.each([
    [true, 'enabled'],
    [false, 'disabled'],
    [undefined, undefined],
  ])('with enabled %s has the status %s', (enabled, status) => {
    const stack = newStack()
    streamIn(stack, enabled === undefined ? {} : { enabled })
    expect(onlyStream(stack)['status']).toBe(status)
  })

  it('is enabled where a variable says so', () => {
    const stack = newStack()
    streamIn(stack, { enabled: new TerraformVariable(stack, 'enabled', { type: 'bool' }).booleanValue })
    expect(onlyStream(stack)['status']).toBe('${var.enabled ? "enabled" : "disabled"}')
  })

  it("is found by the frameworks' own matchers", () => {
    const stack = newStack()
    streamIn(stack)
    expect(Testing.toHaveResource(Testing.synth(stack), EventStream.tfResourceType)).toBe(true)
  })

  it('takes another provider than that of the stack', () => {
    const stack = newStack()
    streamIn(stack, { provider: new Auth0Provider(stack, 'Other', { alias: 'other' }) })
    expect(onlyStream(stack)['provider']).toBe('auth0.other')
  })

  it('gives its attributes as references', () => {
    const stack = newStack()
    const { eventStreamId, eventStreamName, status } = streamIn(stack)
    new TerraformOutput(stack, 'all', { value: [eventStreamId, eventStreamName, status] })
    const [id = ''] = Object.keys(synthesized(stack).resource?.auth0_event_stream ?? {})
    expect(synthesized(stack).output?.['all']?.['value']).toEqual(
      ['id', 'name', 'status'].map((name) => `\${auth0_event_stream.${id}.${name}}`),
    )
  })

  it('takes over a stream that has another address', () => {
    const stack = newStack()
    streamIn(stack).resource.moveFromId('auth0_event_stream.users')
    const [id] = Object.keys(synthesized(stack).resource?.auth0_event_stream ?? {})
    expect(synthesized(stack)).toMatchObject({
      moved: [{ from: 'auth0_event_stream.users', to: `auth0_event_stream.${id}` }],
    })
  })

  it('lets its resource be changed where it has no words', () => {
    const stack = newStack()
    streamIn(stack).resource.lifecycle = { preventDestroy: true }
    expect(onlyStream(stack)['lifecycle']).toEqual({ prevent_destroy: true })
  })
})

describe('the partner event source of a stream', () => {
  it('is handed to what listens in AWS', () => {
    const stack = newStack()
    const wired = streamIn(stack).wireEventBus((source) => new TerraformOutput(stack, 'bus', { value: source }))
    expect(wired).toBeInstanceOf(TerraformOutput)
    expect(synthesized(stack).output?.['bus']?.['value']).toMatch(
      new RegExp(`^\\$\\{auth0_event_stream\\.Users_[0-9A-F]{8}\\.${PATH_OF_SOURCE.replace(/[[\]]/g, '\\$&')}\\}$`),
    )
  })

  it('is refused where the destination is another', () => {
    const stream = streamIn(newStack(), { destination: Destination.action({ actionId: 'a' }) })
    expect(() => stream.partnerEventSource).toThrow(
      'EventStream "prod/Users": partnerEventSource: the destination is "action"; only "eventbridge" has a partner event source. Use Destination.eventBridge.',
    )
  })
})

describe('what a stream refuses', () => {
  const refusals: readonly (readonly [string, Parameters<typeof streamIn>[1], string])[] = [
    ['no events', { events: [] }, 'events: Auth0 refuses a stream without subscriptions'],
    [
      'an event type twice',
      { events: ['user.created', 'user.updated', 'user.created'] },
      'events: "user.created" is listed twice. Name each event type once.',
    ],
    ['an empty name', { name: '' }, 'name: It must not be empty (1 to 128 characters).'],
    ['a long name', { name: 'n'.repeat(129) }, '(129 characters) must have 1 to 128 characters.'],
  ]

  it.each(refusals)('is %s', (_, props, words) => {
    expect(() => streamIn(newStack(), props)).toThrow(words)
  })

  // As with `process.env.NAME!`, which no compiler sees.
  const missing = undefined as unknown
  const bearer = WebhookAuthorization.bearer('${var.token}')
  function eventBridge(props: object) {
    return Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1', ...props })
  }
  function webhook(props: object) {
    return Destination.webhook({ endpoint: 'https://example.com', authorization: bearer, ...props })
  }
  it.each([
    ['events', { events: missing }],
    ['events[1]', { events: ['user.created', missing] }],
    ['destination', { destination: missing }],
    ['awsAccountId', { destination: eventBridge({ awsAccountId: missing }) }],
    ['awsRegion', { destination: eventBridge({ awsRegion: missing }) }],
    ['endpoint', { destination: webhook({ endpoint: missing }) }],
    ['authorization', { destination: webhook({ authorization: missing }) }],
    ['token', { destination: webhook({ authorization: WebhookAuthorization.bearer(missing as string) }) }],
    ['actionId', { destination: Destination.action({ actionId: missing as string }) }],
  ])('is no value for %s', (prop, props) => {
    const stack = newStack()
    expect(() => streamIn(stack, props as Parameters<typeof streamIn>[1])).toThrow(
      `EventStream "prod/Users": ${prop}: no value is given. If it comes from process.env, check that the variable is set.`,
    )
    expect(annotations(stack)).toEqual([])
  })

  it('is told with the path of the construct', () => {
    expect(() => streamIn(newStack(), { events: [] })).toThrow(/^EventStream "prod\/Users": events: /)
  })

  it('is not an event type that it does not know, of which it warns', () => {
    const stack = newStack()
    streamIn(stack, { events: ['user.created', 'user.updatd'] })
    expect(annotations(stack)).toEqual([
      expect.stringMatching(/^events\[1\]: "user.updatd" .* Did you mean "user.updated"\?/),
    ])
  })

  it('says of a path that is too long that it was taken for the name', () => {
    const scope = new Construct(newStack(), 'c'.repeat(120))
    expect(() => new EventStream(scope, 'Users', { events: ['user.created'], destination: bus })).toThrow(
      /name \(by default the path\): .* must have 1 to 128 characters/,
    )
  })

  it('is not the longest name', () => {
    expect(() => streamIn(newStack(), { name: 'ü'.repeat(128) })).not.toThrow()
  })
})

describe('what only Terraform will know', () => {
  it('is not validated as a token', () => {
    const stack = newStack()
    const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue
    streamIn(stack, { name: text, events: [text, 'user.created'] })
    expect(annotations(stack)).toEqual([])
    expect(onlyStream(stack)).toMatchObject({ name: '${var.text}', subscriptions: ['${var.text}', 'user.created'] })
  })

  it.each([
    ['a variable', (list: TerraformVariable) => list.listValue, '${var.list}'],
    ['a function', (list: TerraformVariable) => Fn.concat([list.listValue, ['a']]), '${concat(var.list, ["a"])}'],
  ])('is not validated as a list from %s', (_, eventsOf, subscriptions) => {
    const stack = newStack()
    streamIn(stack, { events: eventsOf(new TerraformVariable(stack, 'list', { type: 'list(string)' })) })
    expect(onlyStream(stack)['subscriptions']).toBe(subscriptions)
  })

  it.each(['${var.name}', 'users-${terraform.workspace}', '%{ if true }a%{ endif }'])(
    'is not validated as the expression %s',
    (expression) => {
      const stack = newStack()
      streamIn(stack, { events: [expression] })
      expect(annotations(stack)).toEqual([])
    },
  )

  it('is told from text that only looks like an expression', () => {
    const stack = newStack()
    streamIn(stack, { events: ['$${literal}'] })
    expect(annotations(stack)).toHaveLength(1)
  })
})

describe('two streams of a stack', () => {
  const refusal = /"prod\/A\/Resource" and "prod\/B\/Resource" both have the name "users"/

  it('may not have the same name', () => {
    const stack = newStack()
    streamIn(stack, { name: 'users' }, 'A')
    streamIn(stack, { name: 'users' }, 'B')
    expect(() => synthesized(stack)).toThrow(refusal)
  })

  it('may not be given the same name later', () => {
    const stack = newStack()
    streamIn(stack, { name: 'users' }, 'A')
    streamIn(stack, {}, 'B').resource.name = 'users'
    expect(() => synthesized(stack)).toThrow(refusal)
  })

  it('may not have the same name when one names the provider that the other has anyway', () => {
    const stack = emptyStack()
    const provider = new Auth0Provider(stack, 'Auth0')
    streamIn(stack, { name: 'users' }, 'A')
    streamIn(stack, { name: 'users', provider }, 'B')
    expect(() => synthesized(stack)).toThrow(refusal)
  })

  it('may have the same name in two tenants', () => {
    const stack = newStack()
    streamIn(stack, { name: 'users' }, 'A')
    streamIn(stack, { name: 'users', provider: new Auth0Provider(stack, 'Other', { alias: 'other' }) }, 'B')
    expect(() => synthesized(stack)).not.toThrow()
  })

  it('may not have the same name wherever they are in the stack', () => {
    const stack = newStack()
    streamIn(new Construct(stack, 'Crm'), { name: 'users' })
    streamIn(stack, { name: 'users' })
    expect(() => synthesized(stack)).toThrow('both have the name "users"')
  })

  it('may have names that is unknown at synth', () => {
    const stack = newStack()
    const name = new TerraformVariable(stack, 'name', { type: 'string' }).stringValue
    for (const id of ['A', 'B']) streamIn(stack, { name }, id)
    expect(() => synthesized(stack)).not.toThrow()
  })

  it('may have the same name as one of another stack', () => {
    const dev = newStack('dev')
    const prod = new TerraformStack(App.of(dev), 'prod')
    new Auth0Provider(prod, 'Auth0')
    for (const stack of [dev, prod]) streamIn(stack, { name: 'users' })
    expect(() => [dev, prod].map(synthesized)).not.toThrow()
  })
})

describe('a stream that the app does not own', () => {
  const ID = 'est_8of6RXoM1997qikH7NS11h'

  it('is not read when only its id is asked for', () => {
    const stack = newStack()
    const stream = EventStream.fromEventStreamId(stack, 'Theirs', ID)
    expect(stream.eventStreamId).toBe(ID)
    expect(synthesized(stack).data).toBeUndefined()
  })

  it('is read once for all that is asked of it', () => {
    const stack = newStack()
    const stream = EventStream.fromEventStreamId(stack, 'Theirs', ID)
    new TerraformOutput(stack, 'name', { value: stream.eventStreamName })
    new TerraformOutput(stack, 'status', { value: stream.status })
    expect(Object.values(synthesized(stack).data?.auth0_event_stream ?? {})).toEqual([{ id: ID }])
  })

  it('has a partner event source', () => {
    const stack = newStack()
    const stream = EventStream.fromEventStreamId(stack, 'Theirs', ID)
    stream.wireEventBus((value) => new TerraformOutput(stack, 'bus', { value }))
    expect(synthesized(stack).output?.['bus']?.['value']).toContain(`.${PATH_OF_SOURCE}`)
  })

  it('is read with the provider that it is told', () => {
    const stack = newStack()
    const provider = new Auth0Provider(stack, 'Other', { alias: 'other' })
    const stream = EventStream.fromEventStreamId(stack, 'Theirs', ID, { provider })
    new TerraformOutput(stack, 'name', { value: stream.eventStreamName })
    expect(Object.values(synthesized(stack).data?.auth0_event_stream ?? {})[0]?.['provider']).toBe('auth0.other')
  })

  it.each(['est_mock', 'sample-stream-id', 'a/b c'])('takes any text for its id, such as %s', (id) => {
    expect(EventStream.fromEventStreamId(newStack(), 'Theirs', id).eventStreamId).toBe(id)
  })

  it.each(['', ' ', '..'])('is refused when the id is none: %j', (id) => {
    expect(() => EventStream.fromEventStreamId(newStack(), 'Theirs', id)).toThrow(
      `EventStream "prod/Theirs": eventStreamId: ${JSON.stringify(id)} must be the id of an event stream`,
    )
  })
})
