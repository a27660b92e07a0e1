import type { IConstruct } from 'constructs'
import { constructsIn } from './auth0-resource'
import { type TerraformStack, TerraformVariable } from './core'

const declaredHere = new WeakSet<TerraformVariable>()

/**
 * The variable of a stack with a name, compared without case, since environment variables such as `TF_VAR_…` are case-insensitive on
 * Windows. Two variables with one name are merged in `cdk.tf.json`.
 */
export function findVariable(stack: TerraformStack, name: string): TerraformVariable | undefined {
  return variablesAmong(constructsIn(stack)).find((variable) => isSameName(variable.friendlyUniqueId, name))
}

/** Reserves the name of a variable: synth reports another variable with the same name. */
export function reserveName(variable: TerraformVariable): void {
  declaredHere.add(variable)
}

/** Errors for variables that have the name of a variable of a provider. */
export function faultsOfVariables(constructs: readonly IConstruct[]): readonly string[] {
  const variables = variablesAmong(constructs)
  return variables
    .filter((variable) => declaredHere.has(variable))
    .flatMap((reserved) => faultsBesideReserved(reserved, variables))
}

function faultsBesideReserved(reserved: TerraformVariable, variables: readonly TerraformVariable[]): readonly string[] {
  return variables
    .filter((other) => other !== reserved && !declaredHere.has(other))
    .filter((other) => isSameName(other.friendlyUniqueId, reserved.friendlyUniqueId))
    .map(
      (other) =>
        `"${other.node.path}" is the variable "${other.friendlyUniqueId}", which a provider of the stack has declared for its credentials at "${reserved.node.path}". Give it another name, or give the provider another prefix.`,
    )
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function variablesAmong(constructs: readonly IConstruct[]): readonly TerraformVariable[] {
  return constructs.filter((node) => node instanceof TerraformVariable)
}
