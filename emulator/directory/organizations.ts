import { publishEvent } from '../events/publish'
import { conflict } from '../http/api-error'
import { parseBody } from '../http/validation'
import { type Json, type JsonObject, valueAt } from '../json'
import type { DirectoryState } from './directory-state'
import { addConnection, parseConnection, removeConnectionsOf } from './organization-connections'
import { removeGroupRolesOf } from './organization-groups'
import { removeMembersOf } from './organization-members'
import { CREATE_ORGANIZATION_SCHEMA, UPDATE_ORGANIZATION_SCHEMA } from './organization-schema'
import {
  allOrganizations,
  findOrganization,
  putOrganization,
  removeOrganization,
  toOrganizationEvent,
  viewOrganization,
} from './organization-store'
import { nextSequence } from './sequenced'
import { createShortId } from './short-id'

/** Creates an organization and publishes an event. Throws `ApiError`: 400 for the body, 404 for a connection, 409 for the name. */
export function createOrganization(state: DirectoryState, body: Json): JsonObject {
  const { enabled_connections, ...asked } = parseBody(body, CREATE_ORGANIZATION_SCHEMA)
  assertNameFree(state, asked.name)
  const connections = distinct(enabled_connections ?? []).map((each) => parseConnection(state, each))
  const id = createShortId('org')
  const organization = { id, ...asked, sequence: nextSequence(state, 'organizations') }
  putOrganization(state, organization)
  publishEvent(state, { type: 'organization.created', object: toOrganizationEvent(organization) })
  const added = connections.map((each) => addConnection(state, organization, each))
  return { ...asked, ...(enabled_connections === undefined ? {} : { enabled_connections: added }), id }
}

/** Changes an organization and publishes an event; metadata is replaced as a whole. Throws `ApiError`: 400, 404, 409. */
export function updateOrganization(state: DirectoryState, id: string, body: Json): JsonObject {
  const changes = parseBody(body, UPDATE_ORGANIZATION_SCHEMA)
  const before = findOrganization(state, id)
  const organization = { ...before, ...changes }
  if (organization.name !== before.name) assertNameFree(state, organization.name)
  putOrganization(state, organization)
  publishEvent(state, {
    type: 'organization.updated',
    object: toOrganizationEvent(organization),
    previousObject: toOrganizationEvent(before),
  })
  return viewOrganization(organization)
}

/**
 * Deletes an organization with its memberships, and publishes an event. What is deleted with it makes no events of its own: whether
 * Auth0 sends any is not documented. Throws a 404 `ApiError`, the second time too, as recorded.
 */
export function deleteOrganization(state: DirectoryState, id: string): void {
  const organization = findOrganization(state, id)
  removeOrganization(state, id)
  removeMembersOf(state, id)
  removeConnectionsOf(state, id)
  removeGroupRolesOf(state, id)
  const { branding: _, ...object } = toOrganizationEvent(organization)
  publishEvent(state, { type: 'organization.deleted', object })
}

/** One element per connection, so that naming one twice cannot fail half-way. The schema has seen each of them. */
function distinct(connections: readonly Json[]): Json[] {
  return [...new Map(connections.map((each) => [valueAt(each, 'connection_id'), each])).values()]
}

/** Auth0 documents the 409; its text was not found in any record. */
function assertNameFree(state: DirectoryState, name: string): void {
  const isTaken = allOrganizations(state).some((organization) => organization.name === name)
  if (isTaken) throw conflict('An organization with this name already exists.')
}
