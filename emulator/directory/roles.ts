import { publishEvent } from '../events/publish'
import { notFound } from '../http/api-error'
import type { JsonSchema } from '../http/json-schema'
import { parseBody } from '../http/validation'
import type { Json, JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import { nextSequence, type Sequenced } from './sequenced'
import { createShortId } from './short-id'

/** A role of the tenant. Its permissions make no event and are left out. */
export interface Role extends Sequenced {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly type?: string
  readonly owner_id?: string
}

const NAME = { type: 'string', minLength: 1, description: 'Name of the role.' } as const satisfies JsonSchema
const DESCRIPTION = { type: 'string', description: 'Description of the role.' } as const satisfies JsonSchema

const CREATE_ROLE_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: NAME,
    description: DESCRIPTION,
    type: { type: 'string', enum: ['tenant', 'organization'], description: 'The type of the role' },
    owner_id: { type: 'string', description: 'The owner of the role' },
  },
} as const satisfies JsonSchema

const UPDATE_ROLE_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: { name: NAME, description: DESCRIPTION },
} as const satisfies JsonSchema

/** The body that assigns roles or takes them away, wherever that is done. */
const ROLE_IDS_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['roles'],
  properties: {
    roles: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      description: 'List of roles IDs',
      items: { type: 'string', minLength: 1 },
    },
  },
} as const satisfies JsonSchema

/**
 * Creates a role and publishes an event. Of a bare role Auth0's event catalog has `role.created` alone; whether changes and
 * deletions make events is not published. Throws a 400 `ApiError` for the body.
 */
export function createRole(state: DirectoryState, body: Json): JsonObject {
  const asked = parseBody(body, CREATE_ROLE_SCHEMA)
  const role = { ...asked, id: createShortId('rol'), sequence: nextSequence(state, 'roles') }
  rolesOf(state).put(role.id, role)
  publishEvent(state, { type: 'role.created', object: viewRole(role) })
  return viewRole(role)
}

/** Changes a role. Throws `ApiError`: 400 for the body, 404 for the role. */
export function updateRole(state: DirectoryState, id: string, body: Json): JsonObject {
  const changes = parseBody(body, UPDATE_ROLE_SCHEMA)
  const role = { ...findRole(state, id), ...changes }
  rolesOf(state).put(id, role)
  return viewRole(role)
}

/** Deletes a role. Throws a 404 `ApiError` when there is none, the second time too, as recorded. */
export function deleteRole(state: DirectoryState, id: string): void {
  findRole(state, id)
  rolesOf(state).delete(id)
}

/** Every role, oldest first. */
export function allRoles(state: DirectoryState): Role[] {
  return rolesOf(state).all()
}

/** The role with that id, or undefined. */
export function getRole(state: DirectoryState, id: string): Role | undefined {
  return rolesOf(state).get(id)
}

/** The role with that id. Throws the recorded 404 `ApiError`. */
export function findRole(state: DirectoryState, id: string): Role {
  const role = getRole(state, id)
  if (role === undefined) throw notFound('The role does not exist.')
  return role
}

/** The roles that a body names, in its order. Throws `ApiError`: 400 for the body, 404 for a role that is not there. */
export function parseRoles(state: DirectoryState, body: Json): Role[] {
  return parseRoleIds(body).map((id) => findRole(state, id))
}

/** The ids that a body names. Throws a 400 `ApiError`. */
export function parseRoleIds(body: Json): readonly string[] {
  return parseBody(body, ROLE_IDS_SCHEMA).roles
}

/** A role as the API returns it. */
export function viewRole({ id, name, description, type, owner_id }: Role): JsonObject {
  return {
    id,
    name,
    ...(description === undefined ? {} : { description }),
    ...(type === undefined ? {} : { type }),
    ...(owner_id === undefined ? {} : { owner_id }),
  }
}

function rolesOf({ storage }: DirectoryState) {
  return storage.collection<Role>('roles')
}
