import * as cdktf from 'cdktf'
import { Aspects, type IAspect } from 'cdktf'
import { Auth0Provider, RequireHttpsHost, RequireWriteOnlySecrets, WebhookAuthorization } from '../../constructs/index'
import { EventStream as EventStreamResource } from '../../constructs/l1/event-stream'
import { synthesizeApp } from './sample-app'
import { annotations, newStack, secretIn, streamIn, synthesized, webhookIn } from './stack-kit'

/** The errors of a stack with one webhook stream, on which a rule is laid. */
function errorsOf(rule: IAspect, { endpoint = 'https://example.com', storeInState = false } = {}): readonly string[] {
  const stack = newStack()
  Aspects.of(stack).add(rule)
  webhookIn(stack, WebhookAuthorization.bearer(secretIn(stack), storeInState ? { storeInState } : {}), endpoint)
  synthesized(stack)
  return annotations(stack, 'error')
}

describe('the rule that secrets are write-only', () => {
  const rule = new RequireWriteOnlySecrets()

  it('refuses a secret that is stored', () => {
    expect(errorsOf(rule, { storeInState: true })).toEqual([
      'token would be kept in the Terraform state. Use tokenWo with tokenWoVersion, or leave out storeInState.',
    ])
  })

  it('stops synth', () => {
    function app() {
      return synthesizeApp(cdktf, (stack) => {
        new Auth0Provider(stack, 'Auth0')
        Aspects.of(stack).add(rule)
        webhookIn(stack, WebhookAuthorization.bearer(secretIn(stack), { storeInState: true }))
      })
    }
    expect(app).toThrow('[prod/Hook/Resource] token would be kept in the Terraform state.')
  })

  it('lets a write-only secret pass', () => {
    expect(errorsOf(rule)).toEqual([])
  })

  it.each([
    ['password', { method: 'basic', username: 'auth0', password: 'p' }],
    ['headerValue', { method: 'custom_header', headerKey: 'X-Key', headerValue: 'v' }],
  ])('sees %s on the resource itself', (name, webhookAuthorization) => {
    const stack = newStack()
    Aspects.of(stack).add(rule)
    new EventStreamResource(stack, 'Hook', {
      name: 'hook',
      destinationType: 'webhook',
      subscriptions: ['user.created'],
      webhookConfiguration: { webhookEndpoint: 'https://example.com', webhookAuthorization },
    })
    synthesized(stack)
    expect(annotations(stack, 'error')).toEqual([expect.stringContaining(`${name} would be kept`)])
  })

  it('has nothing to say about other destinations', () => {
    const stack = newStack()
    Aspects.of(stack).add(rule)
    streamIn(stack)
    synthesized(stack)
    expect(annotations(stack, 'error')).toEqual([])
  })
})

describe('the rule about the hosts of endpoints', () => {
  const rule = new RequireHttpsHost('hooks.example.com', '*.example.org')

  it.each([
    'https://hooks.example.com',
    'https://HOOKS.example.com:8443/a?b',
    'https://a.example.org',
    'https://a.b.example.org/',
  ])('lets %s pass', (endpoint) => {
    expect(errorsOf(rule, { endpoint })).toEqual([])
  })

  it.each([
    'https://example.com',
    'https://example.org',
    'https://evilexample.org',
    'https://hooks.example.com.evil.net',
    'https://evil.net\\hooks.example.com',
  ])('refuses %s', (endpoint) => {
    expect(errorsOf(rule, { endpoint })).toEqual([
      'the webhook endpoint must be an https:// URL on one of these hosts: hooks.example.com, *.example.org.',
    ])
  })

  it.each(['http://hooks.example.com', 'hooks.example.com', 'https://'])('refuses %s on the resource itself', (url) => {
    const stack = newStack()
    Aspects.of(stack).add(rule)
    new EventStreamResource(stack, 'Hook', {
      name: 'hook',
      destinationType: 'webhook',
      subscriptions: ['user.created'],
      webhookConfiguration: { webhookEndpoint: url, webhookAuthorization: { method: 'bearer', token: 't' } },
    })
    synthesized(stack)
    expect(annotations(stack, 'error')).toHaveLength(1)
  })

  it('takes hosts as they are written', () => {
    expect(errorsOf(new RequireHttpsHost('Hooks.Example.com'), { endpoint: 'https://hooks.example.com' })).toEqual([])
    expect(errorsOf(new RequireHttpsHost('*.Example.com'), { endpoint: 'https://hooks.example.com' })).toEqual([])
  })

  it('has nothing to say about other destinations', () => {
    const stack = newStack()
    Aspects.of(stack).add(rule)
    streamIn(stack)
    synthesized(stack)
    expect(annotations(stack, 'error')).toEqual([])
  })

  it.each([
    '${var.endpoint}',
    'https://${var.host}/a',
    'https://hooks.example.com/${var.path}',
    'https://a.${var.domain}.example.org/a',
    'https://example.com${var.rest}',
  ])('does not validate what only Terraform will know: %s', (endpoint) => {
    expect(errorsOf(rule, { endpoint })).toEqual([])
  })

  it.each(['https://evil.net/${var.path}', 'https://evil.net?a=${var.query}', 'https://evil.net:8443/${var.path}'])(
    'validates a host that is known: %s',
    (endpoint) => {
      expect(errorsOf(rule, { endpoint })).toHaveLength(1)
    },
  )

  it.each(['*', 'https://hooks.example.com', 'hooks.example.com:8443', 'hooks.example.com/a', 'a.*.example.com', ''])(
    'refuses a host that is none: %j',
    (host) => {
      expect(() => new RequireHttpsHost(host)).toThrow(
        `RequireHttpsHost: the string "${host}" is not a host name. Give each as a string such as "hooks.example.com" or "*.example.com", without a scheme, a port or a path.`,
      )
    },
  )
})
