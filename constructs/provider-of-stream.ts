import type { IConstruct } from 'constructs'
import { TerraformProvider, TerraformStack } from './core'
import { describeValue } from './given'
import { refusal } from './refusal'

/** Throws for what is no provider, and for one of another stack, which Terraform would not find. */
export function requireProvider(stream: IConstruct, provider: unknown): void {
  if (!TerraformProvider.isTerraformProvider(provider)) {
    const advice = 'Pass what new Auth0Provider or Auth0Provider.fromVariables returns.'
    throw refusal(stream, 'provider', `it must be a provider, not ${describeValue(provider)}. ${advice}`)
  }
  const [ours, theirs] = [stream, provider].map((construct) => TerraformStack.of(construct))
  if (ours === theirs) return
  throw refusal(
    stream,
    'provider',
    `"${provider.node.path}" belongs to the stack "${theirs?.node.path}". Create a provider in "${ours?.node.path}", since each stack has providers of its own.`,
  )
}
