import { publishEvent } from '../events/publish'
import { conflict, notFound } from '../http/api-error'
import type { SchemaType } from '../http/schema-type'
import { parseBody } from '../http/validation'
import type { Json, JsonObject } from '../json'
import { getConnection } from './connection-store'
import type { DirectoryState } from './directory-state'
import { ADD_CONNECTION_SCHEMA, UPDATE_CONNECTION_SCHEMA } from './organization-schema'
import { findOrganization, type Organization } from './organization-store'
import { nextSequence, type Sequenced } from './sequenced'

/** How an organization uses a connection; unset members are left out of responses, as recorded. */
interface ConnectionFlags {
  readonly assign_membership_on_login?: boolean
  readonly show_as_button?: boolean
  readonly is_signup_enabled?: boolean
}

/** A connection that an organization uses. */
export interface EnabledConnection extends Sequenced {
  readonly organizationId: string
  readonly connectionId: string
  readonly flags: ConnectionFlags
}

/** A body that asks for a connection. */
type AskedConnection = SchemaType<typeof ADD_CONNECTION_SCHEMA>

/** The connection that a body asks for. Throws `ApiError`: 400 for the body, 404 for the connection. */
export function parseConnection(state: DirectoryState, body: Json): AskedConnection {
  const asked = parseBody(body, ADD_CONNECTION_SCHEMA)
  if (getConnection(state, asked.connection_id) === undefined) throw connectionMissing()
  return asked
}

/** Enables a connection and publishes an event. Throws `ApiError`: 400, 404, 409 when it is enabled already. */
export function enableConnection(state: DirectoryState, organizationId: string, body: Json): JsonObject {
  const organization = findOrganization(state, organizationId)
  return addConnection(state, organization, parseConnection(state, body))
}

/** Enables a connection that is known to exist, and publishes an event. Throws a 409 `ApiError`, whose text is not published. */
export function addConnection(state: DirectoryState, organization: Organization, asked: AskedConnection): JsonObject {
  const { connection_id, ...flags } = asked
  const key = keyOf(organization.id, connection_id)
  if (enabledOf(state).get(key) !== undefined) throw conflict('The connection is already enabled.')
  const sequence = nextSequence(state, 'enabled_connections')
  const enabled = { organizationId: organization.id, connectionId: connection_id, flags, sequence }
  enabledOf(state).put(key, enabled)
  publish(state, 'organization.connection.added', organization, enabled)
  return viewEnabledConnection(state, enabled)
}

/** Changes how a connection is used, and publishes an event. Throws `ApiError`: 400 or 404. */
export function updateEnabledConnection(
  state: DirectoryState,
  organizationId: string,
  id: string,
  body: Json,
): JsonObject {
  const changes = parseBody(body, UPDATE_CONNECTION_SCHEMA)
  const organization = findOrganization(state, organizationId)
  const before = findEnabledConnection(state, organizationId, id)
  const enabled = { ...before, flags: { ...before.flags, ...changes } }
  enabledOf(state).put(keyOf(organizationId, id), enabled)
  publish(state, 'organization.connection.updated', organization, enabled, before)
  return viewEnabledConnection(state, enabled)
}

/** Takes a connection from an organization and publishes an event. Throws a 404 `ApiError` for the organization only. */
export function disableConnection(state: DirectoryState, organizationId: string, id: string): void {
  const { name } = findOrganization(state, organizationId)
  if (enabledOf(state).delete(keyOf(organizationId, id)) === undefined) return
  const object = { organization: { name, id: organizationId }, connection: { id } }
  publishEvent(state, { type: 'organization.connection.removed', object })
}

/** A connection as an organization uses it. Throws the recorded 404 `ApiError`. */
export function findEnabledConnection(state: DirectoryState, organizationId: string, id: string): EnabledConnection {
  const enabled = enabledOf(state).get(keyOf(organizationId, id))
  if (enabled === undefined) throw connectionMissing()
  return enabled
}

/** The connections of an organization, in the order in which they were enabled. */
export function enabledConnections(state: DirectoryState, organizationId: string): EnabledConnection[] {
  return enabledOf(state)
    .all()
    .filter((enabled) => enabled.organizationId === organizationId)
}

/** Takes every connection from an organization, without an event. */
export function removeConnectionsOf(state: DirectoryState, organizationId: string): void {
  for (const { connectionId } of enabledConnections(state, organizationId)) {
    enabledOf(state).delete(keyOf(organizationId, connectionId))
  }
}

/** Takes a connection from every organization, without an event. */
export function removeConnectionFromOrganizations(state: DirectoryState, id: string): void {
  for (const { organizationId } of enabledOf(state).all()) enabledOf(state).delete(keyOf(organizationId, id))
}

/** A connection of an organization as the API returns it. */
export function viewEnabledConnection(state: DirectoryState, { connectionId, flags }: EnabledConnection): JsonObject {
  const connection = getConnection(state, connectionId)
  const information = connection && { name: connection.name, strategy: connection.strategy }
  return { connection_id: connectionId, ...flags, ...(information && { connection: information }) }
}

function publish(
  state: DirectoryState,
  type: string,
  organization: Organization,
  enabled: EnabledConnection,
  before?: EnabledConnection,
): void {
  const previous = before === undefined ? {} : { previousObject: toEvent(organization, before) }
  publishEvent(state, { type, object: toEvent(organization, enabled), ...previous })
}

function toEvent({ id, name }: Organization, { connectionId, flags }: EnabledConnection): JsonObject {
  return { organization: { name, id }, connection: { id: connectionId }, ...flags }
}

function connectionMissing() {
  return notFound('No connection found by that id')
}

function keyOf(organizationId: string, connectionId: string): string {
  return `${organizationId}/${connectionId}`
}

function enabledOf({ storage }: DirectoryState) {
  return storage.collection<EnabledConnection>('enabled_connections')
}
