import { TerraformVariable, Testing } from 'cdktf'
import { Destination } from '../../constructs/index'
import { Action } from '../../constructs/l1/action'
import { DataAuth0Action } from '../../constructs/l1/data-auth0-action'
import { actionIn, CODE, type Stack } from './action-kit'
import { annotations, emptyStack, newStack, onlyStream, streamIn, synthesized } from './stack-kit'

describe('a stream that delivers to an Action', () => {
  it.each<readonly [string, (stack: Stack) => Parameters<typeof Destination.action>[0], string]>([
    ['of this app', (stack) => actionIn(stack), '${auth0_action.Handler_'],
    ['by its id', () => '385db79f-28a4-43d9-909d-6f5511dd6632', '385db79f-28a4-43d9-909d-6f5511dd6632'],
    ['by its id as a prop', () => ({ actionId: 'a1' }), 'a1'],
    [
      'by a variable',
      (stack) => new TerraformVariable(stack, 'action', { type: 'string' }).stringValue,
      '${var.action}',
    ],
    [
      'of a generated class',
      (stack) =>
        new Action(stack, 'Theirs', {
          name: 'theirs',
          code: CODE,
          supportedTriggers: { id: 'event-stream', version: 'v1' },
        }),
      '${auth0_action.Theirs.id}',
    ],
    [
      'of a generated data source',
      (stack) => new DataAuth0Action(stack, 'Found', { name: 'theirs' }),
      '${data.auth0_action.Found.id}',
    ],
  ])('%s takes its id', (_, action, id) => {
    const stack = newStack()
    streamIn(stack, { destination: Destination.action(action(stack)) })
    const { action_configuration: block } = onlyStream(stack)
    expect(block).toEqual({ action_id: expect.stringContaining(id) })
  })

  it('refuses an Action that another stream has', () => {
    const stack = newStack()
    const destination = Destination.action(actionIn(stack))
    streamIn(stack, { destination })
    expect(() => streamIn(stack, { destination }, 'More')).toThrow(
      'EventStream "prod/More": destination: the Action "prod/Handler" is the destination of "prod/Users" already, and Auth0 runs an Action for one stream only. Create another EventStreamAction, which may have the same code.',
    )
  })

  it.each<readonly [string, (stack: Stack) => readonly string[]]>([
    [
      'the id of another stream’s Action',
      (stack) => {
        const action = actionIn(stack)
        return [action.actionId, action.actionId]
      },
    ],
    ['the same id twice', () => ['385db79f-28a4-43d9-909d-6f5511dd6632', '385db79f-28a4-43d9-909d-6f5511dd6632']],
    [
      'the same variable twice',
      (stack) => {
        const { stringValue } = new TerraformVariable(stack, 'action', { type: 'string' })
        return [stringValue, stringValue]
      },
    ],
  ])('is refused at synth with %s', (_, ids) => {
    const stack = newStack()
    for (const [index, id] of ids(stack).entries()) {
      streamIn(stack, { destination: Destination.action(id) }, `Users${index}`)
    }
    expect(() => synthesized(stack)).toThrow(
      '"prod/Users0/Resource" and "prod/Users1/Resource" have the same Action as their destination, and Auth0 runs an Action for one stream only. Give one of them another Action.',
    )
  })

  it('may have an Action by an id that is unknown at synth, when another has another', () => {
    const stack = newStack()
    for (const id of ['one', 'two']) {
      const { stringValue } = new TerraformVariable(stack, id, { type: 'string' })
      streamIn(stack, { destination: Destination.action(stringValue) }, `Users-${id}`)
    }
    expect(() => synthesized(stack)).not.toThrow()
  })

  it('warns of an Action that is not deployed', () => {
    const stack = newStack()
    streamIn(stack, { destination: Destination.action(actionIn(stack, { deploy: false })) })
    expect(annotations(stack)).toEqual([expect.stringMatching(/"prod\/Handler" has deploy: false/)])
  })

  it.each<readonly [string, (stack: Stack) => unknown, RegExp]>([
    [
      'a stream',
      (stack) => streamIn(stack, {}, 'Other'),
      /an EventStreamAction, a generated Action, or the id of one, not an EventStream/,
    ],
    ['nothing', () => undefined, /destination: no value is given/],
    ['a number', () => 7, /not the number 7/],
    ['no id', () => ({}), /actionId: no value is given/],
    ['an empty id', () => '', /actionId: "" is not an action id/],
    ['a variable', (stack) => new TerraformVariable(stack, 'id', {}), /not a TerraformVariable/],
  ])('refuses %s', (_, action, message) => {
    const stack = newStack()
    const given = action(stack) as string
    expect(() => streamIn(stack, { destination: Destination.action(given) })).toThrow(message)
  })

  it('refuses an Action that is not made a destination', () => {
    const stack = newStack()
    const destination = actionIn(stack) as never
    expect(() => streamIn(stack, { destination })).toThrow(
      /destination: it must be made by Destination.eventBridge, webhook or action, not be an EventStreamAction/,
    )
  })
})

describe('an Action in a stack without a provider that it would take', () => {
  it('is refused at synth', () => {
    const stack = emptyStack()
    const { Auth0Provider } = require('../../constructs/index')
    new Auth0Provider(stack, 'streams', { localName: 'streams' })
    actionIn(stack)
    expect(() => Testing.synth(stack, true)).toThrow(/"prod\/Handler\/Resource" names no provider/)
  })
})
