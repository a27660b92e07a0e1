import { parseQuery } from '../http/query'
import { jsonResponse, noContent } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import { allConnections, findConnection } from './connection-store'
import { createConnection, deleteConnection, updateConnection, viewConnection } from './connections'
import type { DirectoryState } from './directory-state'
import { FIELDS_QUERY, selectFields } from './fields'
import { CHECKPOINT_QUERY, OFFSET_QUERY, toPage } from './page'

const LIST_QUERY = {
  ...OFFSET_QUERY,
  ...CHECKPOINT_QUERY,
  ...FIELDS_QUERY,
  strategy: { type: 'string', description: 'Provide strategies to only retrieve connections with such strategies' },
  name: { type: 'string', description: 'Provide the name of the connection to retrieve' },
} as const

/** The endpoints of `/connections` that create, read, change and delete. */
export function connectionRoutes(state: DirectoryState): Route[] {
  return [
    { method: 'GET', path: '/connections', scopes: ['read:connections'], handle: ({ query }) => list(state, query) },
    {
      method: 'POST',
      path: '/connections',
      scopes: ['create:connections'],
      handle: ({ body }) => jsonResponse(201, createConnection(state, body())),
    },
    { method: 'GET', path: '/connections/:id', scopes: ['read:connections'], handle: (call) => show(state, call) },
    {
      method: 'PATCH',
      path: '/connections/:id',
      scopes: ['update:connections'],
      handle: (call) => jsonResponse(200, updateConnection(state, readId(call), call.body())),
    },
    {
      method: 'DELETE',
      path: '/connections/:id',
      scopes: ['delete:connections'],
      handle: (call) => remove(state, call),
    },
  ]
}

function list(state: DirectoryState, search: URLSearchParams): Response {
  const query = parseQuery(search, LIST_QUERY, state.switches)
  const strategies = search.getAll('strategy')
  const { name } = query
  const items = allConnections(state)
    .filter((connection) => name === undefined || connection.name === name)
    .filter(({ strategy }) => strategies.length === 0 || strategies.includes(strategy))
  function view(connection: (typeof items)[number]) {
    return selectFields(viewConnection(connection), query)
  }
  return jsonResponse(200, toPage({ items, query, key: 'connections', view }))
}

function show(state: DirectoryState, call: ApiCall): Response {
  const fields = parseQuery(call.query, FIELDS_QUERY, state.switches)
  return jsonResponse(200, selectFields(viewConnection(findConnection(state, readId(call))), fields))
}

/** 202 and the time of the deletion; 204 when there is nothing left to delete. Both are recorded. */
function remove(state: DirectoryState, call: ApiCall): Response {
  const deleted_at = deleteConnection(state, readId(call))
  return deleted_at === undefined ? noContent() : jsonResponse(202, { deleted_at })
}

function readId({ params }: ApiCall): string {
  return params['id'] ?? ''
}
