import { parseQuery } from '../http/query'
import { jsonResponse, noContent } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import type { JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import { FIELDS_QUERY, selectFields } from './fields'
import { OFFSET_QUERY, type Query, readOffset } from './page'
import { parseSearch } from './user-search'
import { allUsers, findUser, type StoredUser, type User } from './user-store'
import { createUser, deleteUser, updateUser } from './users'

const LIST_QUERY = {
  ...OFFSET_QUERY,
  ...FIELDS_QUERY,
  sort: { type: 'string', pattern: '^[\\w.]+:-?1$', description: 'Field to sort by. Use field:order' },
  connection: { type: 'string', minLength: 1, description: 'Connection filter' },
  q: { type: 'string', description: 'Query in Lucene query string syntax' },
  search_engine: { type: 'string', enum: ['v1', 'v2', 'v3'], description: 'The version of the search engine' },
  primary_order: { type: 'boolean', description: 'If true, results are returned in a deterministic order' },
} as const

const BY_EMAIL_QUERY = {
  ...FIELDS_QUERY,
  email: { type: 'string', minLength: 1, description: 'Email address to search for' },
} as const

const READ_ONE = ['read:users', 'read:current_user', 'read:user_idp_tokens']
const READ_MANY = ['read:users', 'read:user_idp_tokens']

/** The endpoints of `/users` that create, read, search, change and delete. */
export function userRoutes(state: DirectoryState): Route[] {
  return [
    { method: 'GET', path: '/users', scopes: READ_MANY, handle: ({ query }) => listUsers(state, query) },
    {
      method: 'GET',
      path: '/users-by-email',
      scopes: ['read:users'],
      handle: ({ query }) => findByEmail(state, query),
    },
    {
      method: 'POST',
      path: '/users',
      scopes: ['create:users'],
      handle: ({ body }) => jsonResponse(201, createUser(state, body())),
    },
    { method: 'GET', path: '/users/:id', scopes: READ_ONE, handle: (call) => showUser(state, call) },
    {
      method: 'PATCH',
      path: '/users/:id',
      scopes: ['update:users', 'update:users_app_metadata', 'update:current_user_metadata'],
      handle: (call) => jsonResponse(200, updateUser(state, readId(call), call.body())),
    },
    {
      method: 'DELETE',
      path: '/users/:id',
      scopes: ['delete:users', 'delete:current_user'],
      handle(call) {
        deleteUser(state, readId(call))
        return noContent()
      },
    },
  ]
}

function showUser(state: DirectoryState, call: ApiCall): Response {
  const fields = parseQuery(call.query, FIELDS_QUERY, state.switches)
  return jsonResponse(200, selectFields(toJson(findUser(state, readId(call)).user), fields))
}

/** Users by number of page. The totals are an object of their own kind: with `length`, the list in the middle. */
function listUsers(state: DirectoryState, search: URLSearchParams): Response {
  const query = parseQuery(search, LIST_QUERY, state.switches)
  const { start, limit } = readOffset(query)
  const found = sortUsers(allUsers(state).filter(matcher(query)), query['sort'])
  const users = found.slice(start, start + limit).map(({ user }) => selectFields(toJson(user), query))
  if (query['include_totals'] !== true) return jsonResponse(200, users)
  return jsonResponse(200, { start, limit, length: users.length, users, total: found.length })
}

function findByEmail(state: DirectoryState, search: URLSearchParams): Response {
  const query = parseQuery(search, BY_EMAIL_QUERY, state.switches)
  const email = String(query['email']).toLowerCase()
  const found = allUsers(state).filter(({ user }) => user.email === email)
  return jsonResponse(
    200,
    found.map(({ user }) => selectFields(toJson(user), query)),
  )
}

function matcher({ q, connection }: Query): (stored: StoredUser) => boolean {
  const matchesText = q === undefined || q === '' ? () => true : parseSearch(String(q))
  return ({ user }) =>
    matchesText(user) && (connection ?? user.identities[0].connection) === user.identities[0].connection
}

/** Users in the order of `field:1` or `field:-1`; those without the field come first, as in a document database. */
function sortUsers(users: readonly StoredUser[], sort: Query[string]): readonly StoredUser[] {
  if (sort === undefined) return users
  const [field = '', order] = String(sort).split(':')
  function keyOf({ user }: StoredUser) {
    return String(toJson(user)[field] ?? '')
  }
  return users.toSorted((one, other) => Number(order) * compare(keyOf(one), keyOf(other)))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function toJson(user: User): JsonObject {
  return { ...user }
}

function readId({ params }: ApiCall): string {
  return params['id'] ?? ''
}
