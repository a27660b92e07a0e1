import type { IConstruct } from 'constructs'
import { constructsIn } from './auth0-resource'
import { type TerraformStack, TerraformVariable } from './core'

const declaredHere = new WeakSet<TerraformVariable>()

/**
 * The variable that a stack has under a name, wherever in the stack, or under one that differs by case only: Windows has
 * one environment variable `TF_VAR_…` for both. Two variables with one name become one in `cdk.tf.json`.
 */
export const findVariable = (stack: TerraformStack, name: string): TerraformVariable | undefined =>
  variablesAmong(constructsIn(stack)).find((variable) => isSameName(variable.friendlyUniqueId, name))

/** Sees to it that no variable that is declared later gets the name of this one unnoticed. */
export const reserveName = (variable: TerraformVariable): void => {
  declaredHere.add(variable)
}

/** What is wrong with the variables of a stack: one that has the name of one that belongs to a provider. */
export function faultsOfVariables(constructs: readonly IConstruct[]): readonly string[] {
  const variables = variablesAmong(constructs)
  return variables
    .filter((variable) => declaredHere.has(variable))
    .flatMap((reserved) => faultsBesideReserved(reserved, variables))
}

const faultsBesideReserved = (
  reserved: TerraformVariable,
  variables: readonly TerraformVariable[],
): readonly string[] =>
  variables
    .filter((other) => other !== reserved && !declaredHere.has(other))
    .filter((other) => isSameName(other.friendlyUniqueId, reserved.friendlyUniqueId))
    .map(
      (other) =>
        `"${other.node.path}" is the variable "${other.friendlyUniqueId}", which a provider of the stack has declared for its credentials at "${reserved.node.path}". Give it another name, or give the provider another prefix.`,
    )

const isSameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const variablesAmong = (constructs: readonly IConstruct[]): readonly TerraformVariable[] =>
  constructs.filter((node) => node instanceof TerraformVariable)
