import { Fn, TerraformCount, TerraformVariable, Token } from 'cdktf'
import { EventType } from '../../constructs/index'
import { eventStreams, synthesize } from '../../constructs/testing/index'
import { annotations, newStack, onlyStream, streamIn, synthesized } from './stack-kit'

function variableIn(stack: ReturnType<typeof newStack>, type = 'list(string)') {
  return new TerraformVariable(stack, 'list', { type })
}

describe('a list that is unknown at synth', () => {
  const BY_INDEX =
    'it was taken by its index from a list that is unknown at synth. Use Fn.element(list, 0) instead of list[0].'

  it.each([
    ['as a name', (element: string) => ({ name: element })],
    ['in a name', (element: string) => ({ name: `users-${element}` })],
  ])('has no elements yet: one is refused %s', (_, propsOf) => {
    const stack = newStack()
    const [element = ''] = variableIn(stack).listValue
    expect(() => streamIn(stack, propsOf(element))).toThrow(`EventStream "prod/Users": name: ${BY_INDEX}`)
  })

  it('has no elements yet: one is refused in an event type', () => {
    const stack = newStack()
    const [element = ''] = variableIn(stack).listValue
    expect(() => streamIn(stack, { events: ['user.created', `user.${element}`] })).toThrow(
      'EventStream "prod/Users": events: a list that is unknown at synth cannot be spread',
    )
  })

  it('gives an element by a function of Terraform', () => {
    const stack = newStack()
    streamIn(stack, { name: Fn.element(variableIn(stack).listValue, 0) })
    expect(onlyStream(stack)['name']).toBe('${element(var.list, 0)}')
  })

  it.each([
    ['before', (list: readonly string[]) => [...list, ...EventType.user.all]],
    ['after', (list: readonly string[]) => [...EventType.user.all, ...list]],
    ['twice', (list: readonly string[]) => [...list, ...list]],
  ])('cannot be spread among others: %s', (_, eventsOf) => {
    const stack = newStack()
    expect(() => streamIn(stack, { events: eventsOf(variableIn(stack).listValue) })).toThrow(
      'EventStream "prod/Users": events: a list that is unknown at synth cannot be spread among other elements. Use Fn.concat([[\'user.created\'], list]).',
    )
  })

  it('has no elements to change yet', () => {
    const stack = newStack()
    const events = variableIn(stack).listValue.map((name) => `user.${name}`)
    expect(() => streamIn(stack, { events })).toThrow(
      'EventStream "prod/Users": events: a list that is unknown at synth has no elements to change yet. Use a function of Terraform, such as Fn.formatlist(\'user.%s\', [list]).',
    )
  })

  it('is changed by a function of Terraform', () => {
    const stack = newStack()
    const events = Fn.formatlist('user.%s', [variableIn(stack).listValue])
    streamIn(stack, { events })
    expect(onlyStream(stack)['subscriptions']).toBe('${formatlist("user.%s", var.list)}')
  })

  it('can be concatenated with others, and be spread alone', () => {
    const stack = newStack()
    const { listValue } = variableIn(stack)
    streamIn(stack, { events: Fn.concat([[...EventType.group.member.all], listValue]) }, 'A')
    streamIn(stack, { events: [...listValue] }, 'B')
    const lists = Object.values(synthesized(stack).resource?.auth0_event_stream ?? {}).map(
      (json) => json['subscriptions'],
    )
    expect(lists).toEqual([expect.stringMatching(/^\$\{concat\(\[.*\], var\.list\)\}$/), '${var.list}'])
  })
})

