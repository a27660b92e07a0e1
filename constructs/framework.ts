import type { IConstruct } from 'constructs'
import { TerraformStack } from './core'

/** Key under which jsii, which compiles both frameworks, stores the full name of a class, such as `cdktf.TerraformStack`. */
const RUNTIME_TYPE = Symbol.for('jsii.rtti')

/**
 * Throws if the stack of a construct belongs to the other framework. The compiler does not detect it, and synth would fail with an
 * unrelated message.
 */
export function requireSameFramework(construct: IConstruct): void {
  const stack = TerraformStack.of(construct)
  const [ours, theirs] = [TerraformStack, stack.constructor].map(frameworkOf)
  if (theirs !== undefined && theirs !== ours) {
    throw new Error(
      `"${construct.node.path}" is a construct for ${ours} in a stack of ${theirs}. Import it from "auth0-event-streams/${theirs}".`,
    )
  }
}

/** The framework whose stack class a class is or extends, which may be that of another copy or of another framework. */
function frameworkOf(stackClass: object | null): string | undefined {
  if (stackClass === null) return undefined
  const type: unknown = Reflect.get(stackClass, RUNTIME_TYPE)
  const [, framework] = /^(\w+)\.TerraformStack$/.exec(nameIn(type)) ?? []
  return framework ?? frameworkOf(Object.getPrototypeOf(stackClass))
}

function nameIn(type: unknown): string {
  return typeof type === 'object' && type !== null && 'fqn' in type ? String(type.fqn) : ''
}
