import { Construct, type IConstruct } from 'constructs'
import {
  type ITerraformDependable,
  TerraformDataSource,
  TerraformModule,
  TerraformResource,
  TerraformStack,
} from './core'

/**
 * The Terraform addresses that a construct depends on by `node.addDependency`, its own and those of its parents. A dependency on
 * another stack becomes a dependency between the stacks, which Terraform applies one after the other.
 */
export function dependenciesOf(construct: IConstruct): readonly string[] {
  const stack = TerraformStack.of(construct)
  const { scopes } = construct.node
  const waiting = scopes.slice(scopes.indexOf(stack)).filter(({ node }) => node.dependencies.length > 0)
  const addresses = waiting.flatMap((scope) =>
    scope.node.dependencies
      .flatMap((dependency) => dependency.node.findAll())
      .filter((dependency) => !isIn(scope, dependency))
      .flatMap((dependency) => addressIn(stack, dependency)),
  )
  return [...new Set(addresses)].sort()
}

/** Whether a construct is the scope or below it. A scope cannot depend on its own children. */
function isIn(scope: IConstruct, construct: IConstruct): boolean {
  return construct.node.scopes.includes(scope)
}

function addressIn(stack: TerraformStack, construct: IConstruct): readonly string[] {
  const theirs = TerraformStack.of(construct)
  if (theirs !== stack) {
    stack.addDependency(theirs)
    return []
  }
  return addressOf(construct)
}

function addressOf(construct: IConstruct): readonly string[] {
  if (TerraformResource.isTerraformResource(construct)) {
    return [`${construct.terraformResourceType}.${construct.friendlyUniqueId}`]
  }
  if (TerraformDataSource.isTerraformDataSource(construct)) {
    return [`data.${construct.terraformResourceType}.${construct.friendlyUniqueId}`]
  }
  return construct instanceof TerraformModule ? [`module.${construct.friendlyUniqueId}`] : []
}

/** A construct, with all of its children, or an object with a Terraform address. */
export type Dependency = IConstruct | ITerraformDependable

/** Adds dependencies to a construct and returns those that are not constructs, which its resource must list in `depends_on`. */
export function addDependencies(
  construct: IConstruct,
  dependencies: readonly Dependency[],
): readonly ITerraformDependable[] {
  function isConstruct(dependency: Dependency): dependency is IConstruct {
    return Construct.isConstruct(dependency)
  }
  construct.node.addDependency(...dependencies.filter(isConstruct))
  return dependencies.filter((dependency): dependency is ITerraformDependable => !isConstruct(dependency))
}
