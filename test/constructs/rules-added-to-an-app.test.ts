import { tmpdir } from 'node:os'
import { type Construct, Construct as Scope } from 'constructs'
import { BOTH, type Flavor, synthesizeStacks } from './both-frameworks'

const STORED = 'token would be kept in the Terraform state.'

/** A stack with a webhook stream whose token is stored. */
function storingStack({ framework, constructs }: Flavor, scope: Construct, id = 'prod') {
  const stack = new framework.TerraformStack(scope, id)
  new constructs.Auth0Provider(stack, 'auth0')
  const token = new framework.TerraformVariable(stack, 'token', { type: 'string', sensitive: true })
  new constructs.EventStream(stack, 'hook', {
    events: ['user.created'],
    destination: constructs.Destination.webhook({
      endpoint: 'https://example.com',
      authorization: constructs.WebhookAuthorization.bearer(token.stringValue, { storeInState: true }),
    }),
  })
  return stack
}

function appOf({ framework }: Flavor) {
  return new framework.App({ outdir: tmpdir() })
}

function errorsIn(scope: Construct): readonly string[] {
  return scope.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === '@cdktf/error')
    .map(({ data }) => data)
}

describe.each(BOTH)('a team rule that was added above the stacks ($name)', (flavor) => {
  const { framework, constructs, testing, l1, l1Provider } = flavor
  const { Aspects, Testing, TerraformStack } = framework
  function rule() {
    return new constructs.RequireWriteOnlySecrets()
  }

  it('stops the synth of the app, with the path of the stream', () => {
    function synth() {
      return synthesizeStacks(flavor, (app) => {
        storingStack(flavor, app)
        Aspects.of(app).add(rule())
      })
    }
    expect(synth).toThrow(`[prod/hook/Resource] ${STORED}`)
  })

  it('holds for a stack that is created after it', () => {
    const app = appOf(flavor)
    Aspects.of(app).add(rule())
    expect(() => testing.synthesize(storingStack(flavor, app))).toThrow(STORED)
  })

  it('holds in each stack of the app', () => {
    const app = appOf(flavor)
    Aspects.of(app).add(rule())
    for (const id of ['dev', 'prod']) {
      expect(() => testing.expectEventStream(storingStack(flavor, app, id))).toThrow(`[${id}/hook/Resource] ${STORED}`)
    }
  })

  it('holds below a construct between the app and its stacks, and nowhere else', () => {
    const app = appOf(flavor)
    const [strict, lax] = ['strict', 'lax'].map((id) => new Scope(app, id))
    if (strict === undefined || lax === undefined) throw new Error('There are two.')
    Aspects.of(strict).add(rule())
    expect(() => testing.synthesize(storingStack(flavor, strict))).toThrow(`[strict/prod/hook/Resource] ${STORED}`)
    expect(() => testing.synthesize(storingStack(flavor, lax))).not.toThrow()
  })

  it('holds below a construct in a stack', () => {
    const stack = storingStack(flavor, appOf(flavor))
    Aspects.of(stack.node.findChild('hook')).add(rule())
    expect(() => testing.synthesize(stack)).toThrow(STORED)
  })

  it('is reported by Testing.synth, once, however often and wherever it was added', () => {
    const app = appOf(flavor)
    const stack = storingStack(flavor, app)
    for (const scope of [app, stack]) Aspects.of(scope).add(rule())
    for (const _ of [1, 2]) Testing.synth(stack)
    expect(errorsIn(stack)).toEqual([expect.stringContaining(STORED)])
  })

  describe('to a stack of generated classes alone', () => {
    function fill(app: Construct) {
      Aspects.of(app).add(rule())
      const stack = new TerraformStack(app, 'prod')
      new l1Provider.Auth0Provider(stack, 'auth0')
      new l1.EventStream(stack, 'hook', {
        name: 'hook',
        destinationType: 'webhook',
        subscriptions: ['user.created'],
        webhookConfiguration: {
          webhookEndpoint: 'https://example.com',
          webhookAuthorization: { method: 'bearer', token: '${var.token}' },
        },
      })
      return stack
    }

    it('holds when the app is synthesized', () => {
      expect(() => synthesizeStacks(flavor, fill)).toThrow(`[prod/hook] ${STORED}`)
    })

    it('holds when the stack is', () => {
      expect(() => testing.synthesize(fill(appOf(flavor)))).toThrow(STORED)
    })
  })

  it('sees what was added with addOverride', () => {
    const app = appOf(flavor)
    Aspects.of(app).add(rule())
    Aspects.of(app).add(new constructs.RequireHttpsHost('example.com'))
    const stack = new TerraformStack(app, 'prod')
    new constructs.Auth0Provider(stack, 'auth0')
    const stream = new constructs.EventStream(stack, 'hook', {
      events: ['user.created'],
      destination: constructs.Destination.webhook({
        endpoint: 'https://example.com',
        authorization: constructs.WebhookAuthorization.bearer('${var.token}'),
      }),
    })
    stream.resource.addOverride('webhook_configuration.webhook_authorization.password', '${var.token}')
    stream.resource.addOverride('webhook_configuration.webhook_endpoint', 'https://evil.example.net')
    Testing.synth(stack)
    expect(errorsIn(stack)).toEqual([
      expect.stringContaining('password would be kept'),
      'the webhook endpoint must be an https:// URL on one of these hosts: example.com.',
    ])
  })

  it('lets everything pass that keeps it', () => {
    const app = appOf(flavor)
    Aspects.of(app).add(new constructs.RequireHttpsHost('example.com'))
    expect(() => testing.synthesize(storingStack(flavor, app))).not.toThrow()
  })
})
