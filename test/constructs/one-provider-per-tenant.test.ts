import { TerraformStack, TerraformVariable } from 'cdktf'
import { Construct } from 'constructs'
import { Auth0Provider, type ProviderVariablesOptions } from '../../constructs/index'
import { Auth0Provider as GeneratedAuth0Provider } from '../../constructs/l1/provider'
import { emptyStack, newStack, streamIn, synthesized } from './stack-kit'

/** What users write to have one construct for each tenant. */
class Tenant extends Construct {
  readonly provider: Auth0Provider

  constructor(scope: Construct, id: string, options: ProviderVariablesOptions = {}) {
    super(scope, id)
    this.provider = Auth0Provider.fromVariables(this, 'auth0', { alias: id, ...options })
    streamIn(this, { name: `users-${id}`, provider: this.provider })
  }
}

describe('one construct for each tenant of a stack', () => {
  it('is refused a second time when both would read the same variables', () => {
    const stack = emptyStack()
    new Tenant(stack, 'eu')
    expect(() => new Tenant(stack, 'us')).toThrow(
      'Auth0Provider "prod/us/auth0": prefix: the variable "auth0_domain" already exists in the stack, at "prod/eu/auth0_domain". Give this provider a prefix of its own.',
    )
  })

  it('reads variables of its own with a prefix of its own', () => {
    const stack = emptyStack()
    for (const id of ['eu', 'us']) new Tenant(stack, id, { prefix: id })
    const { provider, resource } = synthesized(stack)
    expect(provider?.auth0.map(({ alias, domain }) => [alias, domain])).toEqual([
      ['eu', '${var.eu_domain}'],
      ['us', '${var.us_domain}'],
    ])
    expect(Object.values(resource?.auth0_event_stream ?? {}).map(({ name, provider }) => [name, provider])).toEqual([
      ['users-eu', 'auth0.eu'],
      ['users-us', 'auth0.us'],
    ])
  })

  it('may differ from another one in the case of its alias alone', () => {
    const stack = emptyStack()
    new Tenant(stack, 'eu', { prefix: 'one' })
    new Tenant(stack, 'EU', { prefix: 'two' })
    expect(() => synthesized(stack)).not.toThrow()
  })

  it('may not differ in the case of its prefix alone, since Windows has one environment variable for both', () => {
    const stack = emptyStack()
    new Tenant(stack, 'eu', { prefix: 'eu' })
    expect(() => new Tenant(stack, 'other', { prefix: 'EU' })).toThrow(
      'the variable "EU_domain" already exists in the stack, at "prod/eu/eu_domain" as "eu_domain", which is the same name on Windows.',
    )
  })

  it('has streams that name its provider, since Terraform would take one without any configuration', () => {
    const stack = emptyStack()
    const provider = Auth0Provider.fromVariables(stack, 'eu', { alias: 'eu' })
    streamIn(stack, { name: 'a' }, 'A')
    streamIn(stack, { name: 'b', provider }, 'B')
    streamIn(stack, { name: 'c' }, 'C').resource.addOverride('provider', 'auth0.eu')
    function check() {
      return synthesized(stack)
    }
    expect(check).toThrow(
      '"prod/A/Resource" names no provider, and each of the stack has an alias, so Terraform would take one without any configuration. Pass one as provider, such as "prod/eu".',
    )
    expect(check).not.toThrow(/prod\/[BC]/)
  })

  it('may have the same variables in another stack', () => {
    const [dev, prod] = [emptyStack('dev'), emptyStack('prod')]
    for (const stack of [dev, prod]) new Tenant(stack, 'eu')
    expect(() => [dev, prod].map(synthesized)).not.toThrow()
  })

  it('is refused a variable of yours', () => {
    const stack = emptyStack()
    new TerraformVariable(stack, 'auth0_client_id', { type: 'string', default: 'mine' })
    expect(() => new Tenant(stack, 'eu')).toThrow('the variable "auth0_client_id" already exists in the stack')
  })

  it.each(['auth0_domain', 'Auth0_Domain'])('refuses a variable %s of yours that is declared later', (name) => {
    const stack = emptyStack()
    new Tenant(stack, 'eu')
    new TerraformVariable(stack, 'mine', { type: 'string' }).overrideLogicalId(name)
    expect(() => synthesized(stack)).toThrow(
      `"prod/mine" is the variable "${name}", which a provider of the stack has declared for its credentials`,
    )
  })

  it('is refused in the same scope, before anything is declared twice', () => {
    const stack = emptyStack()
    Auth0Provider.fromVariables(stack, 'one')
    expect(() => Auth0Provider.fromVariables(stack, 'two', { alias: 'two' })).toThrow('Give this provider a prefix')
  })

  it('may be in a stack that is in another stack', () => {
    const outer = emptyStack('outer')
    new Tenant(outer, 'eu')
    expect(() => new Tenant(new TerraformStack(outer, 'inner'), 'us')).not.toThrow()
  })
})

describe('two providers of a stack', () => {
  it('need an alias', () => {
    const stack = emptyStack()
    new Auth0Provider(stack, 'A')
    expect(() => new Auth0Provider(stack, 'B', { domain: 'b.eu.auth0.com' })).toThrow(
      'Auth0Provider "prod/B": alias: "prod/A" and "prod/B" both have no alias. Give one of them an alias of its own, and pass it to its streams as provider.',
    )
  })

  it('need two aliases, wherever they are', () => {
    const stack = newStack()
    new Auth0Provider(new Construct(stack, 'x'), 'A', { alias: 'eu' })
    expect(() => new Auth0Provider(new Construct(stack, 'y'), 'A', { alias: 'eu' })).toThrow('both have the alias "eu"')
  })

  it('are found at synth when one is a generated class', () => {
    const stack = newStack()
    new GeneratedAuth0Provider(stack, 'Later')
    expect(() => synthesized(stack)).toThrow('"prod/Auth0" and "prod/Later" both have no alias.')
  })
})
