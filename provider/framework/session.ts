import type { Schema } from '../../schema/dsl/index'
import { type Diagnostic, error, hasError, providerBug } from './diagnostic'
import { brokenApplyLaw, containsUnknown } from './law'
import type { Logger } from './logger'
import { elementsOf, isObject, type ObjectValue } from './object-value'
import { planChange, type Replacement } from './plan'
import type { ConfigureContext, Configured, Provider, Subject } from './provider'
import type { DataSource, OperationContext, Outcome, Resource } from './resource'
import { maskSecrets } from './secrets'
import { unsupportedWriteOnly, validateConfig } from './validate'

// A write whose answer is on its way when the user presses Ctrl-C is given this long to arrive, so that what was
// created gets into the state. Terraform itself waits; a second Ctrl-C ends it all.
const WRITE_GRACE_MS = 20_000

/** What a plan gives, or null values when the resource is to be destroyed. */
export interface PlannedChange {
  readonly planned: ObjectValue | null
  readonly replacements: readonly Replacement[]
  readonly diagnostics: readonly Diagnostic[]
}

/** A state, or null when there is none, with its diagnostics. */
export interface NewState {
  readonly state: ObjectValue | null
  readonly diagnostics: readonly Diagnostic[]
}

/** What the Terraform at the other end can do. */
export interface ClientAbilities {
  readonly writeOnly: boolean
}

/** One run of a provider: from its configuration to its stop. Its methods have the names of the protocol's calls. */
export type Session = ReturnType<typeof createSession>

/** Starts a run of the provider. Nothing is loaded or connected before it is needed. */
export function createSession(provider: Provider, log: Logger) {
  let configured: Configured<unknown> | undefined
  const stopping = new AbortController()
  const abandoning = new AbortController()

  const contextFor = (signal: AbortSignal): OperationContext<unknown> | Diagnostic => {
    if (stopping.signal.aborted)
      return error('Interrupted', 'The run was interrupted before this operation began.\n\nRun terraform again.')
    if (configured === undefined) return providerBug('An operation came before the configuration')
    if ('api' in configured) return { api: configured.api, signal, log }
    return 'pending' in configured ? configured.pending : providerBug('An operation came after a failed configuration')
  }

  /** Runs an operation; whatever it throws becomes a diagnostic here and nowhere else. */
  const run = async <T>(
    subject: Subject,
    signal: AbortSignal,
    operation: (context: OperationContext<unknown>) => Promise<T>,
  ): Promise<{ result: T } | { failure: Diagnostic }> => {
    const context = contextFor(signal)
    if ('severity' in context) return { failure: context }
    try {
      return { result: await operation(context) }
    } catch (thrown) {
      return { failure: provider.explain(thrown, subject) ?? unexpected(thrown, subject, log) }
    }
  }

  const applied = async (
    subject: Subject,
    planned: ObjectValue,
    operation: (context: OperationContext<unknown>) => Promise<Outcome<ObjectValue>>,
    otherwise: ObjectValue | null,
  ): Promise<NewState> => {
    const done = await run(subject, abandoning.signal, operation)
    if ('failure' in done) return { state: otherwise, diagnostics: [done.failure] }
    const { state, diagnostics = [] } = done.result
    if (state === null)
      return { state: otherwise, diagnostics: [...diagnostics, ...missingState(subject, diagnostics)] }
    const broken = brokenApplyLaw(subject.schema, planned, state)
    return { state: withoutUnknown(subject.schema, state), diagnostics: [...diagnostics, ...broken] }
  }

  return {
    validateConfig(
      schema: Schema,
      config: ObjectValue,
      client: ClientAbilities = { writeOnly: true },
    ): readonly Diagnostic[] {
      maskSecrets(schema, config, log)
      return [...validateConfig(schema, config), ...(client.writeOnly ? [] : unsupportedWriteOnly(schema, config))]
    },

    async configure(config: ObjectValue, context: Omit<ConfigureContext, 'log'>): Promise<readonly Diagnostic[]> {
      maskSecrets(provider.schema, config, log)
      configured = await provider.configure(config, { ...context, log })
      return configured.diagnostics ?? []
    },

    planResourceChange(
      resource: Resource<unknown>,
      request: { prior: ObjectValue | null; proposed: ObjectValue | null; config: ObjectValue | null },
    ): PlannedChange {
      const { prior, proposed, config } = request
      if (proposed === null || config === null) return { planned: null, replacements: [], diagnostics: [] }
      maskSecrets(resource.schema, config, log)
      const plan = planChange(resource.schema, prior, proposed, config)
      const warnings =
        prior !== null && plan.replacements.length > 0
          ? (resource.warnReplacement?.(plan.replacements, prior) ?? [])
          : []
      return { ...plan, diagnostics: [...plan.diagnostics, ...warnings] }
    },

    applyResourceChange(
      resource: Resource<unknown>,
      request: { prior: ObjectValue | null; planned: ObjectValue | null; config: ObjectValue | null },
    ): Promise<NewState> {
      const { prior, planned, config } = request
      const { schema } = resource
      if (planned === null) return this.destroy(resource, prior)
      const change = { config: config ?? planned, plan: planned }
      maskSecrets(schema, change.config, log)
      if (prior === null) {
        return applied(
          { operation: 'create', schema, values: planned },
          planned,
          (context) => resource.create(change, context),
          null,
        )
      }
      const values = { ...planned, id: prior['id'] ?? null }
      return applied(
        { operation: 'update', schema, values },
        planned,
        (context) => resource.update({ ...change, prior }, context),
        prior,
      )
    },

    async destroy(resource: Resource<unknown>, prior: ObjectValue | null): Promise<NewState> {
      if (prior === null) return { state: null, diagnostics: [] }
      const subject: Subject = { operation: 'delete', schema: resource.schema, values: prior }
      const done = await run(subject, abandoning.signal, (context) => resource.delete({ state: prior }, context))
      return 'failure' in done ? { state: prior, diagnostics: [done.failure] } : { state: null, diagnostics: [] }
    },

    async readResource(resource: Resource<unknown>, state: ObjectValue | null): Promise<NewState> {
      if (state === null) return { state: null, diagnostics: [] }
      maskSecrets(resource.schema, state, log)
      const subject: Subject = { operation: 'read', schema: resource.schema, values: state }
      const done = await run(subject, stopping.signal, (context) => resource.read({ state }, context))
      return 'failure' in done
        ? { state, diagnostics: [done.failure] }
        : { state: done.result.state, diagnostics: done.result.diagnostics ?? [] }
    },

    importResourceState(resource: Resource<unknown>, id: string): NewState {
      const imported = resource.importState(id)
      if ('diagnostic' in imported) return { state: null, diagnostics: [imported.diagnostic] }
      return { state: { ...emptyState(resource.schema), ...imported.state }, diagnostics: [] }
    },

    upgradeResourceState(resource: Resource<unknown>, stored: ObjectValue, version: number): NewState {
      const { schema } = resource
      if (version > schema.version) return { state: null, diagnostics: [newerState(schema, version)] }
      return { state: resource.upgradeState(stored, version), diagnostics: [] }
    },

    async readDataSource(source: DataSource<unknown>, config: ObjectValue): Promise<NewState> {
      const subject: Subject = { operation: 'read', schema: source.schema, values: config }
      const done = await run(subject, stopping.signal, (context) => source.read({ config }, context))
      return 'failure' in done
        ? { state: null, diagnostics: [done.failure] }
        : { state: done.result.state, diagnostics: done.result.diagnostics ?? [] }
    },

    /** Ends waiting and reading at once; a write in flight may still finish, and none is begun. */
    stop(): void {
      stopping.abort()
      setTimeout(() => abandoning.abort(), WRITE_GRACE_MS).unref()
    },
  }
}

