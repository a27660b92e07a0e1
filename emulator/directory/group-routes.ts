import { publishEvent } from '../events/publish'
import { parseQuery } from '../http/query'
import { jsonResponse, noContent } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import type { JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import { FIELDS_QUERY, selectFields } from './fields'
import { groupMembers, viewGroupMember } from './group-members'
import { assignRoles, listRoles, type RoleChange, withdrawRoles } from './group-roles'
import { allGroups, findGroup, type Group, putGroup, viewGroup } from './group-store'
import { deleteGroup } from './groups'
import { CHECKPOINT_QUERY, OFFSET_QUERY, type Query, toCheckpointPage } from './page'
import { parseRoleIds, parseRoles, viewRole } from './roles'

const LIST_QUERY = {
  ...CHECKPOINT_QUERY,
  ...FIELDS_QUERY,
  include_totals: OFFSET_QUERY.include_totals,
  connection_id: { type: 'string', description: 'Filter groups by connection ID.' },
  name: { type: 'string', description: 'Filter groups by name.' },
  external_id: { type: 'string', description: 'Filter groups by external ID.' },
  search: { type: 'string', description: 'Search for groups by name or external ID.' },
} as const

const MEMBER_QUERY = { ...CHECKPOINT_QUERY, ...FIELDS_QUERY }

/** The endpoints of `/groups`. There is none to create or change a group: see the control routes. */
export function groupRoutes(state: DirectoryState): Route[] {
  return [
    { method: 'GET', path: '/groups', scopes: ['read:groups'], handle: ({ query }) => listGroups(state, query) },
    { method: 'GET', path: '/groups/:id', scopes: ['read:groups'], handle: (call) => showGroup(state, call) },
    {
      method: 'DELETE',
      path: '/groups/:id',
      scopes: ['delete:groups'],
      handle(call) {
        deleteGroup(state, readId(call))
        return noContent()
      },
    },
    {
      method: 'GET',
      path: '/groups/:id/members',
      scopes: ['read:group_members'],
      handle: (call) => listMembers(state, call),
    },
    ...groupRoleRoutes(state),
  ]
}

function groupRoleRoutes(state: DirectoryState): Route[] {
  const path = '/groups/:id/roles'
  return [
    { method: 'GET', path, scopes: ['read:group_roles'], handle: (call) => listGroupRoles(state, call) },
    {
      method: 'POST',
      path,
      scopes: ['create:group_roles'],
      handle(call) {
        const roles = parseRoles(state, call.body())
        const group = findGroup(state, readId(call))
        return applyChange(state, group, 'group.role.assigned', assignRoles(state, group, group.roles, roles))
      },
    },
    {
      method: 'DELETE',
      path,
      scopes: ['delete:group_roles'],
      handle(call) {
        const roleIds = parseRoleIds(call.body())
        const group = findGroup(state, readId(call))
        return applyChange(state, group, 'group.role.deleted', withdrawRoles(state, group, group.roles, roleIds))
      },
    },
  ]
}

function applyChange(state: DirectoryState, group: Group, type: string, { roles, events }: RoleChange): Response {
  putGroup(state, { ...group, roles })
  for (const event of events) publishEvent(state, { type, ...event })
  return noContent()
}

function listGroups(state: DirectoryState, search: URLSearchParams): Response {
  const query = parseQuery(search, LIST_QUERY, state.switches)
  const items = allGroups(state).filter(matcher(query))
  function view(group: Group): JsonObject {
    return selectFields(viewGroup(state, group), query)
  }
  return jsonResponse(200, toCheckpointPage({ items, query, key: 'groups', view }))
}

function matcher({ connection_id, name, external_id, search }: Query): (group: Group) => boolean {
  const text = search === undefined ? undefined : String(search).toLowerCase()
  function has(value: string | undefined) {
    return text !== undefined && value?.toLowerCase().includes(text) === true
  }
  return (group) =>
    (connection_id === undefined || group.connection_id === connection_id) &&
    (name === undefined || group.name === name) &&
    (external_id === undefined || group.external_id === external_id) &&
    (text === undefined || has(group.name) || has(group.external_id))
}

function showGroup(state: DirectoryState, call: ApiCall): Response {
  return jsonResponse(200, viewGroup(state, findGroup(state, readId(call))))
}

function listMembers(state: DirectoryState, call: ApiCall): Response {
  const query = parseQuery(call.query, MEMBER_QUERY, state.switches)
  const items = groupMembers(state, findGroup(state, readId(call)).id)
  function view(member: (typeof items)[number]) {
    return selectFields(viewGroupMember(member), query)
  }
  return jsonResponse(200, toCheckpointPage({ items, query, key: 'members', view }))
}

function listGroupRoles(state: DirectoryState, call: ApiCall): Response {
  const query = parseQuery(call.query, CHECKPOINT_QUERY, state.switches)
  const items = listRoles(state, findGroup(state, readId(call)).roles)
  return jsonResponse(200, toCheckpointPage({ items, query, key: 'roles', view: viewRole }))
}

function readId({ params }: ApiCall): string {
  return params['id'] ?? ''
}
