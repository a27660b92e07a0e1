import type { Schema } from '../../schema/dsl/index'
import { type Diagnostic, error } from './diagnostic'
import { identityOf, identitySchema } from './identity'
import type { ObjectValue } from './object-value'
import type { Resource } from './resource'
import type { StoredState } from './stored-state'

/** A stored identity in the form of the present version; null when it has not all of its attributes: the next read gives them. */
export interface StoredIdentity {
  readonly identity: ObjectValue | null
  readonly diagnostics: readonly Diagnostic[]
}

/** The stored identity of a resource in the form of the present version: what is stored under another name than now is dropped. */
export function upgradeResourceIdentity({ schema }: Resource<unknown>, stored: StoredState): StoredIdentity {
  const present = identitySchema(schema)
  if (present === undefined) return { identity: null, diagnostics: [withoutIdentity(schema)] }
  if (stored.version > present.version) return { identity: null, diagnostics: [newer(present, stored.version)] }
  return { identity: identityOf(schema, readBy(present, stored)) ?? null, diagnostics: [] }
}

// An identity holds nothing that is not in the state as well.
function readBy({ body }: Schema, stored: StoredState): ObjectValue | null {
  try {
    return stored.read(body)
  } catch {
    return null
  }
}

function withoutIdentity({ type }: Schema): Diagnostic {
  return error(
    'Unknown resource identity',
    `The resource ${type} has no identity.\n\nUse the provider version that wrote the state.`,
  )
}

function newer({ type, version }: Schema, stored: number): Diagnostic {
  return error(
    'Identity from a newer provider',
    `The identity of ${type} in the state has schema version ${stored}, and this provider knows versions up to ${version}.\n\nUse the provider version that wrote the state, or a later one.`,
  )
}
