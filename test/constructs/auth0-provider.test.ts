import { Construct } from 'constructs'
import { Auth0Provider, type ProviderVariablesOptions } from '../../constructs/index'
import { emptyStack, synthesized } from './stack-kit'

function synthesizedWith(options?: ProviderVariablesOptions) {
  const stack = emptyStack()
  Auth0Provider.fromVariables(stack, 'Auth0', options)
  const { provider, variable = {} } = synthesized(stack)
  return { provider: provider?.auth0[0], variable }
}

function sensitive(variable: { readonly [name: string]: { readonly [key: string]: unknown } }) {
  return Object.entries(variable)
    .filter(([, declared]) => declared['sensitive'] === true)
    .map(([name]) => name)
}

describe('a provider from variables', () => {
  it('takes a client secret by default', () => {
    expect(synthesizedWith().provider).toEqual({
      domain: '${var.auth0_domain}',
      client_id: '${var.auth0_client_id}',
      client_secret: '${var.auth0_client_secret}',
    })
  })

  it.each(['', 'my tenant', '1st', 'a.b'])('refuses the prefix %j', (prefix) => {
    expect(() => synthesizedWith({ prefix })).toThrow(
      `Auth0Provider "prod/Auth0": prefix: "${prefix}" must start with a letter or "_", followed by letters, digits, "_" and "-".`,
    )
  })

  it('refuses the prefix of another provider', () => {
    const stack = emptyStack()
    Auth0Provider.fromVariables(stack, 'Auth0')
    expect(() => Auth0Provider.fromVariables(stack, 'Other', { alias: 'other' })).toThrow(
      'Auth0Provider "prod/Other": prefix: the variable "auth0_domain" already exists in the stack, at "prod/auth0_domain". Give this provider a prefix of its own.',
    )
  })

  it('takes an API token', () => {
    expect(synthesizedWith({ credentials: 'api-token' }).provider).toEqual({
      domain: '${var.auth0_domain}',
      api_token: '${var.auth0_api_token}',
    })
  })

  it('takes a private key', () => {
    expect(synthesizedWith({ credentials: 'private-key', clientAssertionSigningAlg: 'RS256' }).provider).toEqual({
      domain: '${var.auth0_domain}',
      client_id: '${var.auth0_client_id}',
      client_assertion_private_key: '${var.auth0_client_assertion_private_key}',
      client_assertion_signing_alg: 'RS256',
    })
  })

  it.each([
    [{}, ['auth0_client_secret']],
    [{ credentials: 'api-token' }, ['auth0_api_token']],
    [{ credentials: 'private-key', clientAssertionSigningAlg: 'RS256' }, ['auth0_client_assertion_private_key']],
  ] as const)('marks what is secret of %j', (options, names) => {
    expect(sensitive(synthesizedWith(options).variable)).toEqual(names)
  })

  it('declares no variable with a value of its own', () => {
    expect(Object.values(synthesizedWith().variable).filter((declared) => 'default' in declared)).toEqual([])
  })

  it('hands on what is no credential', () => {
    expect(synthesizedWith({ alias: 'eu', debug: true }).provider).toMatchObject({ alias: 'eu', debug: true })
  })

  it('has variables with another prefix for another tenant', () => {
    expect(Object.keys(synthesizedWith({ prefix: 'staging' }).variable)).toEqual([
      'staging_client_id',
      'staging_client_secret',
      'staging_domain',
    ])
  })

  it('names its variables alike wherever it is declared', () => {
    const stack = emptyStack()
    Auth0Provider.fromVariables(new Construct(stack, 'Deep'), 'Auth0')
    expect(Object.keys(synthesized(stack).variable ?? {})).toContain('auth0_domain')
  })
})

describe('a provider without configuration', () => {
  it('leaves everything to the environment', () => {
    const stack = emptyStack()
    new Auth0Provider(stack, 'Auth0')
    expect(synthesized(stack).provider?.auth0).toEqual([{}])
  })
})
