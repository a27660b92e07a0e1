import type { Schema } from '../../schema/dsl/index'
import type { NewState } from './apply'
import type { Logger } from './logger'
import type { ObjectValue } from './object-value'
import type { Operations } from './operations'
import { explainDrift } from './plan-log'
import type { Subject } from './provider'
import type { DataSource, Resource } from './resource'
import { configFaults } from './structure'

/** Reads an object of the state. What could not be read stays as it was. */
export async function readResource(
  operations: Operations,
  log: Logger,
  resource: Resource<unknown>,
  state: ObjectValue,
): Promise<NewState> {
  const subject: Subject = { operation: 'read', schema: resource.schema, values: state }
  const done = await operations.read(subject, (context) => resource.read({ state }, context))
  if ('failure' in done) return { state, diagnostics: [done.failure] }
  logDrift(log, resource.schema, state, done.result.state)
  return { diagnostics: [], ...done.result }
}

function logDrift(log: Logger, schema: Schema, state: ObjectValue, found: ObjectValue | null): void {
  if (!log.isEnabled('debug')) return
  for (const line of explainDrift(schema.body, found, state)) log.debug(`read: ${line}`, { resource: schema.type })
}

/** Reads a data source, once its configuration is complete. */
export async function readDataSource(
  operations: Operations,
  source: DataSource<unknown>,
  config: ObjectValue,
): Promise<NewState> {
  const faults = configFaults(source.schema, config)
  if (faults.length > 0) return { state: null, diagnostics: faults }
  const subject: Subject = { operation: 'read', schema: source.schema, values: config }
  const done = await operations.read(subject, (context) => source.read({ config }, context))
  return 'failure' in done ? { state: null, diagnostics: [done.failure] } : { diagnostics: [], ...done.result }
}
