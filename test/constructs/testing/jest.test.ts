import '../../../constructs/testing/jest'
import { spawnSync } from 'node:child_process'
import { WebhookAuthorization } from '../../../constructs/index'
import { eventStream } from '../../../constructs/testing/index'
import { newStack, secretIn, streamIn, webhookIn } from '../stack-kit'

function stack(token?: string) {
  const made = newStack()
  webhookIn(made, WebhookAuthorization.bearer(token ?? secretIn(made)))
  return made
}

describe('the matchers for jest', () => {
  it('check the only stream of a stack', () => {
    expect(stack()).toSubscribeTo('user.created')
    expect(stack()).not.toSubscribeTo('user.deleted')
    expect(stack()).toDeliverTo({ type: 'webhook', endpoint: 'https://example.com' })
    expect(stack()).not.toDeliverTo({ type: 'eventBridge' })
  })

  it('check a chosen stream', () => {
    const two = stack()
    streamIn(two, { events: ['user.deleted'] })
    expect(eventStream(two, 'prod/Users')).toSubscribeTo('user.deleted')
    expect(eventStream(two, 'prod/Hook')).not.toSubscribeTo('user.deleted')
  })

  it('check the secrets of a stack', () => {
    expect(stack()).toHaveNoPlaintextSecrets()
    expect(stack('hunter2')).not.toHaveNoPlaintextSecrets()
  })

  it.each([
    ['toSubscribeTo', () => expect(stack()).toSubscribeTo('user.deleted'), 'does not subscribe to user.deleted.'],
    ['not toSubscribeTo', () => expect(stack()).not.toSubscribeTo('user.created'), 'subscribes to user.created.'],
    ['toDeliverTo', () => expect(stack()).toDeliverTo({ type: 'action' }), 'delivers to another destination.'],
    ['not toDeliverTo', () => expect(stack()).not.toDeliverTo({ type: 'webhook' }), 'delivers to that destination.'],
    ['toHaveNoPlaintextSecrets', () => expect(stack('hunter2')).toHaveNoPlaintextSecrets(), 'are in plain text'],
  ])('report what %s finds', (_, assert, words) => {
    expect(assert).toThrow(words)
  })

  it('take none of two events for neither of them', () => {
    expect(() => expect(stack()).not.toSubscribeTo('user.created', 'user.deleted')).toThrow(
      'subscribes to user.created.',
    )
  })

  it('refuse to be loaded where there is no expect', () => {
    const { status, stderr } = spawnSync(process.execPath, ['-e', 'require("./dist/cdktf/testing/jest")'])
    expect(status).toBe(1)
    expect(String(stderr)).toContain('There is no global expect')
  })
})
