import type { TerraformStack } from 'cdktf'
import { TerraformLocal, TerraformVariable } from 'cdktf'
import { Auth0Provider, WebhookAuthorization } from '../../../constructs/index'
import { EventStream as EventStreamResource } from '../../../constructs/l1/event-stream'
import { plaintextSecrets } from '../../../constructs/testing/plaintext-secrets'
import { synthesize } from '../../../constructs/testing/synthesized'
import { emptyStack, newStack, secretIn, webhookIn } from '../stack-kit'

function found(stack: TerraformStack) {
  return plaintextSecrets(synthesize(stack))
}

const AUTHORIZATION = 'webhook_configuration.webhook_authorization'

/** A stack with the generated class, whose authorization is as told. */
function stackWith(
  webhookAuthorization: EventStreamResource['webhookConfiguration']['webhookAuthorization']['internalValue'],
) {
  const stack = newStack()
  new EventStreamResource(stack, 'Hook', {
    name: 'hook',
    destinationType: 'webhook',
    subscriptions: ['user.created'],
    webhookConfiguration: {
      webhookEndpoint: 'https://example.com',
      webhookAuthorization: webhookAuthorization ?? { method: 'bearer' },
    },
  })
  return stack
}

describe('secrets in plain text', () => {
  it.each([
    ['token', { token: 'hunter2' }],
    ['token_wo', { tokenWo: 'hunter2' }],
    ['password', { password: 'hunter2' }],
    ['password_wo', { passwordWo: 'hunter2' }],
    ['header_value', { headerValue: 'hunter2' }],
    ['header_value_wo', { headerValueWo: 'hunter2' }],
  ])('are found in %s of a stream', (argument, secret) => {
    expect(found(stackWith({ method: 'bearer', ...secret }))).toEqual([
      { owner: 'EventStream "prod/Hook"', argument: `${AUTHORIZATION}.${argument}` },
    ])
  })

  it.each([
    ['client_secret', { clientSecret: 'hunter2' }],
    ['client_assertion_private_key', { clientAssertionPrivateKey: 'hunter2' }],
    ['api_token', { apiToken: 'hunter2' }],
  ])('are found in %s of the provider', (argument, config) => {
    const stack = emptyStack()
    new Auth0Provider(stack, 'Auth0', config)
    expect(found(stack)).toEqual([{ owner: 'provider "auth0"', argument }])
  })

  it('are found in a provider with an alias', () => {
    const stack = newStack()
    new Auth0Provider(stack, 'Other', { alias: 'other', apiToken: 'hunter2' })
    expect(found(stack)).toEqual([{ owner: 'provider "auth0" with the alias "other"', argument: 'api_token' }])
  })

  it('are found in the default of the variable that is referred to', () => {
    const stack = newStack()
    const token = new TerraformVariable(stack, 'token', { type: 'string', sensitive: true, default: 'hunter2' })
    webhookIn(stack, WebhookAuthorization.bearer(token.stringValue))
    expect(found(stack)).toEqual([
      {
        owner: 'variable "token"',
        argument: `default (used by EventStream "prod/Hook": ${AUTHORIZATION}.token_wo)`,
      },
    ])
  })

  it.each([
    '${"hunter2"}',
    '${join("", ["hunter2", "x.y"])}',
    '${sensitive("hun${"ter"}2")}',
    '${base64encode("hun\\"var.ter\\"2")}',
    'var.hunter-${"2"}',
  ])('are found in %s, which refers to nothing', (token) => {
    expect(found(stackWith({ method: 'bearer', token }))).toHaveLength(1)
  })

  it('are found in the locals that are referred to', () => {
    const stack = newStack()
    new TerraformLocal(stack, 'token', 'hunter2')
    new TerraformLocal(stack, 'tokens', { crm: '${local.token}', shop: '${var.shop}' })
    webhookIn(stack, WebhookAuthorization.bearer('${local.tokens.crm}${local.tokens.shop}'))
    expect(found(stack)).toEqual([
      {
        owner: 'local "token"',
        argument: `value (used by local "tokens.crm": value (used by EventStream "prod/Hook": ${AUTHORIZATION}.token_wo))`,
      },
    ])
  })

  it('are not in a variable that no secret refers to', () => {
    const stack = newStack()
    new TerraformVariable(stack, 'color', { type: 'string', default: 'red' })
    webhookIn(stack, WebhookAuthorization.bearer(secretIn(stack)))
    expect(found(stack)).toEqual([])
  })

  it('are not what is no secret', () => {
    const stack = emptyStack()
    new Auth0Provider(stack, 'Auth0', { domain: 'example.eu.auth0.com', clientId: 'abc', debug: true })
    webhookIn(stack, WebhookAuthorization.basic({ username: 'auth0', password: secretIn(stack) }))
    expect(found(stack)).toEqual([])
  })

  it.each([
    '${var.token}',
    '${data.vault_generic_secret.hook.data["token"]}',
    '${ephemeral.auth0_token.t.token}',
    '${join("", ["a", var.token])}',
    '${"a-${var.token}"}',
    'a-${var.token}',
    '${file("token.txt")}',
    '%{ if var.on }${var.token}%{ endif }',
  ])('are not references such as %s', (token) => {
    expect(found(stackWith({ method: 'bearer', tokenWo: token, tokenWoVersion: 1 }))).toEqual([])
  })

  it('are found where text only looks like a reference', () => {
    expect(found(stackWith({ method: 'bearer', token: '$${hunter2}' }))).toHaveLength(1)
  })
})
