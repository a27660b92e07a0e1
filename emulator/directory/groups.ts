import { publishEvent } from '../events/publish'
import type { JsonSchema } from '../http/json-schema'
import type { SchemaType } from '../http/schema-type'
import { parseBody } from '../http/validation'
import type { Json, JsonObject } from '../json'
import { findConnection } from './connection-store'
import type { DirectoryState } from './directory-state'
import { removeMembersOfGroup } from './group-members'
import { findGroup, GROUP_TYPES, type Group, putGroup, removeGroup, toGroupEvent, viewGroup } from './group-store'
import { removeRolesOfGroup } from './organization-groups'
import { findOrganization } from './organization-store'
import { nextSequence, timestamp, timestampAfter } from './sequenced'
import { createShortId } from './short-id'

const NAME = {
  type: 'string',
  minLength: 1,
  maxLength: 128,
  description: 'Name of the group',
} as const satisfies JsonSchema
const EXTERNAL_ID = {
  type: 'string',
  minLength: 1,
  maxLength: 256,
  description: 'External identifier',
} as const satisfies JsonSchema

/** The body that creates a group. */
export const CREATE_GROUP_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: NAME,
    external_id: EXTERNAL_ID,
    type: { type: 'string', enum: GROUP_TYPES },
    connection_id: { type: 'string' },
    organization_id: { type: 'string' },
  },
} as const satisfies JsonSchema

/** The body that changes a group. */
export const UPDATE_GROUP_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: { name: NAME, external_id: EXTERNAL_ID },
} as const satisfies JsonSchema

/** What creates a group: a name, and what it belongs to. */
type AskedGroup = SchemaType<typeof CREATE_GROUP_SCHEMA>

/**
 * Creates a group as directory synchronization would, and publishes an event. Auth0 has no endpoint for that: groups come by SCIM or by
 * directory synchronization. Without a type the group is its connection's, its organization's, or else the tenant's.
 * Throws `ApiError`: 400 for the body, 404 for its connection or organization.
 */
export function createGroup(state: DirectoryState, body: Json): JsonObject {
  const asked = parseBody(body, CREATE_GROUP_SCHEMA)
  const now = timestamp(state)
  const times = { created_at: now, updated_at: now, sequence: nextSequence(state, 'groups') }
  const group = { id: createShortId('grp'), ...asked, type: asked.type ?? deduceType(asked), roles: {}, ...times }
  assertOwner(state, group)
  putGroup(state, group)
  publishEvent(state, { type: 'group.created', object: toGroupEvent(group) })
  return viewGroup(state, group)
}

/** Changes a group as directory synchronization would, and publishes an event. Throws `ApiError`: 400 for the body, 404 for the group. */
export function updateGroup(state: DirectoryState, id: string, body: Json): JsonObject {
  const changes = parseBody(body, UPDATE_GROUP_SCHEMA)
  const before = findGroup(state, id)
  const updated_at = timestampAfter(state, before.updated_at)
  const group = { ...before, ...changes, updated_at }
  putGroup(state, group)
  publishEvent(state, {
    type: 'group.updated',
    object: { ...toGroupEvent(group), updated_at },
    previousObject: { ...toGroupEvent(before), updated_at: before.updated_at },
  })
  return viewGroup(state, group)
}

/** Deletes a group and publishes an event; its members and roles are deleted without events. Throws a 404 `ApiError`. */
export function deleteGroup(state: DirectoryState, id: string): void {
  const group = findGroup(state, id)
  removeGroup(state, id)
  removeMembersOfGroup(state, id)
  removeRolesOfGroup(state, id)
  publishEvent(state, { type: 'group.deleted', object: { ...toGroupEvent(group), updated_at: group.updated_at } })
}

function deduceType({ connection_id, organization_id }: AskedGroup): Group['type'] {
  if (connection_id !== undefined) return 'connection'
  return organization_id === undefined ? 'tenant' : 'organization'
}

/** A connection's group needs a connection that exists, an organization's an organization. */
function assertOwner(state: DirectoryState, { type, connection_id = '', organization_id = '' }: Group): void {
  if (type === 'connection') findConnection(state, connection_id)
  if (type === 'organization') findOrganization(state, organization_id)
}
