import type { IConstruct } from 'constructs'
import {
  type Auth0Resource,
  bodyOf,
  constructsIn,
  hasOverrides,
  isAuth0Resource,
  synthesizedArguments,
} from './auth0-resource'
import { TerraformStack } from './core'
import { faultsOfEphemeralUse } from './ephemeral-use'
import { requireSameFramework } from './framework'
import { faultsOfMergedNames } from './merged-names'
import { misplacedArguments } from './misplaced-arguments'
import { faultsOfNames } from './names-in-tenant'
import { faultsOfProviders } from './provider-names'
import { faultsOfForeignProviders } from './provider-of-stream'
import { faultsOfSharedActions } from './shared-actions'
import { inheritTeamRules } from './team-rules'
import { faultsOfVariables } from './variable-names'

const checked = new WeakSet<TerraformStack>()

/**
 * Registers the checks of the whole stack, once per stack; they run at synth, after aspects and overrides. Throws if the stack belongs
 * to the other framework.
 */
export function checkAtSynth(construct: IConstruct): void {
  const stack = TerraformStack.of(construct)
  // A stack may have a thousand streams.
  if (checked.has(stack)) return
  requireSameFramework(construct)
  checked.add(stack)
  inheritTeamRules(stack)
  stack.node.addValidation({ validate: () => [...faultsIn(stack)] })
}

function faultsIn(stack: TerraformStack): readonly string[] {
  const constructs = constructsIn(stack)
  const resources = constructs.filter(isAuth0Resource)
  return [
    ...faultsOfNames(resources),
    ...faultsOfMergedNames(constructs, resources),
    ...faultsOfSharedActions(resources),
    ...faultsOfProviders(constructs),
    ...faultsOfForeignProviders(resources),
    ...faultsOfVariables(constructs),
    ...faultsOfEphemeralUse(constructs, resources),
    ...resources.filter(hasOverrides).flatMap(faultsOfOverrides),
  ]
}

function faultsOfOverrides(resource: Auth0Resource): readonly string[] {
  return misplacedArguments(bodyOf(resource), synthesizedArguments(resource)).map(
    (fault) => `"${resource.node.path}": ${fault}`,
  )
}
