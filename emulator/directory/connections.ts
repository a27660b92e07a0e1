import { publishEvent } from '../events/publish'
import { conflict } from '../http/api-error'
import type { JsonSchema } from '../http/json-schema'
import { parseBody } from '../http/validation'
import type { Json, JsonObject } from '../json'
import {
  type Connection,
  findConnection,
  findConnectionByName,
  insertConnection,
  putConnection,
  removeConnection,
} from './connection-store'
import type { DirectoryState } from './directory-state'
import { removeConnectionFromOrganizations } from './organization-connections'
import { timestamp } from './sequenced'
import { allUsers, removeUser } from './user-store'

/**
 * Strategies whose connections make events: those that the payloads of `connection.*` are published for (Auth0's SDK for
 * Node, 7.1). Whether a database's connection makes any is not documented.
 */
const EVENT_STRATEGIES: ReadonlySet<string> = new Set([
  'ad',
  'adfs',
  'google-apps',
  'oidc',
  'okta',
  'pingfederate',
  'samlp',
  'waad',
])

/** Options that the published payloads leave out, since they are secret. */
const SECRET_OPTIONS: ReadonlySet<string> = new Set(['client_secret', 'decryptionKey', 'signing_key', 'app_secret'])

const PROPERTIES = {
  display_name: { type: 'string', maxLength: 128, description: 'Connection name used in the new universal login' },
  options: { type: 'object', description: "The connection's options" },
  enabled_clients: { type: 'array', items: { type: 'string' }, description: 'Clients the connection is enabled for' },
  is_domain_connection: { type: 'boolean', description: 'Whether the connection is domain level' },
  show_as_button: { type: 'boolean', description: 'Enables showing a button for the connection in the login page' },
  realms: { type: 'array', items: { type: 'string' }, description: 'The realms for which the connection will be used' },
  metadata: { type: 'object', additionalProperties: { type: 'string', maxLength: 255 } },
  authentication: { type: 'object', properties: { active: { type: 'boolean' } } },
  connected_accounts: { type: 'object', properties: { active: { type: 'boolean' } } },
} as const satisfies Record<string, JsonSchema>

const CREATE_CONNECTION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'strategy'],
  properties: {
    ...PROPERTIES,
    name: {
      type: 'string',
      minLength: 1,
      maxLength: 128,
      pattern: '^[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$',
      description: 'The name of the connection',
    },
    strategy: { type: 'string', minLength: 1, description: 'The identity provider identifier for the connection' },
  },
} as const satisfies JsonSchema

const UPDATE_CONNECTION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: PROPERTIES,
} as const satisfies JsonSchema

/** Creates a connection and publishes an event. Throws `ApiError`: 400 for the body, 409 for a taken name. */
export function createConnection(state: DirectoryState, body: Json): JsonObject {
  const asked = parseBody(body, CREATE_CONNECTION_SCHEMA)
  if (findConnectionByName(state, asked.name)) throw conflict('A connection with the same name already exists')
  const connection = insertConnection(state, asked)
  publish(state, 'connection.created', connection)
  return viewConnection(connection)
}

/** Changes a connection and publishes an event; options are replaced as a whole. Throws `ApiError`: 400 or 404. */
export function updateConnection(state: DirectoryState, id: string, body: Json): JsonObject {
  const changes = parseBody(body, UPDATE_CONNECTION_SCHEMA)
  const before = findConnection(state, id)
  const connection = putConnection(state, { ...before, ...changes })
  publish(state, 'connection.updated', connection, before)
  return viewConnection(connection)
}

/**
 * Deletes a connection with its users, and gives when; undefined when there is none. What is deleted with it makes no events of
 * its own: whether Auth0 sends any is not documented.
 */
export function deleteConnection(state: DirectoryState, id: string): string | undefined {
  const connection = removeConnection(state, id)
  if (connection === undefined) return undefined
  removeConnectionFromOrganizations(state, id)
  for (const { user } of allUsers(state)) {
    if (user.identities[0].connection === connection.name) removeUser(state, user.user_id)
  }
  publish(state, 'connection.deleted', connection)
  return timestamp(state)
}

/** A connection as the API returns it. */
export function viewConnection({ sequence: _, ...connection }: Connection): JsonObject {
  return connection
}

function publish(state: DirectoryState, type: string, connection: Connection, before?: Connection): void {
  if (!EVENT_STRATEGIES.has(connection.strategy)) return
  const previous = before === undefined ? {} : { previousObject: toEvent(before) }
  publishEvent(state, { type, object: toEvent(connection), ...previous })
}

function toEvent(connection: Connection): JsonObject {
  const options = Object.entries(connection.options).filter(([name]) => !SECRET_OPTIONS.has(name))
  return { ...viewConnection(connection), options: Object.fromEntries(options) }
}
