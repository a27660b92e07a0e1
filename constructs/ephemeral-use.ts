import type { IConstruct } from 'constructs'
import {
  type Auth0Resource,
  argumentsOf,
  type Body,
  bodyOf,
  hasOverrides,
  isEventStreamResource,
  synthesizedArguments,
} from './auth0-resource'
import { TerraformVariable } from './core'
import { BLOCKS } from './destination-blocks'
import { blocksOf, isJson, type Json, memberOf } from './json'
import { isResolved } from './tokens'

/** Errors for arguments that Terraform stores and that use an ephemeral variable. */
export function faultsOfEphemeralUse(
  constructs: readonly IConstruct[],
  resources: readonly Auth0Resource[],
): readonly string[] {
  const names = ephemeralVariables(constructs)
  if (names.length === 0) return []
  return resources
    .filter(mayStoreReference)
    .flatMap((resource) =>
      usesIn(bodyOf(resource), synthesizedArguments(resource), names).map(
        ({ argument, name, isSecret }) =>
          `"${resource.node.path}": ${argument} is stored, and the variable "${name}" is ephemeral, which Terraform does not store. ${isSecret ? 'Leave out storeInState, or use a TerraformVariable with sensitive: true.' : 'Use a TerraformVariable for it.'}`,
      ),
    )
}

/** Whether a stored argument contains an expression. A quick filter: resolving the tokens of all streams takes as long as synth. */
function mayStoreReference(resource: Auth0Resource): boolean {
  if (!isEventStreamResource(resource)) return hasStoredExpression(argumentsOf(resource))
  const blocks = Object.values(BLOCKS).map((block) => resource[`${block}Input`])
  const inputs = [resource.nameInput, resource.subscriptionsInput, resource.statusInput, ...blocks]
  return hasOverrides(resource) || inputs.some(hasStoredExpression)
}

function hasStoredExpression(value: unknown): boolean {
  if (Array.isArray(value)) return !isResolved(value) || value.some(hasStoredExpression)
  if (!isJson(value)) return value !== undefined && !isResolved(value)
  return Object.entries(value).some(([name, member]) => !/(?:Wo|_wo)$/.test(name) && hasStoredExpression(member))
}

function ephemeralVariables(constructs: readonly IConstruct[]): readonly string[] {
  return constructs
    .filter((node) => node instanceof TerraformVariable)
    .filter((variable) => {
      const name = variable.friendlyUniqueId
      return memberOf(variable.toTerraform(), 'variable', name, 'ephemeral') === true
    })
    .map(({ friendlyUniqueId }) => friendlyUniqueId)
}

interface Use {
  readonly argument: string
  readonly name: string
  readonly isSecret: boolean
}

function usesIn(body: Body, block: Json, names: readonly string[], before = ''): readonly Use[] {
  return Object.entries(body).flatMap(([member, { spec, body: inner }]) => {
    const [argument, value] = [`${before}${member}`, block[member]]
    if (inner !== undefined) return blocksOf(value).flatMap((nested) => usesIn(inner, nested, names, `${argument}.`))
    if (spec?.writeOnly === true || !hasStoredExpression(value)) return []
    const text = JSON.stringify(value ?? null)
    const isSecret = spec?.sensitive === true
    return names
      .filter((name) => new RegExp(`\\bvar\\.${name}\\b(?!-)`).test(text))
      .map((name) => ({ argument, name, isSecret }))
  })
}
