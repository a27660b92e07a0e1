import { TerraformDataSource, TerraformHclModule, TerraformOutput, TerraformResource, type TerraformStack } from 'cdktf'
import { Construct } from 'constructs'
import { EventStream, type EventStreamProps } from '../../constructs/index'
import { BOTH, synthesizeStacks } from './both-frameworks'
import { newStack, streamIn, synthesized } from './stack-kit'

function bucketIn(scope: Construct, id = 'bucket') {
  return new TerraformResource(scope, id, { terraformResourceType: 'aws_s3_bucket' })
}

function dependsOn(stack: TerraformStack, id = 'Users') {
  return Object.entries(synthesized(stack).resource?.auth0_event_stream ?? {}).find(([name]) =>
    name.startsWith(id),
  )?.[1]['depends_on']
}

describe('a stream that waits for others', () => {
  const ways: readonly (readonly [string, (stack: TerraformStack, other: Construct) => unknown])[] = [
    ['dependsOn', (stack, other) => streamIn(stack, { dependsOn: [other] })],
    ['node.addDependency', (stack, other) => streamIn(stack).node.addDependency(other)],
    ['node.addDependency of its resource', (stack, other) => streamIn(stack).resource.node.addDependency(other)],
  ]

  it.each(ways)('names a resource, with %s', (_, wait) => {
    const stack = newStack()
    wait(stack, bucketIn(stack))
    expect(dependsOn(stack)).toEqual(['aws_s3_bucket.bucket'])
  })

  it.each(ways)('names all that is in a construct, with %s', (_, wait) => {
    const stack = newStack()
    const team = new Construct(stack, 'team')
    bucketIn(team)
    streamIn(team, {}, 'Other')
    new TerraformDataSource(team, 'zone', { terraformResourceType: 'aws_route53_zone' })
    new TerraformHclModule(team, 'module', { source: 'terraform-aws-modules/vpc/aws' })
    new TerraformOutput(team, 'output', { value: 'a' })
    wait(stack, team)
    expect(dependsOn(stack)).toEqual([
      expect.stringMatching(/^auth0_event_stream\.team_Other_/),
      expect.stringMatching(/^aws_s3_bucket\.team_bucket_/),
      expect.stringMatching(/^data\.aws_route53_zone\.team_zone_/),
      expect.stringMatching(/^module\.team_module_/),
    ])
  })

  it('names each once, also what has an address and is no construct', () => {
    const stack = newStack()
    const bucket = bucketIn(stack)
    const stream = streamIn(stack, { dependsOn: [bucket, bucket, { fqn: 'aws_s3_bucket.mine' }] })
    stream.node.addDependency(bucket)
    expect(dependsOn(stack)).toEqual(['aws_s3_bucket.mine', 'aws_s3_bucket.bucket'])
  })

  it('waits for what the construct around it waits for', () => {
    const stack = newStack()
    const team = new Construct(stack, 'Team')
    streamIn(team)
    team.node.addDependency(bucketIn(stack))
    expect(dependsOn(stack, 'Team')).toEqual(['aws_s3_bucket.bucket'])
  })

  it('does not wait for itself', () => {
    const stack = newStack()
    const team = new Construct(stack, 'Team')
    team.node.addDependency(streamIn(team))
    expect(dependsOn(stack, 'Team')).toBeUndefined()
  })

  it('reads a stream that is not ours after others, too', () => {
    const stack = newStack()
    const theirs = EventStream.fromEventStreamId(stack, 'Theirs', 'est_8of6RXoM1997qikH7NS11h')
    theirs.node.addDependency(bucketIn(stack))
    new TerraformOutput(stack, 'name', { value: theirs.eventStreamName })
    expect(Object.values(synthesized(stack).data?.auth0_event_stream ?? {})[0]?.['depends_on']).toEqual([
      'aws_s3_bucket.bucket',
    ])
  })

  it('has none where it waits for nothing', () => {
    const stack = newStack()
    streamIn(stack)
    expect(dependsOn(stack)).toBeUndefined()
  })

  it.each(BOTH)('lets its stack wait for another stack ($name)', (flavor) => {
    const { framework, constructs } = flavor
    let order: readonly string[] = []
    synthesizeStacks(flavor, (app) => {
      const [first, second] = ['first', 'second'].map((id) => new framework.TerraformStack(app, id))
      if (first === undefined || second === undefined) throw new Error('There are two.')
      for (const stack of [first, second]) new constructs.Auth0Provider(stack, 'auth0')
      const destination = constructs.Destination.action({ actionId: 'a' })
      const [a, b] = [first, second].map(
        (stack) => new constructs.EventStream(stack, 'users', { events: ['user.created'], destination }),
      )
      if (a !== undefined) b?.node.addDependency(a)
      const manifest = app.manifest
      const forStack = manifest.forStack.bind(manifest)
      manifest.forStack = (stack) => {
        const described = forStack(stack)
        if (stack === second) order = described.dependencies
        return described
      }
    })
    expect(order).toEqual(['first'])
  })
})

describe('the lifecycle of a stream', () => {
  it('is a prop', () => {
    const stack = newStack()
    const lifecycle: EventStreamProps['lifecycle'] = { preventDestroy: true, ignoreChanges: ['status'] }
    streamIn(stack, { lifecycle: lifecycle ?? {} })
    expect(Object.values(synthesized(stack).resource?.auth0_event_stream ?? {})[0]?.['lifecycle']).toEqual({
      prevent_destroy: true,
      ignore_changes: ['status'],
    })
  })
})
