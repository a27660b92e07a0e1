import { parseQuery } from '../http/query'
import { jsonResponse, noContent } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import type { DirectoryState } from './directory-state'
import { allOrganizations, findOrganization, findOrganizationByName, viewOrganization } from './organization-store'
import { createOrganization, deleteOrganization, updateOrganization } from './organizations'
import { CHECKPOINT_QUERY, OFFSET_QUERY, toPage } from './page'

const LIST_QUERY = {
  ...OFFSET_QUERY,
  ...CHECKPOINT_QUERY,
  sort: { type: 'string', pattern: '^(name|display_name|created_at):-?1$', description: 'Field to sort by' },
} as const

const READ_ONE = ['read:organizations']

/** The endpoints of `/organizations` that create, read, change and delete. */
export function organizationRoutes(state: DirectoryState): Route[] {
  return [
    {
      method: 'GET',
      path: '/organizations',
      scopes: ['read:organizations', 'read:organizations_summary'],
      handle: ({ query }) => listOrganizations(state, query),
    },
    {
      method: 'POST',
      path: '/organizations',
      scopes: ['create:organizations'],
      handle: ({ body }) => jsonResponse(201, createOrganization(state, body())),
    },
    {
      method: 'GET',
      path: '/organizations/name/:name',
      scopes: READ_ONE,
      handle: ({ params }) => jsonResponse(200, viewOrganization(findOrganizationByName(state, params['name'] ?? ''))),
    },
    { method: 'GET', path: '/organizations/:id', scopes: READ_ONE, handle: (call) => show(state, call) },
    {
      method: 'PATCH',
      path: '/organizations/:id',
      scopes: ['update:organizations'],
      handle: (call) => jsonResponse(200, updateOrganization(state, readId(call), call.body())),
    },
    {
      method: 'DELETE',
      path: '/organizations/:id',
      scopes: ['delete:organizations'],
      handle(call) {
        deleteOrganization(state, readId(call))
        return noContent()
      },
    },
  ]
}

function show(state: DirectoryState, call: ApiCall): Response {
  return jsonResponse(200, viewOrganization(findOrganization(state, readId(call))))
}

/** Sorting changes pages by number only: a checkpoint is a place in the order of creation. */
function listOrganizations(state: DirectoryState, search: URLSearchParams): Response {
  const query = parseQuery(search, LIST_QUERY, state.switches)
  const [field, order] = String(query['sort'] ?? 'created_at:1').split(':')
  function textOf(organization: object) {
    return String((organization as Record<string, unknown>)[field ?? ''] ?? '')
  }
  const isCheckpoint = query['from'] !== undefined || query['take'] !== undefined
  const all = allOrganizations(state)
  const items = isCheckpoint ? all : all.toSorted((a, b) => Number(order) * textOf(a).localeCompare(textOf(b)))
  return jsonResponse(200, toPage({ items, query, key: 'organizations', view: viewOrganization }))
}

function readId({ params }: ApiCall): string {
  return params['id'] ?? ''
}
