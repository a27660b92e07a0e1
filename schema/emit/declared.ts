import type { FunctionDeclaration, Schema } from '../dsl/index'

/** All declarations of a provider, as the emitters read them. */
export interface Declared {
  /** Full source address, as in `registry.terraform.io/auth0-event-streams/auth0`. */
  readonly address: string
  readonly provider: Schema
  readonly resources: readonly Schema[]
  readonly dataSources: readonly Schema[]
  readonly functions?: readonly FunctionDeclaration[]
}

/** A file to write: its path in the repository, and its text. */
export interface EmittedFile {
  readonly path: string
  readonly text: string
}
