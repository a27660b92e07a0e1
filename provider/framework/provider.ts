import type { ConfigOf, Schema } from '../../schema/dsl/index'
import type { Client } from './client'
import type { Diagnostic } from './diagnostic'
import type { Logger } from './logger'
import type { ObjectValue } from './object-value'
import type { ProviderFunction } from './provider-function'
import type { DataSource, Resource } from './resource'

/** What a failed operation was about, for the words of its diagnostic. */
export interface Subject {
  readonly operation: 'create' | 'read' | 'update' | 'delete' | 'import'
  readonly schema: Schema
  /** The object as it is, or is to be when there is none yet. */
  readonly values: ObjectValue
  /** What an update was to make of it. */
  readonly wanted?: ObjectValue
  /** What the user wrote, of a write: only there are write-only values. */
  readonly config?: ObjectValue
}

/** What the provider block says, beyond its attributes. */
export interface ConfigureContext {
  readonly terraformVersion: string
  /** Who runs the provider, for messages. */
  readonly client: Client
  readonly log: Logger
}

/**
 * The outcome of configuration: what the operations use, or why there is none. `pending` explains, as a diagnostic, that
 * the configuration is not known yet; it is shown only when an operation needs the API.
 */
export type Configured<Api> =
  | { readonly api: Api; readonly diagnostics?: readonly Diagnostic[] }
  | { readonly pending: Diagnostic; readonly diagnostics?: readonly Diagnostic[] }
  | { readonly diagnostics: readonly Diagnostic[] }

/** The warnings that the processes of one run have shown. */
export interface ShownInRun {
  /** Whether a process of this run that has ended showed this text. */
  wasShown(text: string): boolean
  /** Records for the later processes of this run that this one showed it. */
  markShown(text: string): void
}

/** A provider: its configuration, and the resources and data sources that use it. */
export interface ProviderDefinition<S extends Schema, Api> {
  readonly schema: S
  readonly resources: readonly Resource<Api>[]
  readonly dataSources: readonly DataSource<Api>[]
  readonly functions?: readonly ProviderFunction[]
  configure(config: ConfigOf<S>, context: ConfigureContext): Promise<Configured<Api>>
  /** The diagnostic for an error that an operation threw, or undefined when it is not one of the API client's. */
  explain(error: unknown, subject: Subject, client: Client): Diagnostic | undefined
  /** Absent where processes cannot exchange notes. */
  readonly shownInRun?: ShownInRun
}

/** A provider whose values are read by its schemas instead of its types. */
export interface Provider<Api = unknown> {
  readonly schema: Schema
  readonly resources: readonly Resource<Api>[]
  readonly dataSources: readonly DataSource<Api>[]
  readonly functions?: readonly ProviderFunction[]
  configure(config: ObjectValue, context: ConfigureContext): Promise<Configured<Api>>
  explain(error: unknown, subject: Subject, client: Client): Diagnostic | undefined
  readonly shownInRun?: ShownInRun
}

/** Declares a provider; the values of its operations are typed by its schemas. */
export function defineProvider<S extends Schema, Api>(definition: ProviderDefinition<S, Api>): Provider {
  return definition as unknown as Provider
}
