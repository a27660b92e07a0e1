import { TerraformCount, TerraformIterator, TerraformOutput, TerraformVariable, Token } from 'cdktf'
import { Destination, type EventStream, type EventStreamProps } from '../../constructs/index'
import { EventStream as GeneratedEventStream } from '../../constructs/l1/event-stream'
import { newStack, onlyStream, streamIn, synthesized } from './stack-kit'

function regions() {
  return TerraformIterator.fromList(['us-east-1', 'eu-central-1'])
}
function perRegion(stack: ReturnType<typeof newStack>, props: Partial<EventStreamProps> = {}) {
  const forEach = regions()
  return streamIn(stack, { forEach, name: `users-${forEach.value}`, ...props })
}

describe('streams for each of a list', () => {
  it('are one resource', () => {
    const stack = newStack()
    perRegion(stack)
    expect(onlyStream(stack)).toMatchObject({
      for_each: '${toset(["us-east-1", "eu-central-1"])}',
      name: 'users-${each.value}',
    })
  })

  it.each([
    ['the default name', {}, 'prod-Users'],
    ['a literal name', { name: 'users' }, 'users'],
    ['a name that is the same for all', { name: '${var.name}' }, '${var.name}'],
    ['a name that only spells the key', { name: 'my each.key' }, 'my each.key'],
    ['a name in which the key is escaped', { name: '$${each.key}' }, '$${each.key}'],
    ['the index of a count', { name: '${count.index}' }, '${count.index}'],
  ])('are refused with %s', (_, props, name) => {
    expect(() => streamIn(newStack(), { forEach: regions(), ...props })).toThrow(
      `EventStream "prod/Users": name: with forEach, all its streams would have the name "${name}". Auth0 requires unique names within a tenant. Put the key into the name prop, such as \`users-\${iterator.key}\`.`,
    )
  })

  it('are refused at synth when forEach is set on the resource', () => {
    const stack = newStack()
    streamIn(stack, { name: 'users' }).resource.forEach = regions()
    expect(() => synthesized(stack)).toThrow('with forEach, all its streams would have the name "users".')
  })

  it('are refused at synth when a generated class has them', () => {
    const stack = newStack()
    new GeneratedEventStream(stack, 'Plain', {
      name: 'plain',
      destinationType: 'action',
      subscriptions: ['user.created'],
      forEach: regions(),
    })
    expect(() => synthesized(stack)).toThrow('"prod/Plain": with forEach, all its streams would have the name "plain".')
  })

  it.each(['key', 'value'] as const)('may have a name with the %s of a map', (member) => {
    const stack = newStack()
    const forEach = TerraformIterator.fromMap({ eu: 'one', us: 'two' })
    streamIn(stack, { forEach, name: `users-${forEach[member]}` })
    expect(onlyStream(stack)['name']).toBe(`users-\${each.${member}}`)
  })
})

describe('a count of streams', () => {
  it.each([2, TerraformCount.of(2)])('is refused with one name for all', (count) => {
    expect(() => streamIn(newStack(), { count })).toThrow(
      'with count, all its streams would have the name "prod-Users". Auth0 requires unique names within a tenant. Put the index into the name prop',
    )
  })

  it('may have the index in its name', () => {
    const stack = newStack()
    const count = TerraformCount.of(2)
    streamIn(stack, { count, name: `users-${Token.asString(count.index)}` })
    expect(onlyStream(stack)).toMatchObject({ count: 2, name: 'users-${count.index}' })
  })

  it('may have one name when there is one stream at most', () => {
    const stack = newStack()
    const flag = new TerraformVariable(stack, 'on', { type: 'bool' })
    streamIn(stack, { count: 1 }, 'One')
    streamIn(stack, { count: Token.asNumber(`\${${flag.fqn} ? 1 : 0}`) }, 'Maybe')
    expect(() => synthesized(stack)).not.toThrow()
  })

  it('excludes forEach', () => {
    expect(() => perRegion(newStack(), { count: 2 })).toThrow(
      'EventStream "prod/Users": forEach: it conflicts with count.',
    )
  })
})

describe('the attributes of streams for each of a list', () => {
  const ask: Readonly<Record<string, (stream: EventStream) => unknown>> = {
    eventStreamId: (stream) => stream.eventStreamId,
    eventStreamName: (stream) => stream.eventStreamName,
    status: (stream) => stream.status,
    partnerEventSource: (stream) => stream.partnerEventSource,
    wireEventBus: (stream) => stream.wireEventBus((source) => source),
  }

  it.each(Object.entries(ask))('are not those of one: %s', (_, attribute) => {
    expect(() => attribute(perRegion(newStack()))).toThrow(
      'EventStream "prod/Users": attributes: the stream has forEach, so each of its attributes has a value for each key. Use instance(key), such as stream.instance(\'eu\').eventStreamId.',
    )
  })

  it('are not those of one with a count', () => {
    const count = TerraformCount.of(2)
    const stream = streamIn(newStack(), { count, name: `users-${Token.asString(count.index)}` })
    expect(() => stream.status).toThrow('the stream has count')
  })

  it('are not those of one when forEach is set on the resource after they were asked', () => {
    const stack = newStack()
    const forEach = regions()
    const stream = streamIn(stack, { name: `users-${forEach.value}` })
    void stream.eventStreamId
    stream.resource.forEach = forEach
    expect(() => synthesized(stack)).toThrow('[prod/Users] the stream has forEach')
  })

  it.each([
    ['a literal', () => 'us-east-1', '["us-east-1"]'],
    ['a literal with quotes', () => 'a"b', '["a\\"b"]'],
    ['an expression', () => '${var.region}', '["${var.region}"]'],
    [
      'a text around a token',
      (iterator: ReturnType<typeof regions>) => `${iterator.value}-2`,
      '[join("", ["${each.value}-2"])]',
    ],
    ['an index', () => 0, '[0]'],
    ['the key of an iterator', (iterator: ReturnType<typeof regions>) => iterator.key, '[each.key]'],
    ['the index of a count', () => TerraformCount.of(2).index, '[count.index]'],
  ])('are those of one by its key: %s', (_, keyOf, index) => {
    const stack = newStack()
    const one = perRegion(stack).instance(keyOf(regions()) as string)
    const value = [one.eventStreamId, one.eventStreamName, one.status, one.wireEventBus((source) => source)]
    new TerraformOutput(stack, 'all', { value })
    const [id = ''] = Object.keys(synthesized(stack).resource?.auth0_event_stream ?? {})
    expect(synthesized(stack).output?.['all']?.['value']).toEqual(
      ['id', 'name', 'status', 'eventbridge_configuration[0].aws_partner_event_source'].map(
        (attribute) => `\${auth0_event_stream.${id}${index}.${attribute}}`,
      ),
    )
  })

  it.each([
    [undefined, 'no value is given.'],
    [-1, "it must be given a key, such as 'eu', or an index from 0, not the number -1."],
    [{ key: 'eu' }, "it must be given a key, such as 'eu', or an index from 0, not an object."],
  ])('are not asked by what is no key: %j', (key, words) => {
    const stream = perRegion(newStack())
    expect(() => stream.instance(key as never)).toThrow(`EventStream "prod/Users": instance: ${words}`)
  })

  it('have no partner event source for another destination', () => {
    const one = perRegion(newStack(), { destination: Destination.action({ actionId: 'a' }) }).instance('eu')
    expect(() => one.partnerEventSource).toThrow('the destination is "action"')
  })

  it('are not asked by key of a stream that is one', () => {
    expect(() => streamIn(newStack()).instance('eu')).toThrow('the stream has neither forEach nor count')
  })
})
