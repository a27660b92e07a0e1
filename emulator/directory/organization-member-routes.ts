import { parseQuery } from '../http/query'
import { jsonResponse, noContent } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import type { JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import { FIELDS_QUERY, selectFields } from './fields'
import { assignMemberRoles, type MemberPath, memberRoles, removeMemberRoles } from './organization-member-roles'
import { addMembers, findMember, type Member, organizationMembers, removeMembers } from './organization-members'
import { findOrganization } from './organization-store'
import { CHECKPOINT_QUERY, OFFSET_QUERY, toOffsetPage, toPage } from './page'
import { viewRole } from './roles'
import { getUser } from './user-store'

const LIST_QUERY = { ...OFFSET_QUERY, ...CHECKPOINT_QUERY, ...FIELDS_QUERY }

const MEMBERS = '/organizations/:id/members'
const ROLES = `${MEMBERS}/:user/roles`

/** The endpoints of an organization's members and of their roles. */
export function organizationMemberRoutes(state: DirectoryState): Route[] {
  return [
    { method: 'GET', path: MEMBERS, scopes: ['read:organization_members'], handle: (call) => list(state, call) },
    {
      method: 'POST',
      path: MEMBERS,
      scopes: ['create:organization_members'],
      handle: (call) => done(() => addMembers(state, readPath(call).id, call.body())),
    },
    {
      method: 'DELETE',
      path: MEMBERS,
      scopes: ['delete:organization_members'],
      handle: (call) => done(() => removeMembers(state, readPath(call).id, call.body())),
    },
    {
      method: 'GET',
      path: ROLES,
      scopes: ['read:organization_member_roles'],
      handle: (call) => listRoles(state, call),
    },
    {
      method: 'POST',
      path: ROLES,
      scopes: ['create:organization_member_roles'],
      handle: (call) => done(() => assignMemberRoles(state, readPath(call), call.body())),
    },
    {
      method: 'DELETE',
      path: ROLES,
      scopes: ['delete:organization_member_roles'],
      handle: (call) => done(() => removeMemberRoles(state, readPath(call), call.body())),
    },
  ]
}

function list(state: DirectoryState, call: ApiCall): Response {
  const query = parseQuery(call.query, LIST_QUERY, state.switches)
  const { id } = findOrganization(state, readPath(call).id)
  const items = organizationMembers(state, id)
  function view(member: Member) {
    return viewMember(state, member, query)
  }
  return jsonResponse(200, toPage({ items, query, key: 'members', view }))
}

/** A member as recorded. Roles are there only when `fields` names them, as the documentation says. */
function viewMember(state: DirectoryState, member: Member, query: ReturnType<typeof parseQuery>): JsonObject {
  const user = getUser(state, member.userId)?.user
  const { email, picture, name } = user ?? {}
  const shown = { user_id: member.userId, email, picture, name }
  if (query['fields'] === undefined) return shown
  const roles = memberRoles(state, member).map((role) => ({ id: role.id, name: role.name }))
  return selectFields({ ...shown, roles }, query)
}

function listRoles(state: DirectoryState, call: ApiCall): Response {
  const query = parseQuery(call.query, OFFSET_QUERY, state.switches)
  const { id, userId } = readPath(call)
  const items = memberRoles(state, findMember(state, id, userId))
  return jsonResponse(200, toOffsetPage({ items, query, key: 'roles', view: viewRole }))
}

function readPath({ params }: ApiCall): MemberPath {
  return { id: params['id'] ?? '', userId: params['user'] ?? '' }
}

/** 204 once something has been done. */
function done(action: () => void): Response {
  action()
  return noContent()
}
