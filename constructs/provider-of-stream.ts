import type { IConstruct } from 'constructs'
import type { Auth0Resource } from './auth0-resource'
import { TerraformProvider, TerraformStack } from './core'
import { describeValue } from './given'
import { refusal } from './refusal'

/** Throws if the value is not a provider, or if it belongs to another stack. */
export function requireProvider(stream: IConstruct, provider: unknown): void {
  if (!TerraformProvider.isTerraformProvider(provider)) {
    const advice = 'Pass what new Auth0Provider or Auth0Provider.fromVariables returns.'
    throw refusal(stream, 'provider', `it must be a provider, not ${describeValue(provider)}. ${advice}`)
  }
  const fault = faultOfStack(stream, provider)
  if (fault !== undefined) throw refusal(stream, 'provider', fault)
}

/** Errors for resources whose provider belongs to another stack. It may have been set on the resource itself. */
export function faultsOfForeignProviders(resources: readonly Auth0Resource[]): readonly string[] {
  return resources.flatMap((resource) => {
    const fault = resource.provider && faultOfStack(resource, resource.provider)
    return fault === undefined ? [] : [`"${resource.node.path}": provider: ${fault}`]
  })
}

function faultOfStack(stream: IConstruct, provider: TerraformProvider): string | undefined {
  const [ours, theirs] = [stream, provider].map((construct) => TerraformStack.of(construct))
  return ours === theirs
    ? undefined
    : `"${provider.node.path}" belongs to the stack "${theirs?.node.path}". Create a provider in "${ours?.node.path}", since each stack has providers of its own.`
}
