import { parseQuery } from '../http/query'
import { jsonResponse } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import type { DirectoryState } from './directory-state'
import { OFFSET_QUERY, toOffsetPage } from './page'
import { allRoles, createRole, deleteRole, findRole, updateRole, viewRole } from './roles'

const LIST_QUERY = {
  ...OFFSET_QUERY,
  name_filter: { type: 'string', description: 'Optional filter on name (case-insensitive).' },
  type: { type: 'string', enum: ['tenant', 'organization'], description: 'The type of the roles' },
  owner_id: { type: 'string', description: 'The owner of the roles' },
} as const

/** The endpoints of `/roles` that create, read, change and delete. Creating responds with 200, as recorded. */
export function roleRoutes(state: DirectoryState): Route[] {
  return [
    { method: 'GET', path: '/roles', scopes: ['read:roles'], handle: ({ query }) => listRoles(state, query) },
    {
      method: 'POST',
      path: '/roles',
      scopes: ['create:roles'],
      handle: ({ body }) => jsonResponse(200, createRole(state, body())),
    },
    {
      method: 'GET',
      path: '/roles/:id',
      scopes: ['read:roles'],
      handle: (call) => jsonResponse(200, viewRole(findRole(state, readId(call)))),
    },
    {
      method: 'PATCH',
      path: '/roles/:id',
      scopes: ['update:roles'],
      handle: (call) => jsonResponse(200, updateRole(state, readId(call), call.body())),
    },
    {
      method: 'DELETE',
      path: '/roles/:id',
      scopes: ['delete:roles'],
      handle(call) {
        deleteRole(state, readId(call))
        return jsonResponse(200, {})
      },
    },
  ]
}

function listRoles(state: DirectoryState, search: URLSearchParams): Response {
  const query = parseQuery(search, LIST_QUERY, state.switches)
  const { name_filter = '', type, owner_id } = query
  const items = allRoles(state)
    .filter(({ name }) => name.toLowerCase().includes(String(name_filter).toLowerCase()))
    .filter((role) => type === undefined || (role.type ?? 'tenant') === type)
    .filter((role) => owner_id === undefined || role.owner_id === owner_id)
  return jsonResponse(200, toOffsetPage({ items, query, key: 'roles', view: viewRole }))
}

function readId({ params }: ApiCall): string {
  return params['id'] ?? ''
}
