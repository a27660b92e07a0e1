import type { Schema } from '../../schema/dsl/index'
import { type ApplyRequest, applyResourceChange, type NewState } from './apply'
import { type ClientClues, identifyClient } from './client'
import type { Diagnostic } from './diagnostic'
import { createHandoverMemory } from './handover'
import type { Logger } from './logger'
import type { ObjectValue } from './object-value'
import { createOperations } from './operations'
import { explainDrift, explainOutcome } from './plan-log'
import { type PlannedChange, type PlanRequest, planResourceChange } from './plan-resource-change'
import type { ConfigureContext, Provider, Subject } from './provider'
import { withoutRepeated } from './repeated-warnings'
import type { DataSource, Resource } from './resource'
import { maskSecrets } from './secrets'
import { importResourceState, upgradeResourceState } from './stored-state'
import { structureFaults } from './structure'
import { unsupportedWriteOnly, validateConfig } from './validate'
import { createValueWarnings } from './value-warnings'

/** What the Terraform at the other end can do. */
export interface ClientAbilities {
  readonly writeOnly: boolean
}

/** What a session needs and the protocol does not say. */
export interface SessionOptions {
  /** The file name of the program that started the provider, found out when it is asked for. Default unknown. */
  readonly parentProgram?: () => ClientClues['parentProgram']
}

// To find it out costs a process on macOS, and a plan of many objects asks for each.
function once(find: SessionOptions['parentProgram']): () => ClientClues['parentProgram'] {
  let found: { readonly name: ClientClues['parentProgram'] } | undefined
  return () => {
    found ??= { name: find?.() }
    return found.name
  }
}

function logDrift(log: Logger, schema: Schema, state: ObjectValue, found: ObjectValue | null): void {
  if (!log.isEnabled('debug')) return
  for (const line of explainDrift(schema.body, found, state)) log.debug(`read: ${line}`, { resource: schema.type })
}

/** Starts a run of the provider. Secrets in the values it is given are masked in the log from then on. */
export function createPlainSession(provider: Provider, log: Logger, options: SessionOptions = {}) {
  let terraformVersion: string | undefined
  const parentProgram = once(options.parentProgram)
  const client = () => identifyClient({ parentProgram: parentProgram(), terraformVersion })
  const valueWarnings = createValueWarnings()
  const operations = createOperations(provider, log, client)
  const memory = createHandoverMemory()
  let isApplying = false
  const review = (resource: Resource<unknown>, request: PlanRequest, { planned, replacements }: PlannedChange) => {
    const api = operations.api()
    if (api === undefined || resource.reviewPlan === undefined) return []
    const { prior, config, completesReplacement = false } = request
    return resource.reviewPlan(
      { prior, config, planned, replacements, completesReplacement },
      { api, client: client() },
    )
  }
  let plans = 0
  /** Where the lines go that explain one plan, each with its number, since Terraform plans several objects at a time. */
  const explainer = ({ type }: Schema): PlanRequest['explain'] => {
    if (!log.isEnabled('debug')) return undefined
    const fields = { resource: type, plan: ++plans }
    return (line) => log.debug(`plan: ${line}`, fields)
  }
  return {
    importResourceState,
    upgradeResourceState,
    stop: operations.stop,

    validateConfig(
      schema: Schema,
      config: ObjectValue,
      client: ClientAbilities = { writeOnly: true },
    ): readonly Diagnostic[] {
      maskSecrets(schema, config, log)
      const errors = validateConfig(schema, config).filter(({ severity }) => severity === 'error')
      return [...errors, ...(client.writeOnly ? [] : unsupportedWriteOnly(schema, config))]
    },

    configure(
      config: ObjectValue,
      context: Pick<ConfigureContext, 'terraformVersion'>,
    ): Promise<readonly Diagnostic[]> {
      terraformVersion = context.terraformVersion
      maskSecrets(provider.schema, config, log)
      return operations.configure(config, context)
    },

    planResourceChange(resource: Resource<unknown>, request: PlanRequest): PlannedChange {
      const { config, prior } = request
      maskSecrets(resource.schema, config, log)
      const explain = explainer(resource.schema)
      const change = planResourceChange(resource, { ...request, ...(explain && { explain }) }, memory)
      explain?.(explainOutcome(resource.schema, { ...change, prior }))
      const warnings = config === null ? [] : valueWarnings.of(resource.schema, { config, prior })
      const diagnostics = [...change.diagnostics, ...warnings, ...review(resource, request, change)]
      return {
        ...change,
        diagnostics: withoutRepeated(provider.shownInRun, client, { ...resource, config, diagnostics, isApplying }),
      }
    },

    applyResourceChange(resource: Resource<unknown>, request: ApplyRequest): Promise<NewState> {
      isApplying = true
      valueWarnings.learn(resource.schema, request.prior)
      maskSecrets(resource.schema, request.config, log)
      return applyResourceChange(operations, resource, request, memory)
    },

    async readResource(resource: Resource<unknown>, state: ObjectValue | null): Promise<NewState> {
      if (state === null) return { state: null, diagnostics: [] }
      maskSecrets(resource.schema, state, log)
      const subject: Subject = { operation: 'read', schema: resource.schema, values: state }
      const done = await operations.read(subject, (context) => resource.read({ state }, context))
      // What could not be read is as it was.
      if ('failure' in done) return { state, diagnostics: [done.failure] }
      logDrift(log, resource.schema, state, done.result.state)
      return { diagnostics: [], ...done.result }
    },

    async readDataSource(source: DataSource<unknown>, config: ObjectValue): Promise<NewState> {
      const faults = structureFaults(source.schema.body, config)
      if (faults.length > 0) return { state: null, diagnostics: faults }
      const subject: Subject = { operation: 'read', schema: source.schema, values: config }
      const done = await operations.read(subject, (context) => source.read({ config }, context))
      return 'failure' in done ? { state: null, diagnostics: [done.failure] } : { diagnostics: [], ...done.result }
    },
  }
}
