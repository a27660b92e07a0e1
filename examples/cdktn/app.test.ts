import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import {
  eventStreamAction,
  eventStreamActions,
  eventStreams,
  expectEventStream,
} from 'auth0-event-streams/cdktn/testing'
import { createApp } from './app'

/** Synthesizes the app with the team rules and returns the JSON of one of its stacks. */
function synthesize(stack: string): string {
  const outdir = mkdtempSync(join(tmpdir(), 'app-'))
  try {
    createApp({ outdir }).synth()
    return readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8')
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

describe('the event streams', () => {
  const stack = synthesize('event-streams')

  it('tell AWS of users', () => {
    expectEventStream(stack, 'users')
      .toSubscribeTo('user.created', 'user.updated', 'user.deleted')
      .toDeliverTo({ type: 'eventBridge', awsAccountId: '123456789012', awsRegion: 'us-east-1' })
  })

  it('tell the CRM of customers, with a token that no state keeps', () => {
    expectEventStream(stack, 'customers')
      .toSubscribeTo('user.created', 'user.updated', 'user.deleted')
      .toDeliverTo({
        type: 'webhook',
        endpoint: 'https://crm.example.com/auth0',
        authorization: { method: 'bearer', secret: { kind: 'writeOnly', version: 1 } },
      })
  })

  it('run an Action for the roles of members', () => {
    const { actionId, deploy } = eventStreamAction(stack, 'log_members')
    expectEventStream(stack, 'members')
      .toSubscribeTo('organization.member.role.assigned', 'organization.member.role.deleted')
      .toDeliverTo({ type: 'action', actionId })
    assert.ok(deploy)
  })

  it('run an Action for organizations, with secrets that no state keeps', () => {
    const { actionId, secrets } = eventStreamAction(stack, 'forward')
    expectEventStream(stack, 'organizations').toDeliverTo({ type: 'action', actionId })
    assert.deepEqual(Object.keys(secrets), ['API_KEY', 'URL'])
    for (const { kind, isReference } of Object.values(secrets)) assert.ok(kind === 'writeOnly' && isReference)
  })

  it('hold no secret', () => {
    expectEventStream(stack).toHaveNoPlaintextSecrets()
  })

  it('keep their addresses, since a resource with another one is a new resource', () => {
    assert.deepEqual(
      [...eventStreamActions(stack), ...eventStreams(stack)].map(({ address }) => address),
      [
        'auth0_action.forward_A86967E0',
        'auth0_action.log_members_5032269A',
        'auth0_event_stream.customers_4F944D62',
        'auth0_event_stream.members_89A6561D',
        'auth0_event_stream.organizations_FF7AD70C',
        'auth0_event_stream.users_9E3E6EF7',
      ],
    )
  })
})

describe('the AWS side', () => {
  const { resource } = JSON.parse(synthesize('aws-events'))

  it('makes the bus of the source that Auth0 delivers to', () => {
    const { name, event_source_name: source } = resource.aws_cloudwatch_event_bus.bus
    assert.match(source, /aws_partner_event_source\}$/)
    assert.equal(name, source)
  })

  it('writes the events of that bus into the log', () => {
    const { event_bus_name: bus, rule, arn } = resource.aws_cloudwatch_event_target.target
    assert.deepEqual(
      { bus, rule, arn },
      {
        bus: '${aws_cloudwatch_event_bus.bus.name}',
        rule: '${aws_cloudwatch_event_rule.rule.name}',
        arn: '${aws_cloudwatch_log_group.log.arn}',
      },
    )
  })
})
