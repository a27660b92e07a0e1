import { TerraformProvider, type TerraformStack, Testing } from 'cdktf'
import { Construct } from 'constructs'
import { Auth0Provider, EventStream, WebhookAuthorization } from '../../constructs/index'
import { EventStream as GeneratedEventStream } from '../../constructs/l1/event-stream'
import { expectEventStream, synthesize } from '../../constructs/testing/index'
import { emptyStack, newStack, onlyStream, secretIn, streamIn, synthesized, webhookIn } from './stack-kit'

/** The provider class that `cdktf get` generates for auth0/auth0. */
class OfficialProvider extends TerraformProvider {
  constructor(scope: Construct, id: string, alias?: string) {
    super(scope, id, {
      terraformResourceType: 'auth0',
      terraformGeneratorMetadata: { providerName: 'auth0', providerVersionConstraint: '~> 1.55' },
      terraformProviderSource: 'auth0/auth0',
    })
    this.aliasName = alias
  }

  private readonly aliasName: string | undefined

  override get alias(): string | undefined {
    return this.aliasName
  }
}

/** A provider of another service. */
class AwsProvider extends TerraformProvider {
  constructor(scope: Construct, id: string, source: string) {
    super(scope, id, { terraformResourceType: 'aws', terraformProviderSource: source })
  }
}

const CLASH =
  'both have the local name "auth0", for which a stack has one source. Give the Auth0Provider of this package another one'

function requiredIn(stack: TerraformStack) {
  return (synthesize(stack)['terraform'] as { required_providers: object }).required_providers
}

describe('the official provider beside ours in a stack', () => {
  it('is refused under the same local name, when it came first', () => {
    const stack = emptyStack()
    new OfficialProvider(stack, 'official')
    expect(() => new Auth0Provider(stack, 'ours')).toThrow(
      `Auth0Provider "prod/ours": localName: "prod/official" (auth0/auth0) and "prod/ours" (auth0-event-streams/auth0) ${CLASH}`,
    )
  })

  it.each(['official', undefined])('is refused at synth when it came later, with the alias %s', (alias) => {
    const stack = emptyStack()
    new Auth0Provider(stack, 'ours')
    new OfficialProvider(new Construct(stack, 'team'), 'official', alias)
    expect(() => synthesize(stack)).toThrow(CLASH)
  })

  it('is there with ours, which has a local name of its own', () => {
    const stack = emptyStack()
    new OfficialProvider(stack, 'official')
    const ours = new Auth0Provider(stack, 'ours', { localName: 'streams', domain: 'example.eu.auth0.com' })
    streamIn(stack, { provider: ours })
    expect(requiredIn(stack)).toEqual({
      auth0: { source: 'auth0/auth0', version: '~> 1.55' },
      streams: { source: 'auth0-event-streams/auth0', version: '~> 1.0' },
    })
    expect(synthesized(stack).provider).toEqual({ auth0: [{}], streams: [{ domain: 'example.eu.auth0.com' }] })
    expect(onlyStream(stack)['provider']).toBe('streams')
  })

  it('is used by a stream that names it, or none', () => {
    const stack = emptyStack()
    const official = new OfficialProvider(stack, 'official')
    new Auth0Provider(stack, 'ours', { localName: 'streams', alias: 'eu' })
    streamIn(stack, { provider: official }, 'Named')
    streamIn(stack, {}, 'Unnamed')
    const providers = Object.values(synthesized(stack).resource?.auth0_event_stream ?? {}).map(
      ({ provider }) => provider,
    )
    expect(providers).toEqual(['auth0', undefined])
  })
})

