import type { Schema } from '../../schema/dsl/index'
import { type ApplyRequest, applyResourceChange, type NewState } from './apply'
import { type ClientClues, identifyClient } from './client'
import type { Diagnostic } from './diagnostic'
import { createHandoverMemory } from './handover'
import { importResourceState } from './import'
import type { Logger } from './logger'
import type { ObjectValue } from './object-value'
import { createOperations } from './operations'
import type { PlannedChange, PlanRequest } from './plan-resource-change'
import { createPlanner } from './planner'
import type { ConfigureContext, Provider } from './provider'
import { readDataSource, readResource } from './read'
import type { DataSource, Resource } from './resource'
import { maskSecrets } from './secrets'
import { upgradeResourceIdentity } from './stored-identity'
import { upgradeResourceState } from './stored-state'
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

/** Starts a run of the provider. Secrets in the values it is given are masked in the log from then on. */
export function createPlainSession(provider: Provider, log: Logger, options: SessionOptions = {}) {
  const run = startRun(provider, log, options)
  return {
    importResourceState,
    upgradeResourceState,
    upgradeResourceIdentity,
    stop: run.operations.stop,
    ...configurationCalls(run),
    ...resourceCalls(run),

    readDataSource: (source: DataSource<unknown>, config: ObjectValue): Promise<NewState> =>
      readDataSource(run.operations, source, config),
  }
}

/** What the calls of a run share. */
type Run = ReturnType<typeof startRun>

function startRun(provider: Provider, log: Logger, options: SessionOptions) {
  const progress: { terraformVersion?: string; isApplying: boolean } = { isApplying: false }
  const parentProgram = once(options.parentProgram)
  function client() {
    return identifyClient({ parentProgram: parentProgram(), terraformVersion: progress.terraformVersion })
  }
  const valueWarnings = createValueWarnings()
  const operations = createOperations(provider, log, client)
  const memory = createHandoverMemory()
  const plan = createPlanner({
    provider,
    log,
    client,
    operations,
    memory,
    valueWarnings,
    isApplying: () => progress.isApplying,
  })
  return { provider, log, progress, valueWarnings, operations, memory, plan }
}

function configurationCalls({ provider, log, progress, operations }: Run) {
  return {
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
      progress.terraformVersion = context.terraformVersion
      maskSecrets(provider.schema, config, log)
      return operations.configure(config, context)
    },
  }
}

function resourceCalls({ log, progress, valueWarnings, operations, memory, plan }: Run) {
  return {
    planResourceChange(resource: Resource<unknown>, request: PlanRequest): PlannedChange {
      maskSecrets(resource.schema, request.config, log)
      return plan(resource, request)
    },

    applyResourceChange(resource: Resource<unknown>, request: ApplyRequest): Promise<NewState> {
      progress.isApplying = true
      valueWarnings.learn(resource.schema, request.prior)
      maskSecrets(resource.schema, request.config, log)
      return applyResourceChange(operations, resource, request, memory)
    },

    async readResource(resource: Resource<unknown>, state: ObjectValue | null): Promise<NewState> {
      if (state === null) return { state: null, diagnostics: [] }
      maskSecrets(resource.schema, state, log)
      return readResource(operations, log, resource, state)
    },
  }
}
