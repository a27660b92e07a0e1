import { TerraformVariable, Testing } from 'cdktf'
import { Destination, EventStreamAction, SecretVariable } from '../../../constructs/index'
import { eventStreamAction, eventStreamActions, expectEventStream } from '../../../constructs/testing/index'
import { newStack, streamIn } from '../stack-kit'

const CODE = 'exports.onExecuteEventStream = async (event) => { console.log(`${event.message.type} %{`) }'

function stackWithActions() {
  const stack = newStack()
  const key = new SecretVariable(stack, 'key').stringValue
  const handler = EventStreamAction.fromInline(stack, 'Handler', CODE, {
    secrets: { API_KEY: key },
    secretOptions: { version: 2 },
    dependencies: { axios: '1.7.9' },
  })
  streamIn(stack, { destination: Destination.action(handler) })
  const stored = new TerraformVariable(stack, 'stored', { sensitive: true, default: 'hunter2' }).stringValue
  EventStreamAction.fromInline(stack, 'Other', CODE, {
    name: 'other',
    deploy: false,
    secrets: { KEY: stored },
    secretOptions: { storeInState: true },
  })
  return stack
}

describe('the Actions of a stack', () => {
  it('are read as they are synthesized, with the code that Auth0 gets', () => {
    const [handler, other] = eventStreamActions(stackWithActions())
    expect(handler).toMatchObject({
      path: 'prod/Handler',
      name: 'prod-Handler',
      code: CODE,
      trigger: 'event-stream',
      deploy: true,
      secrets: { API_KEY: { kind: 'writeOnly', value: '${var.key}', isReference: true, version: 2 } },
      dependencies: { axios: '1.7.9' },
    })
    expect(other).toMatchObject({ deploy: false, secrets: { KEY: { kind: 'stored', version: undefined } } })
  })

  it('are found by path, by the end of it, or by name', () => {
    const stack = stackWithActions()
    for (const pathOrName of ['prod/Other', 'Other', 'other'])
      expect(eventStreamAction(stack, pathOrName).path).toBe('prod/Other')
  })

  it('are read from what Testing.synth returns, too', () => {
    expect(eventStreamAction(Testing.synth(stackWithActions()), 'other')).toMatchObject({ name: 'other' })
  })

  it('are named when none of them is meant', () => {
    expect(() => eventStreamAction(stackWithActions(), 'third')).toThrow(
      'Expected one Action "third", found none.\n\nActions that are there:\n  prod/Handler with the name "prod-Handler"\n  prod/Other with the name "other"',
    )
  })

  it('are what a stream is expected to deliver to', () => {
    const stack = stackWithActions()
    const { actionId } = eventStreamAction(stack, 'Handler')
    expectEventStream(stack, 'Users').toDeliverTo({ type: 'action', actionId })
    expect(() => expectEventStream(stack, 'Users').toDeliverTo({ type: 'action', actionId: 'a' })).toThrow(
      'delivers to another destination',
    )
  })

  it('are asked for secrets in plain text as streams are', () => {
    const stack = newStack()
    EventStreamAction.fromInline(stack, 'Handler', CODE, { secrets: { KEY: 'hunter2' } })
    expect(() => expectEventStream(stack).toHaveNoPlaintextSecrets()).toThrow(
      'EventStreamAction "prod/Handler": secrets_wo.value',
    )
    expect(() => expectEventStream(stack).toHaveNoPlaintextSecrets()).not.toThrow(/hunter2/)
  })

  it('are asked for the default of a variable that is their secret', () => {
    expect(() => expectEventStream(stackWithActions()).toHaveNoPlaintextSecrets()).toThrow(
      'variable "stored": default (used by EventStreamAction "prod/Other": secrets.value)',
    )
  })
})