describe('ours under a local name of its own', () => {
  it('is refused under the local name of any other provider', () => {
    const stack = emptyStack()
    new AwsProvider(stack, 'aws', 'hashicorp/aws')
    expect(() => new Auth0Provider(stack, 'ours', { localName: 'aws' })).toThrow(
      'Auth0Provider "prod/ours": localName: "prod/aws" (hashicorp/aws) and "prod/ours" (auth0-event-streams/auth0) both have the local name "aws"',
    )
  })

  it('leaves it to others how their providers share a stack', () => {
    const stack = newStack()
    new AwsProvider(stack, 'one', 'hashicorp/aws')
    new AwsProvider(stack, 'two', 'acme/aws')
    expect(() => synthesized(stack)).not.toThrow()
  })

  it('must be named by each stream, when there is no other', () => {
    const stack = emptyStack()
    const ours = new Auth0Provider(stack, 'ours', { localName: 'streams' })
    streamIn(stack, { provider: ours }, 'Named')
    streamIn(stack, {}, 'Unnamed')
    void EventStream.fromEventStreamId(stack, 'Theirs', 'est_8of6RXoM1997qikH7NS11h').status
    expect(() => synthesize(stack)).toThrow(
      /"prod\/Unnamed\/Resource" names no provider, and none has the local name "auth0".*such as "prod\/ours"\.[\s\S]*"prod\/Theirs\/Resource" names no provider/,
    )
  })

  it('can come from variables, and have an alias', () => {
    const stack = emptyStack()
    const ours = Auth0Provider.fromVariables(stack, 'ours', { localName: 'streams', alias: 'eu' })
    streamIn(stack, { provider: ours })
    expect(onlyStream(stack)['provider']).toBe('streams.eu')
  })

  it.each(['', 'Streams', 'my_streams', '-a', 'a-', 'a.b'])('cannot be called %j', (localName) => {
    expect(() => new Auth0Provider(emptyStack(), 'ours', { localName })).toThrow(
      `Auth0Provider "prod/ours": localName: "${localName}" must start with a lowercase letter`,
    )
  })

  it('is looked through for secrets in plain text', () => {
    const stack = emptyStack()
    const provider = new Auth0Provider(stack, 'ours', { localName: 'streams', apiToken: 'hunter2' })
    streamIn(stack, { provider })
    const expected = 'provider "streams": api_token'
    expect(() => expectEventStream(stack).toHaveNoPlaintextSecrets()).toThrow(expected)
    expect(() => expectEventStream(Testing.synth(stack)).toHaveNoPlaintextSecrets()).toThrow(expected)
  })
})

describe('streams of this package with the official provider alone', () => {
  it('are synthesized to the same JSON', () => {
    function json(provider: 'official' | 'ours') {
      const stack = emptyStack()
      const official =
        provider === 'official' ? new OfficialProvider(stack, 'auth0') : new Auth0Provider(stack, 'auth0')
      streamIn(stack, { provider: official })
      webhookIn(stack, WebhookAuthorization.bearer(secretIn(stack)))
      return synthesized(stack).resource
    }
    expect(json('official')).toEqual(json('ours'))
  })

  it('have names that are unique in its tenant', () => {
    const stack = emptyStack()
    const provider = new OfficialProvider(stack, 'auth0')
    streamIn(stack, { provider, name: 'users' }, 'A')
    new GeneratedEventStream(stack, 'B', { name: 'users', destinationType: 'action', subscriptions: ['user.created'] })
    expect(() => synthesized(stack)).toThrow('both have the name "users"')
  })
})

describe('a provider of another stack', () => {
  const [dev, prod] = [newStack('dev'), newStack('prod')]
  const provider = new Auth0Provider(dev, 'Other', { alias: 'other' })
  const refusal =
    'provider: "dev/Other" belongs to the stack "dev". Create a provider in "prod", since each stack has providers of its own.'

  it('is refused by a stream', () => {
    expect(() => streamIn(prod, { provider })).toThrow(`EventStream "prod/Users": ${refusal}`)
  })

  it('is refused at synth when it is set on the resource, or given to a generated class', () => {
    const stack = newStack('prod')
    streamIn(stack).resource.provider = provider
    new GeneratedEventStream(stack, 'B', {
      name: 'b',
      destinationType: 'action',
      subscriptions: ['user.created'],
      provider,
    })
    expect(() => synthesized(stack)).toThrow(`"prod/Users/Resource": ${refusal}`)
    expect(() => synthesized(stack)).toThrow(`"prod/B": ${refusal}`)
  })

  it('is refused by a stream that is not ours', () => {
    function create() {
      return EventStream.fromEventStreamId(prod, 'Theirs', 'est_8of6RXoM1997qikH7NS11h', { provider })
    }
    expect(create).toThrow(`EventStream "prod/Theirs": ${refusal}`)
  })
})
