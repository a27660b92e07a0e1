import type { IConstruct } from 'constructs'
import type { Auth0Resource } from './auth0-resource'
import { type TerraformElement, TerraformVariable } from './core'
import { SecretVariable } from './secret-variable'

/**
 * Errors for constructs that become one in `cdk.tf.json`, since a Terraform name leaves out characters of an id: `eu.orders` and
 * `euorders` are both `euorders`. The framework merges them silently, so that two webhooks share one secret, or one of two streams is
 * lost. Source: cdktf 0.21 and cdktn 0.24, as run.
 */
export function faultsOfMergedNames(
  constructs: readonly IConstruct[],
  resources: readonly Auth0Resource[],
): readonly string[] {
  const variables = constructs.filter((node) => node instanceof TerraformVariable)
  return [
    ...mergedAmong(variables, 'variable', (variable) => variable.friendlyUniqueId).filter(holdsSecret),
    ...mergedAmong(resources, 'resource', nameOfResource),
  ].map(faultOf)
}

interface Merged {
  readonly kind: string
  readonly name: string
  readonly elements: readonly TerraformElement[]
}

function mergedAmong<E extends TerraformElement>(
  elements: readonly E[],
  kind: string,
  nameOf: (element: E) => string,
): readonly Merged[] {
  const sharing = new Map<string, E[]>()
  for (const element of elements) sharing.set(nameOf(element), [...(sharing.get(nameOf(element)) ?? []), element])
  return [...sharing]
    .filter(([, { length }]) => length > 1)
    .map(([name, sharers]) => ({ kind, name, elements: sharers }))
}

function nameOfResource(resource: Auth0Resource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`
}

function holdsSecret({ elements }: Merged): boolean {
  return elements.some((element) => element instanceof SecretVariable)
}

function faultOf({ kind, name, elements }: Merged): string {
  const paths = elements.map(({ node }) => JSON.stringify(node.path)).join(' and ')
  return `${paths} are both the ${kind} "${name}" in cdk.tf.json, where they would become one, because a Terraform name leaves out characters of an id. Give them ids that differ in letters, digits, "_" or "-".`
}
