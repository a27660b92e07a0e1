import type { FunctionDeclaration, Value } from '../../schema/dsl/index'

/** A function of the provider. It needs no configuration, and gives the same for the same arguments. */
export interface ProviderFunction {
  readonly declaration: FunctionDeclaration
  /** Arguments of the variadic parameter follow upon the others. Throws an `ArgumentError` for a value that it does not accept. */
  call(args: readonly string[]): Value
}

/** An argument that a function does not accept. Terraform shows the message after the parameter's name, and puts a full stop behind it. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError'
  /** Which argument, counted from 0. */
  readonly index: number

  constructor(index: number, message: string) {
    super(message)
    this.index = index
  }
}
