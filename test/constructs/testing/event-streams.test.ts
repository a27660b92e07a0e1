import * as cdktf from 'cdktf'
import { Annotations, App, Aspects, TerraformVariable, Testing } from 'cdktf'
import { Construct } from 'constructs'
import * as constructs from '../../../constructs/index'
import { RequireWriteOnlySecrets, WebhookAuthorization } from '../../../constructs/index'
import { EventStream as EventStreamResource } from '../../../constructs/l1/event-stream'
import { eventStream, eventStreams, synthesize } from '../../../constructs/testing/index'
import { ACTION_ID, addStreams, synthesizeApp } from '../sample-app'
import { emptyStack, newStack, secretIn, streamIn, webhookIn } from '../stack-kit'

const USERS = {
  name: 'users',
  destination_type: 'eventbridge',
  subscriptions: ['user.created'],
  eventbridge_configuration: { aws_account_id: '123456789012', aws_region: 'us-east-1' },
}

function sampleStack() {
  const stack = emptyStack()
  addStreams(cdktf, constructs, stack)
  return stack
}

describe('the event streams of a stack', () => {
  it('are listed by their logical ids, each with the path of its construct', () => {
    expect(eventStreams(sampleStack()).map(({ logicalId, path }) => [logicalId, path])).toEqual([
      ['Audit_3D8ADE0A', 'prod/Audit'],
      ['Basic_107BED86', 'prod/Basic'],
      ['Bearer_88325374', 'prod/Bearer'],
      ['Header_660184BB', 'prod/Header'],
      ['Members_FEE56442', 'prod/Members'],
      ['Stored_6A88A200', 'prod/Stored'],
      ['Users_0A0EEA89', 'prod/Users'],
    ])
  })

  it('have what Terraform is told of them', () => {
    expect(eventStream(sampleStack(), 'prod/Audit')).toEqual({
      path: 'prod/Audit',
      logicalId: 'Audit_3D8ADE0A',
      address: 'auth0_event_stream.Audit_3D8ADE0A',
      name: 'audit',
      status: 'disabled',
      events: ['organization.member.role.assigned'],
      destination: { type: 'action', actionId: ACTION_ID },
    })
  })

  it('have no status where the present one stays', () => {
    expect(eventStream(sampleStack(), 'prod/Users').status).toBeUndefined()
  })

  it('deliver to EventBridge', () => {
    expect(eventStream(sampleStack(), 'prod/Users').destination).toEqual({
      type: 'eventBridge',
      awsAccountId: '123456789012',
      awsRegion: 'eu-central-1',
    })
  })

  it.each([
    ['Bearer', { method: 'bearer', secret: { kind: 'writeOnly', version: 2 } }],
    ['Basic', { method: 'basic', username: 'auth0', secret: { kind: 'writeOnly', version: 1 } }],
    ['Header', { method: 'customHeader', header: 'X-Key', secret: { kind: 'writeOnly', version: 1 } }],
    ['Stored', { method: 'bearer', secret: { kind: 'stored', version: undefined } }],
  ])('deliver to a webhook with the authorization of %s', (id, { secret, ...authorization }) => {
    expect(eventStream(sampleStack(), id).destination).toEqual({
      type: 'webhook',
      endpoint: `https://example.com/${id}`,
      authorization: {
        ...authorization,
        secret: { ...secret, value: `\${var.${id === 'Stored' ? 'stored' : 'secret'}}`, isReference: true },
      },
    })
  })

  it('distinguish a secret in plain text from a reference', () => {
    const stack = newStack()
    webhookIn(stack, WebhookAuthorization.bearer('hunter2'))
    expect(eventStream(stack).destination).toMatchObject({
      authorization: { secret: { value: 'hunter2', isReference: false } },
    })
  })

  it('have one expression for events that is unknown at synth', () => {
    const stack = newStack()
    streamIn(stack, { events: new TerraformVariable(stack, 'events', { type: 'list(string)' }).listValue })
    expect(eventStream(stack).events).toEqual(['${var.events}'])
  })

  it('are those of the generated class, too', () => {
    const stack = newStack()
    new EventStreamResource(stack, 'Plain', {
      name: 'plain',
      destinationType: 'action',
      subscriptions: ['user.created'],
      actionConfiguration: { actionId: ACTION_ID },
    })
    expect(eventStream(stack)).toMatchObject({ path: 'prod/Plain', destination: { actionId: ACTION_ID } })
  })

  it('are read where a block is a list', () => {
    const stack = newStack()
    streamIn(stack).resource.addOverride('eventbridge_configuration', [
      { aws_account_id: '210987654321', aws_region: 'us-west-2' },
    ])
    expect(eventStream(stack).destination).toMatchObject({ awsAccountId: '210987654321' })
  })

  it('are none where there are none', () => {
    expect(eventStreams(emptyStack())).toEqual([])
  })

  it.each([
    ['has no eventbridge_configuration', { eventbridge_configuration: null }],
    ['has the unknown destination_type "pigeon"', { destination_type: 'pigeon' }],
    ['has no name', { name: null }],
  ])('are refused when one %s', (words, attributes) => {
    const broken = { '//': { metadata: { path: 'prod/Users/Resource' } }, ...USERS, ...attributes }
    expect(() => eventStreams({ resource: { auth0_event_stream: { Users: broken } } })).toThrow(
      `EventStream "prod/Users" ${words}.`,
    )
  })
})

