import type { Type } from './value'

/** A parameter of a function: text that is known and not null. */
export interface Parameter {
  readonly name: string
  /** Markdown. */
  readonly doc: string
}

/** A declared function of the provider, which Terraform 1.8 and OpenTofu 1.7 call as `provider::NAME::FUNCTION(…)`. */
export interface FunctionDeclaration {
  readonly name: string
  /** One sentence. */
  readonly summary: string
  /** Markdown: what the function gives, and when it fails. */
  readonly doc: string
  readonly parameters: readonly Parameter[]
  /** What may follow upon the parameters, any number of times. */
  readonly variadic?: Parameter
  readonly returns: Type
}
