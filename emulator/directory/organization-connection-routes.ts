import { parseQuery } from '../http/query'
import { jsonResponse, noContent } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import type { DirectoryState } from './directory-state'
import {
  disableConnection,
  enableConnection,
  enabledConnections,
  findEnabledConnection,
  updateEnabledConnection,
  viewEnabledConnection,
} from './organization-connections'
import { findOrganization } from './organization-store'
import { OFFSET_QUERY, toOffsetPage } from './page'

const MANY = '/organizations/:id/enabled_connections'
const ONE = `${MANY}/:connection`

/** The endpoints of an organization's connections. */
export function organizationConnectionRoutes(state: DirectoryState): Route[] {
  return [
    { method: 'GET', path: MANY, scopes: ['read:organization_connections'], handle: (call) => list(state, call) },
    {
      method: 'POST',
      path: MANY,
      scopes: ['create:organization_connections'],
      handle: (call) => jsonResponse(201, enableConnection(state, readIds(call).id, call.body())),
    },
    { method: 'GET', path: ONE, scopes: ['read:organization_connections'], handle: (call) => show(state, call) },
    {
      method: 'PATCH',
      path: ONE,
      scopes: ['update:organization_connections'],
      handle(call) {
        const { id, connection } = readIds(call)
        return jsonResponse(200, updateEnabledConnection(state, id, connection, call.body()))
      },
    },
    {
      method: 'DELETE',
      path: ONE,
      scopes: ['delete:organization_connections'],
      handle(call) {
        const { id, connection } = readIds(call)
        disableConnection(state, id, connection)
        return noContent()
      },
    },
  ]
}

function list(state: DirectoryState, call: ApiCall): Response {
  const query = parseQuery(call.query, OFFSET_QUERY, state.switches)
  const { id } = findOrganization(state, readIds(call).id)
  const items = enabledConnections(state, id)
  function view(enabled: (typeof items)[number]) {
    return viewEnabledConnection(state, enabled)
  }
  return jsonResponse(200, toOffsetPage({ items, query, key: 'enabled_connections', view }))
}

function show(state: DirectoryState, call: ApiCall): Response {
  const { id, connection } = readIds(call)
  findOrganization(state, id)
  return jsonResponse(200, viewEnabledConnection(state, findEnabledConnection(state, id, connection)))
}

function readIds({ params }: ApiCall) {
  return { id: params['id'] ?? '', connection: params['connection'] ?? '' }
}
