import type { ConfigOf, PlanOf, Schema, StateOf } from '../../schema/dsl/index'
import type { Client } from './client'
import type { Diagnostic } from './diagnostic'
import type { EarlierVersion } from './earlier-version'
import type { Logger } from './logger'
import type { ObjectValue } from './object-value'
import type { PlanAdjustment, Replacement } from './plan-adjustment'

/** What an operation may use besides its values. */
export interface OperationContext<Api> {
  readonly api: Api
  /** Aborts when Terraform stops the provider; for writes only after a time of grace, so that a response can arrive. */
  readonly signal: AbortSignal
  /** Aborts at once when Terraform stops the provider: nothing further is sent. */
  readonly cancelWaiting: AbortSignal
  /**
   * How long the operation may take by the block `timeouts`, or by its default, in milliseconds; undefined when the schema has no
   * such block. Nothing is aborted by it: the operation itself ends its waiting, and says what it waited for.
   */
  readonly timeoutMs: number | undefined
  /** The values that the schema declares as secret, in what is and what is to be: nothing that is said may show them. */
  readonly secrets: readonly string[]
  readonly log: Logger
  /** Who runs the provider, for messages. */
  readonly client: Client
}

/** The state after an operation, or null when the object is gone, and what the user should know. */
export interface Outcome<State> {
  readonly state: State | null
  readonly diagnostics?: readonly Diagnostic[]
}

/**
 * A managed resource. Each operation makes as few API calls as it can and throws what the API client throws; the
 * provider's `explain` turns that into a diagnostic. An operation that made the object exist returns its state.
 */
export interface ResourceDefinition<S extends Schema, Api> {
  readonly schema: S
  create(
    request: { readonly config: ConfigOf<S>; readonly plan: PlanOf<S> },
    context: OperationContext<Api>,
  ): Promise<Outcome<StateOf<S>>>
  read(request: { readonly state: StateOf<S> }, context: OperationContext<Api>): Promise<Outcome<StateOf<S>>>
  update(
    request: { readonly config: ConfigOf<S>; readonly plan: PlanOf<S>; readonly prior: StateOf<S> },
    context: OperationContext<Api>,
  ): Promise<Outcome<StateOf<S>>>
  delete(request: { readonly state: StateOf<S> }, context: OperationContext<Api>): Promise<void>
  /** The part of the state that identifies the object, from the id the user imports, or why that id cannot be one. */
  importState(id: string): { readonly state: ObjectValue } | { readonly diagnostic: Diagnostic }
  /** The schemas that earlier versions of this resource wrote states with. Without them a state of an earlier version is refused. */
  readonly earlierVersions?: readonly EarlierVersion[]
  /** Corrects a stored state of the present version, such as one that the official provider wrote in a way of its own. */
  upgradeState?(stored: ObjectValue): ObjectValue
  /** Loads what planning needs, before a plan; called before each. Absent when nothing has to be loaded. */
  prepare?(): Promise<void>
  /**
   * Looks at a create (no prior state) or an update after the framework has planned it, and says what the schema cannot: computed
   * values that the change sets anew, further reasons for a new object. Pure: the same change gives the same adjustment.
   */
  adjustPlan?(change: {
    readonly config: ConfigOf<S>
    readonly plan: PlanOf<S>
    readonly prior: StateOf<S> | null
  }): PlanAdjustment
  /**
   * Validates a create (no prior state) or an update by what it needs and sends: errors when something is missing, warnings of what
   * the plan does not show. Unknown values are not validated. Called with the plan, and again before apply, for clients that do not
   * plan.
   */
  checkChange?(change: {
    readonly config: ConfigOf<S>
    readonly plan: PlanOf<S>
    readonly prior: StateOf<S> | null
  }): readonly Diagnostic[]
  /** Warns of consequences of a replacement that Terraform does not show. */
  warnReplacement?(replacements: readonly Replacement[], prior: StateOf<S>): readonly Diagnostic[]
  /** Warns of what the API deletes together with the object. */
  warnDestroy?(prior: StateOf<S>): readonly Diagnostic[]
  /**
   * Called with every planned change, destroys included; warns of conflicts with the other changes of this run. Terraform plans a
   * replacement twice: with the prior state, and then as a create; and each change again just before it is applied.
   */
  reviewPlan?(change: ReviewedChange, context: Pick<OperationContext<Api>, 'api' | 'client'>): readonly Diagnostic[]
}

/** A planned change as a resource sees it. Null: the object does not exist, or is to be deleted. */
export interface ReviewedChange {
  readonly prior: ObjectValue | null
  readonly planned: ObjectValue | null
  readonly config: ObjectValue | null
  readonly replacements: readonly Replacement[]
  /** This is the create of a replacement that was planned with the prior state just before. */
  readonly completesReplacement: boolean
}

/** A data source. */
export interface DataSourceDefinition<S extends Schema, Api> {
  readonly schema: S
  read(request: { readonly config: ConfigOf<S> }, context: OperationContext<Api>): Promise<Outcome<StateOf<S>>>
}

interface Change {
  readonly config: ObjectValue
  readonly plan: ObjectValue
}

/** A resource whose values are read by its schema instead of its types: what the framework works with. */
export interface Resource<Api> {
  readonly schema: Schema
  create(request: Change, context: OperationContext<Api>): Promise<Outcome<ObjectValue>>
  read(request: { readonly state: ObjectValue }, context: OperationContext<Api>): Promise<Outcome<ObjectValue>>
  update(
    request: Change & { readonly prior: ObjectValue },
    context: OperationContext<Api>,
  ): Promise<Outcome<ObjectValue>>
  delete(request: { readonly state: ObjectValue }, context: OperationContext<Api>): Promise<void>
  importState(id: string): { readonly state: ObjectValue } | { readonly diagnostic: Diagnostic }
  readonly earlierVersions?: readonly EarlierVersion[]
  upgradeState?(stored: ObjectValue): ObjectValue
  prepare?(): Promise<void>
  adjustPlan?(change: Change & { readonly prior: ObjectValue | null }): PlanAdjustment
  checkChange?(change: Change & { readonly prior: ObjectValue | null }): readonly Diagnostic[]
  warnReplacement?(replacements: readonly Replacement[], prior: ObjectValue): readonly Diagnostic[]
  warnDestroy?(prior: ObjectValue): readonly Diagnostic[]
  reviewPlan?(change: ReviewedChange, context: Pick<OperationContext<Api>, 'api' | 'client'>): readonly Diagnostic[]
}

/** A data source whose values are read by its schema instead of its types. */
export interface DataSource<Api> {
  readonly schema: Schema
  read(request: { readonly config: ObjectValue }, context: OperationContext<Api>): Promise<Outcome<ObjectValue>>
}

// Values are decoded with the schema that the types are inferred from, so they have these types. The compiler cannot infer that, so
// each kind has one cast.
/** Declares a resource: its schema and its operations, typed by that schema. */
export function defineResource<S extends Schema, Api>(definition: ResourceDefinition<S, Api>): Resource<Api> {
  return definition as unknown as Resource<Api>
}

/** Declares a data source: its schema and how it is read, typed by that schema. */
export function defineDataSource<S extends Schema, Api>(definition: DataSourceDefinition<S, Api>): DataSource<Api> {
  return definition as unknown as DataSource<Api>
}
