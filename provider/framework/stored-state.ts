import type { Schema } from '../../schema/dsl/index'
import type { NewState } from './apply'
import { type Diagnostic, error } from './diagnostic'
import { type ObjectValue, toBlocks } from './object-value'
import type { Resource } from './resource'

/** The state that an import begins with: the parts that identify the object, the rest to be read. */
export function importResourceState(resource: Resource<unknown>, id: string): NewState {
  const imported = resource.importState(id)
  if ('diagnostic' in imported) return { state: null, diagnostics: [imported.diagnostic] }
  return { state: { ...emptyState(resource.schema), ...imported.state }, diagnostics: [] }
}

/** A stored state in the form of this version. */
export function upgradeResourceState(resource: Resource<unknown>, stored: ObjectValue, version: number): NewState {
  const { schema } = resource
  if (version > schema.version) return { state: null, diagnostics: [newerState(schema, version)] }
  return { state: resource.upgradeState(stored, version), diagnostics: [] }
}

const emptyState = ({ body }: Schema): ObjectValue =>
  Object.fromEntries(
    Object.entries(body).map(([name, member]) => [name, member.kind === 'attr' ? null : toBlocks(member, [])]),
  )

const newerState = (schema: Schema, version: number): Diagnostic =>
  error(
    'State from a newer provider',
    `The state of ${schema.type} has schema version ${version}, and this provider knows versions up to ${schema.version}.\n\nUse the provider version that wrote the state, or a later one.`,
  )
