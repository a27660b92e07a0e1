import type { IConstruct } from 'constructs'
import { TerraformDataSource, TerraformProvider, TerraformResource } from './core'
import { EVENT_STREAM_TYPE } from './event-stream-resource'

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
  const providers = auth0Providers(constructs)
  return [
    ...providers.flatMap((provider, index) =>
      providers.slice(0, index).flatMap((earlier) => faultOfPair(earlier, provider).map(({ detail }) => detail)),
    ),
    ...faultsOfUsers(constructs, providers),
  ]
}

/** What is wrong with a provider beside those that the stack has already. */
export const faultsBeside = (constructs: readonly IConstruct[], provider: TerraformProvider): readonly Fault[] =>
  auth0Providers(constructs)
    .filter((other) => other !== provider)
    .flatMap((other) => faultOfPair(other, provider))

const auth0Providers = (constructs: readonly IConstruct[]): readonly TerraformProvider[] =>
  constructs.filter(
    (node): node is TerraformProvider =>
      TerraformProvider.isTerraformProvider(node) && /(?:^|\/)auth0$/.test(node.terraformProviderSource ?? ''),
  )

function faultOfPair(first: TerraformProvider, second: TerraformProvider): readonly Fault[] {
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

/** The streams that name no provider, when none has the local name that Terraform then looks for. */
function faultsOfUsers(constructs: readonly IConstruct[], providers: readonly TerraformProvider[]): readonly string[] {
  const isDeclared = providers.some(({ terraformResourceType }) => terraformResourceType === DEFAULT_LOCAL_NAME)
  const [candidate] = providers
  if (isDeclared || candidate === undefined) return []
  return constructs
    .filter((node) => TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node))
    .filter((node) => node.terraformResourceType === EVENT_STREAM_TYPE && node.provider === undefined)
    .map(
      ({ node }) =>
        `"${node.path}" names no provider, and none has the local name "${DEFAULT_LOCAL_NAME}", which Terraform then looks for. Pass one as provider, such as "${candidate.node.path}".`,
    )
}
