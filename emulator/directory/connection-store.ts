import { ApiError } from '../http/api-error'
import type { JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import { nextSequence, type Sequenced } from './sequenced'
import { createShortId } from './short-id'

/** A place that users come from: a database, a passwordless method, a company's identity provider. */
export interface Connection extends Sequenced {
  readonly id: string
  readonly name: string
  readonly strategy: string
  readonly options: JsonObject
  readonly is_domain_connection: boolean
  readonly realms: readonly string[]
  readonly enabled_clients: readonly string[]
  readonly show_as_button?: boolean
  readonly display_name?: string
  readonly metadata?: JsonObject
  readonly authentication?: JsonObject
  readonly connected_accounts?: JsonObject
}

/** The connections of a new tenant: the database that Auth0 makes, and the two passwordless methods. */
const BUILT_IN = [
  { name: 'Username-Password-Authentication', strategy: 'auth0' },
  { name: 'email', strategy: 'email' },
  { name: 'sms', strategy: 'sms' },
] as const

/** A connection that is about to be made. */
type NewConnection = Pick<Connection, 'name' | 'strategy'> & Partial<Connection>

/** Every connection, oldest first. */
export function allConnections(state: DirectoryState): Connection[] {
  return connectionsOf(state).all()
}

/** The connection with that id, or undefined. */
export function getConnection(state: DirectoryState, id: string): Connection | undefined {
  return connectionsOf(state).get(id)
}

/** The connection with that id. Throws the recorded 404 `ApiError`. */
export function findConnection(state: DirectoryState, id: string): Connection {
  const connection = getConnection(state, id)
  if (connection !== undefined) return connection
  throw new ApiError(404, 'The connection does not exist', { errorCode: 'inexistent_connection' })
}

/** The connection of that name, or undefined. */
export function findConnectionByName(state: DirectoryState, name: string): Connection | undefined {
  return allConnections(state).find((connection) => connection.name === name)
}

/** Adds a connection; what is left out gets the default that recorded responses show. */
export function insertConnection(state: DirectoryState, asked: NewConnection): Connection {
  return putConnection(state, completeConnection(state, asked))
}

/** Puts a connection in the place of the one with its id. */
export function putConnection(state: DirectoryState, connection: Connection): Connection {
  connectionsOf(state).put(connection.id, connection)
  return connection
}

/** Takes a connection out; gives what was there. */
export function removeConnection(state: DirectoryState, id: string): Connection | undefined {
  return connectionsOf(state).delete(id)
}

function completeConnection(state: DirectoryState, { name, strategy, options, ...others }: NewConnection): Connection {
  return {
    id: createShortId('con'),
    options: options ?? {},
    strategy,
    name,
    is_domain_connection: false,
    enabled_clients: [],
    realms: [name],
    ...others,
    sequence: nextSequence(state, 'connections'),
  }
}

/** The collection, filled when it is first asked for: a built-in connection that was deleted stays away. */
function connectionsOf(state: DirectoryState) {
  const connections = state.storage.collection<Connection>('connections')
  if (state.storage.collection<number>('sequences').get('connections') === undefined) {
    for (const asked of BUILT_IN) {
      const connection = completeConnection(state, asked)
      connections.put(connection.id, connection)
    }
  }
  return connections
}
