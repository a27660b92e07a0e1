import { findConnection, putConnection, removeConnection } from '../directory/connection-store'
import { createConnection } from '../directory/connections'
import type { DirectoryState } from '../directory/directory-state'
import { enableConnection } from '../directory/organization-connections'
import { addMembers } from '../directory/organization-members'
import { CREATE_ORGANIZATION_SCHEMA } from '../directory/organization-schema'
import { findOrganization, putOrganization, removeOrganization } from '../directory/organization-store'
import { createOrganization } from '../directory/organizations'
import type { JsonSchema } from '../http/json-schema'
import type { JsonObject } from '../json'

/** An organization of a seed: the body of its POST, and the ids of the users who are its members. */
export const SEED_ORGANIZATION_SCHEMA: JsonSchema = {
  ...CREATE_ORGANIZATION_SCHEMA,
  properties: {
    ...CREATE_ORGANIZATION_SCHEMA.properties,
    id: { type: 'string', pattern: '^org_[A-Za-z0-9]+$' },
    members: { type: 'array', uniqueItems: true, items: { type: 'string' } },
  },
}

/** How many members one call can add. */
const MEMBERS_PER_CALL = 10

/** Adds a connection under the id that the seed gives it, if it does. */
export function loadConnection(state: DirectoryState, { id: wanted, ...body }: JsonObject): void {
  const id = String(createConnection(state, body)['id'])
  if (typeof wanted !== 'string') return
  const connection = findConnection(state, id)
  removeConnection(state, id)
  putConnection(state, { ...connection, id: wanted })
}

/** Adds an organization, then what belongs to it under its final id. */
export function loadOrganization(state: DirectoryState, entry: JsonObject): void {
  const { id: wanted, enabled_connections = [], members = [], ...body } = entry
  let id = String(createOrganization(state, body)['id'])
  if (typeof wanted === 'string') {
    const organization = findOrganization(state, id)
    removeOrganization(state, id)
    putOrganization(state, { ...organization, id: wanted })
    id = wanted
  }
  for (const connection of listOf(enabled_connections)) enableConnection(state, id, connection)
  const all = listOf(members)
  for (let at = 0; at < all.length; at += MEMBERS_PER_CALL) {
    addMembers(state, id, { members: all.slice(at, at + MEMBERS_PER_CALL) })
  }
}

function listOf(value: JsonObject[string]) {
  return Array.isArray(value) ? value : []
}