describe('text that is unknown at synth', () => {
  const CHANGED =
    'it was made by changing text that is unknown at synth, such as with toUpperCase, slice or encodeURIComponent.'

  it.each([
    ['toUpperCase', (text: string) => text.toUpperCase()],
    ['toLowerCase', (text: string) => text.toLowerCase()],
    ['slice', (text: string) => text.slice(0, 12)],
    ['split', (text: string) => text.split('.')[0]],
    ['replace', (text: string) => text.replace('.', '-')],
    ['encodeURIComponent', (text: string) => `https://example.com/${encodeURIComponent(text)}`],
    ['URL', (text: string) => new URL(`https://example.com/${text}`).href],
  ])('is not there yet to be changed: %s', (_, change) => {
    const stack = newStack()
    const name = change(variableIn(stack, 'string').stringValue) ?? ''
    expect(() => streamIn(stack, { name })).toThrow(`EventStream "prod/Users": name: ${CHANGED}`)
    expect(() => streamIn(stack, { events: ['user.created', name] }, 'B')).toThrow(
      `EventStream "prod/B": events[1]: ${CHANGED}`,
    )
  })

  it('is changed by a function of Terraform', () => {
    const stack = newStack()
    streamIn(stack, { name: `users-${Fn.upper(variableIn(stack, 'string').stringValue)}` })
    expect(onlyStream(stack)['name']).toBe('users-${upper(var.list)}')
  })
})

describe('a map that is unknown at synth', () => {
  it('has no keys yet', () => {
    const stack = newStack()
    const [key = ''] = Object.keys(Token.asStringMap(variableIn(stack, 'map(string)').value))
    expect(() => streamIn(stack, { name: key })).toThrow(
      'name: it was taken from a map that is unknown at synth. Use Fn.lookup(map, key).',
    )
  })
})

describe('a number that is unknown at synth', () => {
  const { index } = TerraformCount.of(3)

  it('is lost in a text', () => {
    expect(() => streamIn(newStack(), { name: `users-${index}` })).toThrow(
      'EventStream "prod/Users": name: it contains a number that is unknown at synth, which text cannot contain. Write ${Token.asString(number)} instead.',
    )
  })

  it('is kept in a text as a string', () => {
    const stack = newStack()
    streamIn(stack, { name: `users-${Token.asString(index)}` })
    expect(onlyStream(stack)['name']).toBe('users-${count.index}')
  })

  it('is told from a number that is known', () => {
    const stack = newStack()
    streamIn(stack, { name: 'users-1e+100 and -2.5e+10' })
    expect(annotations(stack)).toEqual([])
  })
})

describe('an override where Terraform has no argument', () => {
  it.each([
    ['webhook_configuration.0.webhook_endpoint', 'webhook_configuration.webhook_endpoint'],
    ['eventbridge_configuration.0.aws_region', 'eventbridge_configuration.aws_region'],
    ['eventbridge_configuration[0].aws_region', 'eventbridge_configuration.aws_region'],
    ['webhook_configuration.webhook_authorization.0.token', 'webhook_configuration.webhook_authorization.token'],
    ['eventbridgeConfiguration.awsRegion', 'eventbridge_configuration.aws_region'],
    ['Status', 'status'],
    ['lifecycle.0.prevent_destroy', 'lifecycle.prevent_destroy'],
    ['lifecycle.ignoreChanges', 'lifecycle.ignore_changes'],
  ])('is found at synth and by the helpers for tests: %s', (path, right) => {
    const stack = newStack()
    streamIn(stack).resource.addOverride(path, 'x')
    const message = `Terraform has no argument "${path}": in JSON a block has no index, and names are in snake_case. Use addOverride('${right}', value).`
    expect(() => synthesize(stack)).toThrow(`"prod/Users/Resource": ${message}`)
    expect(() => eventStreams(stack.toTerraform())).toThrow(`EventStream "prod/Users": ${message}`)
  })

  it.each([
    ['eventbridge_configuration.aws_region', 'eu-west-1'],
    ['eventbridge_configuration', [{ aws_account_id: '123456789012', aws_region: 'eu-west-1' }]],
    ['lifecycle.ignore_changes', ['status']],
    ['argument_of_a_later_version', true],
    ['subscriptions', ['user.deleted']],
    ['subscriptions.0', 'user.deleted'],
  ])('is told from one that may be: %s', (path, value) => {
    const stack = newStack()
    streamIn(stack).resource.addOverride(path, value)
    expect(() => eventStreams(synthesize(stack))).not.toThrow()
  })
})
