import { TerraformVariable } from 'cdktf'
import { Auth0Provider, SecretVariable, WebhookAuthorization } from '../../constructs/index'
import { EventStream as EventStreamResource } from '../../constructs/l1/event-stream'
import { annotations, emptyStack, newStack, onlyStream, synthesized, webhookIn } from './stack-kit'

describe('a secret variable', () => {
  it('is sensitive and ephemeral', () => {
    const stack = newStack()
    new SecretVariable(stack, 'token', { description: 'Token of the CRM.' })
    expect(synthesized(stack).variable?.['token']).toEqual({
      type: 'string',
      description: 'Token of the CRM.',
      sensitive: true,
      ephemeral: true,
    })
  })

  it('may have another type', () => {
    const stack = newStack()
    new SecretVariable(stack, 'tokens', { type: 'map(string)' })
    expect(synthesized(stack).variable?.['tokens']).toMatchObject({ type: 'map(string)', ephemeral: true })
  })

  it('is taken for a write-only secret, without a warning', () => {
    const stack = newStack()
    webhookIn(stack, WebhookAuthorization.bearer(new SecretVariable(stack, 'token').stringValue))
    expect(onlyStream(stack)['webhook_configuration']).toMatchObject({
      webhook_authorization: { token_wo: '${var.token}' },
    })
    expect(annotations(stack)).toEqual([])
  })

  function REFUSAL(argument: string) {
    const advice = /password|token|value/.test(argument)
      ? 'Leave out storeInState, or use a TerraformVariable with sensitive: true.'
      : 'Use a TerraformVariable for it.'
    return `"prod/Hook/Resource": webhook_configuration.${argument} is stored, and the variable "token" is ephemeral, which Terraform does not store. ${advice}`
  }

  it.each([
    ['a stored secret', (value: string) => WebhookAuthorization.bearer(value, { storeInState: true }), 'token'],
    ['a user name', (value: string) => WebhookAuthorization.basic({ username: value, password: value }), 'username'],
    [
      'a part of a stored secret',
      (value: string) => WebhookAuthorization.bearer(`a-${value}`, { storeInState: true }),
      'token',
    ],
  ])('is refused at synth for %s, as Terraform would at plan', (_, authorizationOf, argument) => {
    const stack = newStack()
    webhookIn(stack, authorizationOf(new SecretVariable(stack, 'token').stringValue))
    expect(() => synthesized(stack)).toThrow(REFUSAL(`webhook_authorization.${argument}`))
  })

  it('is refused at synth for an endpoint, also when it was made ephemeral with addOverride', () => {
    const stack = newStack()
    const token = new TerraformVariable(stack, 'token', { type: 'string' })
    token.addOverride('ephemeral', true)
    webhookIn(stack, WebhookAuthorization.bearer('${var.other}'), `https://example.com/${token.stringValue}`)
    expect(() => synthesized(stack)).toThrow(REFUSAL('webhook_endpoint'))
  })

  it('is told from a variable whose name begins alike', () => {
    const stack = newStack()
    new SecretVariable(stack, 'token')
    for (const name of ['token2', 'token-2']) new TerraformVariable(stack, name, { type: 'string' })
    webhookIn(stack, WebhookAuthorization.basic({ username: '${var.token2}${var.token-2}', password: '${var.token}' }))
    expect(() => synthesized(stack)).not.toThrow()
  })
})

describe('the credentials of a provider from variables', () => {
  function ephemeral(options?: Parameters<typeof Auth0Provider.fromVariables>[2]) {
    const stack = emptyStack()
    Auth0Provider.fromVariables(stack, 'Auth0', options)
    return Object.entries(synthesized(stack).variable ?? {})
      .filter(([, variable]) => variable['ephemeral'] === true)
      .map(([name]) => name)
  }

  it.each([
    [undefined, ['auth0_client_secret']],
    [{ credentials: 'api-token' }, ['auth0_api_token']],
    [{ credentials: 'private-key', clientAssertionSigningAlg: 'RS256' }, ['auth0_client_assertion_private_key']],
  ] as const)('are ephemeral where they are secret, with %j', (options, names) => {
    expect(ephemeral(options)).toEqual(names)
  })

  it('are sensitive alone where a saved plan is to hold them', () => {
    expect(ephemeral({ storeInPlan: true })).toEqual([])
  })
})

describe('ids that a Terraform name shortens to one', () => {
  it('are refused for secret variables, which would share one secret', () => {
    const stack = newStack()
    webhookIn(stack, WebhookAuthorization.bearer(new SecretVariable(stack, 'crm.token').stringValue))
    new SecretVariable(stack, 'crmtoken')
    expect(() => synthesized(stack)).toThrow(
      '"prod/crm.token" and "prod/crmtoken" are both the variable "crmtoken" in cdk.tf.json, where they would become one',
    )
  })

  it('are refused beside a plain variable', () => {
    const stack = newStack()
    webhookIn(stack, WebhookAuthorization.bearer(new SecretVariable(stack, 'crm token').stringValue))
    new TerraformVariable(stack, 'crmtoken', {})
    expect(() => synthesized(stack)).toThrow('are both the variable "crmtoken"')
  })

  it('are taken when they differ in "_" or "-"', () => {
    const stack = newStack()
    webhookIn(stack, WebhookAuthorization.bearer(new SecretVariable(stack, 'crm_token').stringValue))
    new SecretVariable(stack, 'crm-token')
    expect(Object.keys(synthesized(stack).variable ?? {})).toEqual(['crm-token', 'crm_token'])
  })

  it('are refused for generated resources', () => {
    const stack = newStack()
    for (const id of ['eu.orders', 'euorders'])
      new EventStreamResource(stack, id, {
        name: id,
        destinationType: 'action',
        actionConfiguration: { actionId: 'a' },
        subscriptions: ['user.created'],
      })
    expect(() => synthesized(stack)).toThrow('are both the resource "auth0_event_stream.euorders"')
  })
})