/** A state in which nothing is set. */
const emptyState = ({ body }: Schema): ObjectValue =>
  Object.fromEntries(Object.entries(body).map(([name, member]) => [name, member.kind === 'attr' ? null : []]))

const newerState = (schema: Schema, version: number): Diagnostic =>
  error(
    'State from a newer provider',
    `The state of ${schema.type} has schema version ${version}, and this provider knows versions up to ${schema.version}.\n\nUse the provider version that wrote the state, or a later one.`,
  )

function unexpected(thrown: unknown, subject: Subject, log: Logger): Diagnostic {
  log.error('unexpected error', {
    operation: subject.operation,
    error: thrown instanceof Error ? thrown.stack : String(thrown),
  })
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  // Nobody knows what an unexpected error quotes.
  return providerBug(`The provider failed to ${subject.operation} ${subject.schema.type} (${log.masked(message)})`)
}

const missingState = ({ operation, schema }: Subject, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  hasError(diagnostics) ? [] : [providerBug(`The provider gave no state after the ${operation} of ${schema.type}`)]

/** A state that Terraform can store, if the law was broken: what is unknown becomes null, so that nothing else is lost. */
function withoutUnknown({ body }: Pick<Schema, 'body'>, state: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(body).map(([name, member]) => {
      const value = state[name] ?? null
      if (member.kind === 'attr') return [name, containsUnknown(value) ? null : value]
      const known = elementsOf(value).filter((element) => isObject(element))
      return [name, known.map((element) => withoutUnknown(member, element))]
    }),
  )
}
