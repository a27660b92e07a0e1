import type { IConstruct } from 'constructs'
import { isOurType } from './auth0-resource'
import { TerraformDataSource, TerraformProvider, TerraformResource } from './core'
import { memberOf } from './json'

/** The local name of the provider that an Auth0 resource uses by default. */
export const DEFAULT_LOCAL_NAME = 'auth0'

/** An error about two providers, and the property to change. */
interface Fault {
  readonly prop: 'localName' | 'alias'
  readonly detail: string
}

/**
 * Errors about the Auth0 providers of a stack, ours and generated ones: two sources with one local name, of which the framework would
 * write only the later one, and two providers without an alias or with the same alias.
 */
export function faultsOfProviders(constructs: readonly IConstruct[]): readonly string[] {
  const providers = providersAmong(constructs)
  return [
    ...providers.flatMap((provider, index) =>
      providers.slice(0, index).flatMap((earlier) => faultOfPair(earlier, provider).map(({ detail }) => detail)),
    ),
    ...faultsOfUsers(constructs, providers.filter(isAuth0)),
  ]
}

/** Errors about a provider and the others of its stack. */
export function faultsBeside(constructs: readonly IConstruct[], provider: TerraformProvider): readonly Fault[] {
  return providersAmong(constructs)
    .filter((other) => other !== provider)
    .flatMap((other) => faultOfPair(other, provider))
}

function providersAmong(constructs: readonly IConstruct[]): readonly TerraformProvider[] {
  return constructs.filter((node) => TerraformProvider.isTerraformProvider(node))
}

function isAuth0({ terraformProviderSource: source = '' }: TerraformProvider): boolean {
  return /(?:^|\/)auth0$/.test(source)
}

function faultOfPair(first: TerraformProvider, second: TerraformProvider): readonly Fault[] {
  // Other providers are not validated.
  if (!isAuth0(first) && !isAuth0(second)) return []
  const { terraformResourceType: name, alias } = second
  if (first.terraformResourceType !== name) return []
  if (first.terraformProviderSource !== second.terraformProviderSource) {
    const [a, b] = [first, second].map((one) => `"${one.node.path}" (${one.terraformProviderSource})`)
    const detail = `${a} and ${b} both have the local name "${name}", for which a stack has one source. Give the Auth0Provider of this package another one, such as localName: 'streams', and pass it to its streams as provider.`
    return [{ prop: 'localName', detail }]
  }
  if (first.alias !== alias) return []
  const both = alias === undefined ? 'have no alias' : `have the alias "${alias}"`
  const detail = `"${first.node.path}" and "${second.node.path}" both ${both}. Give one of them an alias of its own, and pass it to its streams as provider.`
  return [{ prop: 'alias', detail }]
}

function isProviderOverridden(node: TerraformResource | TerraformDataSource): boolean {
  const overrides = memberOf(node.toMetadata(), 'overrides', node.terraformResourceType)
  return Array.isArray(overrides) && overrides.includes('provider')
}

/** Errors for streams and Actions without a provider in a stack that has no default one. */
function faultsOfUsers(constructs: readonly IConstruct[], providers: readonly TerraformProvider[]): readonly string[] {
  const named = providers.filter(({ terraformResourceType: name }) => name === DEFAULT_LOCAL_NAME)
  const [candidate] = providers
  if (candidate === undefined || named.some(({ alias }) => alias === undefined)) return []
  const missing =
    named.length === 0
      ? `none has the local name "${DEFAULT_LOCAL_NAME}", which Terraform then looks for`
      : 'each of the stack has an alias, so Terraform would take one without any configuration'
  return constructs
    .filter((node) => TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node))
    .filter((node) => isOurType(node.terraformResourceType))
    .filter((node) => node.provider === undefined && !isProviderOverridden(node))
    .map(
      ({ node }) =>
        `"${node.path}" names no provider, and ${missing}. Pass one as provider, such as "${candidate.node.path}".`,
    )
}
