import type { Schema } from '../../schema/dsl/index'
import type { NewState } from './apply'
import { type Diagnostic, error } from './diagnostic'
import { equalValues } from './equality'
import { identityOf, identitySchema, missingFrom } from './identity'
import { impliedType } from './implied-type'
import type { ObjectValue } from './object-value'
import type { Resource } from './resource'
import { completed } from './stored-state'

/** What an import names its object by. Terraform gives one of both; nothing forbids a client to give both. */
export interface ImportTarget {
  /** Empty when there is none. */
  readonly id: string
  readonly identity?: ObjectValue | null
}

type Imported = ReturnType<Resource<unknown>['importState']>

/** The state that an import begins with: the parts that identify the object, the rest to be read. */
export function importResourceState(resource: Resource<unknown>, { id, identity = null }: ImportTarget): NewState {
  const imported = identity === null ? resource.importState(id) : importByIdentity(resource, identity)
  if ('diagnostic' in imported) return refusal(imported.diagnostic)
  const { schema } = resource
  if (identity !== null && id !== '' && !identifies(resource, id, identity)) return refusal(ambiguous(schema, id))
  return { state: completed(schema.body, imported.state), diagnostics: [] }
}

function refusal(diagnostic: Diagnostic): NewState {
  return { state: null, diagnostics: [diagnostic] }
}

/** An identity of one text is the id that the resource imports by, and is validated as such. */
function importByIdentity(resource: Resource<unknown>, given: ObjectValue): Imported {
  const identity = identitySchema(resource.schema)
  if (identity === undefined) return { diagnostic: unsupported(resource.schema) }
  const missing = missingFrom(identity, given)
  if (missing.length > 0) return { diagnostic: incomplete(resource.schema, missing) }
  const [value, ...others] = Object.keys(identity.body).map((name) => given[name])
  return typeof value === 'string' && others.length === 0 ? resource.importState(value) : { state: given }
}

function identifies(resource: Resource<unknown>, id: string, identity: ObjectValue): boolean {
  const byId = resource.importState(id)
  const found = 'state' in byId ? identityOf(resource.schema, byId.state) : undefined
  const { body } = identitySchema(resource.schema) ?? resource.schema
  return found !== undefined && equalValues(impliedType(body), found, identity)
}

function unsupported({ type }: Schema): Diagnostic {
  return error(
    'Import by identity not supported',
    `The resource ${type} has no identity.\n\nReplace "identity" with "id" in the import block.`,
  )
}

function incomplete({ type }: Schema, missing: readonly string[]): Diagnostic {
  const names = missing.map((name) => JSON.stringify(name)).join(', ')
  return error(
    'Incomplete import identity',
    `The identity of ${type} has no value for ${names}.\n\nSet it in the identity of the import block.`,
  )
}

function ambiguous({ type }: Schema, id: string): Diagnostic {
  return error(
    'Ambiguous import',
    `The import of ${type} gives the id ${JSON.stringify(id)} and the identity of another object.\n\nGive only one of them.`,
  )
}
