import type { IConstruct } from 'constructs'
import { isOurType } from './auth0-resource'
import { TerraformDataSource, TerraformProvider, TerraformResource } from './core'
import { memberOf } from './json'

/** The local name that a resource of Auth0 uses when it names no provider. */
export const DEFAULT_LOCAL_NAME = 'auth0'

/** What is wrong with two providers, and the prop that mends it. */
interface Fault {
  readonly prop: 'localName' | 'alias'
  readonly detail: string
}

/**
 * What is wrong with the Auth0 providers of a stack, ours and generated ones: two sources under one local name, of which
 * the framework would write the later one only; two providers without an alias, or with the same.
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

/** What is wrong with a provider beside those that the stack has already. */
export const faultsBeside = (constructs: readonly IConstruct[], provider: TerraformProvider): readonly Fault[] =>
  providersAmong(constructs)
    .filter((other) => other !== provider)
    .flatMap((other) => faultOfPair(other, provider))

const providersAmong = (constructs: readonly IConstruct[]): readonly TerraformProvider[] =>
  constructs.filter((node) => TerraformProvider.isTerraformProvider(node))

const isAuth0 = ({ terraformProviderSource: source = '' }: TerraformProvider): boolean => /(?:^|\/)auth0$/.test(source)

function faultOfPair(first: TerraformProvider, second: TerraformProvider): readonly Fault[] {
  // How the providers of others share a stack is not ours to judge.
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

const isProviderOverridden = (node: TerraformResource | TerraformDataSource): boolean => {
  const overrides = memberOf(node.toMetadata(), 'overrides', node.terraformResourceType)
  return Array.isArray(overrides) && overrides.includes('provider')
}

/** The streams and Actions that name no provider, when the stack has none that Terraform would then take. */
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
