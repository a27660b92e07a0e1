import type { IConstruct } from 'constructs'
import { TerraformStack } from './core'
import { faultsOfEphemeralUse } from './ephemeral-use'
import { constructsIn, isEventStreamResource, type StreamOfStack, synthesizedStream } from './event-stream-resource'
import { requireSameFramework } from './framework'
import { misplacedArguments } from './misplaced-arguments'
import { faultsOfProviders } from './provider-names'
import { faultsOfNames } from './stream-names'
import { inheritTeamRules } from './team-rules'
import { faultsOfVariables } from './variable-names'

const checked = new WeakSet<TerraformStack>()

/**
 * Lets the stack of a construct be checked as a whole at synth, once. Throws at once for a stack of the other framework.
 * The checks run at the end, since an aspect or the owner of a resource may still change it.
 */
export function checkAtSynth(construct: IConstruct): void {
  requireSameFramework(construct)
  const stack = TerraformStack.of(construct)
  if (checked.has(stack)) return
  checked.add(stack)
  inheritTeamRules(stack)
  stack.node.addValidation({ validate: () => [...faultsIn(stack)] })
}

function faultsIn(stack: TerraformStack): readonly string[] {
  const streams = constructsIn(stack).filter(isEventStreamResource).map(synthesizedStream)
  return [
    ...faultsOfNames(streams),
    ...faultsOfProviders(stack),
    ...faultsOfVariables(stack),
    ...faultsOfEphemeralUse(stack, streams),
    ...streams.flatMap(faultsOfArguments),
  ]
}

const faultsOfArguments = ({ resource, json }: StreamOfStack): readonly string[] =>
  misplacedArguments(json).map((fault) => `"${resource.node.path}": ${fault}`)
