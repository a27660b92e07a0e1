import { Construct, type IConstruct } from 'constructs'
import {
  type ITerraformDependable,
  TerraformDataSource,
  TerraformModule,
  TerraformResource,
  TerraformStack,
} from './core'

/**
 * The Terraform addresses of what a construct depends on by `node.addDependency`, of its own or of a construct that it is
 * in. A dependency on another stack is handed to the stacks, since Terraform applies them one after the other.
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

/** Whether a construct is another or in it: what is in a construct cannot be waited for by it. */
const isIn = (scope: IConstruct, construct: IConstruct): boolean => construct.node.scopes.includes(scope)

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

/** Something to wait for: any construct, with all that is in it, or what has a Terraform address. */
export type Dependency = IConstruct | ITerraformDependable

/** Lets a construct depend on others, and gives those that are no constructs, which its resource has to name itself. */
export function addDependencies(
  construct: IConstruct,
  dependencies: readonly Dependency[],
): readonly ITerraformDependable[] {
  const isConstruct = (dependency: Dependency): dependency is IConstruct => Construct.isConstruct(dependency)
  construct.node.addDependency(...dependencies.filter(isConstruct))
  return dependencies.filter((dependency): dependency is ITerraformDependable => !isConstruct(dependency))
}