describe('what is synthesized of a stack', () => {
  function paths(given: Parameters<typeof eventStreams>[0]) {
    return eventStreams(given).map(({ path }) => path)
  }

  const written = synthesizeApp(cdktf, (stack) => addStreams(cdktf, constructs, stack))

  it('can be cdk.tf.json as it is written', () => {
    expect(eventStreams(written)).toEqual(eventStreams(sampleStack()))
  })

  it('can be parsed', () => {
    expect(paths(JSON.parse(written))).toEqual(paths(sampleStack()))
  })

  it('can be the text of Testing.synth, which lacks the paths', () => {
    const [first] = eventStreams(Testing.synth(sampleStack()))
    expect(first).toEqual({ ...eventStream(sampleStack(), 'prod/Audit'), path: undefined })
  })

  it('can be synthesized once and asked often', () => {
    expect(paths(synthesize(sampleStack()))).toEqual(paths(sampleStack()))
  })

  it.each([
    ['{"resource": ', 'This text is not JSON'],
    ['[]', 'This is not a stack'],
    ['null', 'This is not a stack'],
  ])('is refused when it is %j', (text, words) => {
    expect(() => eventStreams(text)).toThrow(words)
  })

  it('does not show text that is no JSON', () => {
    expect(() => eventStreams('hunter2')).not.toThrow(/hunter2/)
  })

  it('is refused when it is an app', () => {
    const app: object = App.of(emptyStack())
    expect(() => eventStreams(app as never)).toThrow('This is not a stack')
  })
})

describe('synthesizing a stack', () => {
  it('runs its validations', () => {
    const stack = newStack()
    streamIn(stack, { name: 'users' }, 'A')
    streamIn(stack, { name: 'users' }, 'B')
    expect(() => synthesize(stack)).toThrow(/"prod\/A\/Resource" and "prod\/B\/Resource" both have the name "users"/)
  })

  it('runs its aspects, and reports their errors once', () => {
    const stack = newStack()
    Aspects.of(stack).add(new RequireWriteOnlySecrets())
    webhookIn(stack, WebhookAuthorization.bearer(secretIn(stack), { storeInState: true }))
    function errors() {
      try {
        return synthesize(stack)
      } catch (error) {
        return String(error)
      }
    }
    expect(errors()).toMatch(/\[prod\/Hook\/Resource\] token would be kept in the Terraform state/)
    expect(errors()).toBe(errors())
  })

  it('lets warnings pass', () => {
    const stack = newStack()
    Annotations.of(stack).addWarning('careful')
    expect(() => synthesize(stack)).not.toThrow()
  })

  it('gives what the app writes, but for what is known of the machine', () => {
    function stack(json: ReturnType<typeof synthesize>) {
      return [json['resource'], json['provider'], json['variable']]
    }
    const written = synthesizeApp(cdktf, (prod) => addStreams(cdktf, constructs, prod))
    expect(stack(synthesize(sampleStack()))).toEqual(stack(JSON.parse(written)))
  })
})

describe('one event stream', () => {
  it('is the only one without a choice', () => {
    const stack = newStack()
    streamIn(stack)
    expect(eventStream(stack).path).toBe('prod/Users')
  })

  it.each(['prod/Audit', 'Audit', 'audit'])('is found as %s', (pathOrName) => {
    expect(eventStream(sampleStack(), pathOrName).path).toBe('prod/Audit')
  })

  it('is rather the one with that path than one with that name', () => {
    const stack = newStack()
    streamIn(stack, {}, 'A')
    streamIn(stack, { name: 'prod/A' }, 'B')
    expect(eventStream(stack, 'prod/A').path).toBe('prod/A')
  })

  it('is refused with what is there when there is no such stream', () => {
    const stack = newStack()
    streamIn(stack, { name: 'users' })
    expect(() => eventStream(stack, 'prod/User')).toThrow(
      'Expected one event stream "prod/User", found none.\n\nEvent streams that are there:\n  prod/Users with the name "users"',
    )
  })

  it('is refused when there is none at all', () => {
    expect(() => eventStream(emptyStack())).toThrow(
      'Expected one event stream, found none.\n\nThere are no event streams.',
    )
  })

  it('is refused when there are several', () => {
    expect(() => eventStream(sampleStack())).toThrow('Expected one event stream, found 7.')
  })

  it('is refused when several end alike', () => {
    const stack = newStack()
    for (const id of ['A', 'B']) streamIn(new Construct(stack, id))
    expect(() => eventStream(stack, 'Users')).toThrow('Expected one event stream "Users", found 2.')
  })
})
