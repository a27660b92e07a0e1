import * as cdktf from 'cdktf'
import * as constructs from '../../../constructs/index'
import { Auth0Provider, EventType, WebhookAuthorization } from '../../../constructs/index'
import { expectEventStream, synthesize } from '../../../constructs/testing/index'
import { addStreams } from '../sample-app'
import { emptyStack, newStack, secretIn, streamIn, webhookIn } from '../stack-kit'

const sample = (() => {
  const stack = emptyStack()
  addStreams(cdktf, constructs, stack)
  return synthesize(stack)
})()

/** What an assertion throws. */
function failureOf(assert: () => unknown): Error & { readonly expected?: unknown; readonly actual?: unknown } {
  try {
    assert()
  } catch (error) {
    return error as Error
  }
  throw new Error('It holds.')
}

const users = expectEventStream(sample, 'prod/Users')

describe('the events that a stream is expected to deliver', () => {
  it('may be all of them, or some', () => {
    users.toSubscribeTo(...EventType.user.all).toSubscribeTo('user.created')
  })

  it('are told with those that are missing', () => {
    const { message } = failureOf(() => users.toSubscribeTo('user.created', 'group.created'))
    expect(message).toBe(
      [
        'EventStream "prod/Users" does not subscribe to group.created.',
        '',
        'Expected: ["user.created","group.created"]',
        'Received: ["user.created","user.updated","user.deleted"]',
      ].join('\n'),
    )
  })

  it('are all missing where none is expected', () => {
    users.not.toSubscribeTo('group.created', 'group.deleted')
    expect(failureOf(() => users.not.toSubscribeTo('group.created', 'user.created')).message).toMatch(
      /^EventStream "prod\/Users" subscribes to user\.created\.\n\nExpected: not \["group.created","user.created"\]\n/,
    )
  })

  it('must be some', () => {
    expect(() => users.toSubscribeTo()).toThrow('toSubscribeTo needs at least one event type.')
    expect(() => users.not.toSubscribeTo()).toThrow('toSubscribeTo needs at least one event type.')
  })
})

describe('the destination that a stream is expected to deliver to', () => {
  it('may be told in part', () => {
    users.toDeliverTo({ type: 'eventBridge' }).toDeliverTo({ type: 'eventBridge', awsRegion: 'eu-central-1' })
    expectEventStream(sample, 'Basic').toDeliverTo({
      type: 'webhook',
      authorization: { method: 'basic', secret: { kind: 'writeOnly' } },
    })
  })

  it('has the type that is told', () => {
    users.not.toDeliverTo({ type: 'action' })
    expect(() => users.toDeliverTo({ type: 'action' })).toThrow(
      'EventStream "prod/Users" delivers to another destination.',
    )
  })

  it('has all that is told, at every depth', () => {
    const basic = expectEventStream(sample, 'prod/Basic')
    expect(() => basic.toDeliverTo({ type: 'webhook', authorization: { secret: { version: 2 } } })).toThrow(
      'EventStream "prod/Basic" delivers to another destination.',
    )
  })

  it('is told with both', () => {
    const { message, ...error } = failureOf(() => users.toDeliverTo({ type: 'eventBridge', awsRegion: 'us-east-1' }))
    expect(message).toMatch(
      /\n\nExpected: \{"type":"eventBridge","awsRegion":"us-east-1"\}\nReceived: \{"type":"eventBridge",.*"eu-central-1"\}$/,
    )
    expect(error).toMatchObject({ expected: { awsRegion: 'us-east-1' }, actual: { awsRegion: 'eu-central-1' } })
  })

  it.each(['hunter2', '${join("", ["hunter2"])}', '${coalesce(var.token, "hunter2")}', 'hunter2-${var.token}'])(
    'is told without the secret of %s',
    (secret) => {
      const stack = newStack()
      webhookIn(stack, WebhookAuthorization.bearer(secret))
      const error = failureOf(() => expectEventStream(stack).toDeliverTo({ type: 'action' }))
      expect(error.message).toContain('"value":"***"')
      expect(JSON.stringify([error.message, error.actual])).not.toContain('hunter2')
    },
  )

  it.each(['${var.token}', '${data.vault_generic_secret.hook.data["token"]}'])(
    'is told with the reference %s',
    (secret) => {
      const stack = newStack()
      webhookIn(stack, WebhookAuthorization.bearer(secret))
      const { message } = failureOf(() => expectEventStream(stack).toDeliverTo({ type: 'action' }))
      expect(message).toContain(`"value":${JSON.stringify(secret)}`)
    },
  )
})

describe('secrets that are expected not to be in plain text', () => {
  const plain = newStack()
  webhookIn(plain, WebhookAuthorization.bearer('hunter2'))
  streamIn(plain)
  new Auth0Provider(plain, 'Other', { alias: 'other', apiToken: 'hunter2' })

  it('are in none of a stack whose secrets are variables', () => {
    expectEventStream(sample).toHaveNoPlaintextSecrets()
  })

  it('are told by where they are, and not shown', () => {
    const error = failureOf(() => expectEventStream(plain).toHaveNoPlaintextSecrets())
    expect(error.message).toBe(
      [
        'Secrets are in plain text. Take each from a SecretVariable.',
        '',
        '  EventStream "prod/Hook": webhook_configuration.webhook_authorization.token_wo',
        '  provider "auth0" with the alias "other": api_token',
      ].join('\n'),
    )
    expect(JSON.stringify(error)).not.toContain('hunter2')
  })

  it('are those of the chosen stream alone', () => {
    expectEventStream(plain, 'prod/Users').toHaveNoPlaintextSecrets()
    const { message } = failureOf(() => expectEventStream(plain, 'prod/Hook').toHaveNoPlaintextSecrets())
    expect(message).not.toContain('provider')
  })
})

describe('an expectation', () => {
  it('is turned around for one assertion only', () => {
    users.not.toSubscribeTo('group.created').toSubscribeTo('user.created')
  })

  it('refuses a stream that is not there, before anything is asserted', () => {
    expect(() => expectEventStream(sample, 'prod/User')).toThrow('found none.')
  })

  it('needs to know which of several streams is meant', () => {
    expect(() => expectEventStream(sample).toSubscribeTo('user.created')).toThrow('found 7.')
  })

  it('fails at the line of the test', () => {
    const { stack = '' } = failureOf(() => users.toSubscribeTo('group.created'))
    const [place] = stack.split('\n').filter((line) => line.startsWith('    at '))
    expect(place).toContain('expect-event-stream.test.ts')
  })

  it('is about the stack as it is when it is made', () => {
    const stack = newStack()
    webhookIn(stack, WebhookAuthorization.bearer(secretIn(stack)))
    const before = expectEventStream(stack)
    streamIn(stack)
    before.toDeliverTo({ type: 'webhook' })
  })
})
