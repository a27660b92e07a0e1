import { parseQuery } from '../http/query'
import { jsonResponse, noContent } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import type { DirectoryState } from './directory-state'
import { type Group, viewGroup } from './group-store'
import {
  assignOrganizationGroupRoles,
  type GroupPath,
  organizationGroupRoles,
  organizationGroups,
  removeOrganizationGroupRoles,
} from './organization-groups'
import { CHECKPOINT_QUERY, toCheckpointPage } from './page'
import { viewRole } from './roles'

const GROUPS = '/organizations/:id/groups'
const ROLES = `${GROUPS}/:group/roles`

/** The endpoints of an organization's groups and of their roles. */
export function organizationGroupRoutes(state: DirectoryState): Route[] {
  return [
    { method: 'GET', path: GROUPS, scopes: ['read:organization_groups'], handle: (call) => listGroups(state, call) },
    { method: 'GET', path: ROLES, scopes: ['read:organization_group_roles'], handle: (call) => listRoles(state, call) },
    {
      method: 'POST',
      path: ROLES,
      scopes: ['create:organization_group_roles'],
      handle(call) {
        assignOrganizationGroupRoles(state, readPath(call), call.body())
        return noContent()
      },
    },
    {
      method: 'DELETE',
      path: ROLES,
      scopes: ['delete:organization_group_roles'],
      handle(call) {
        removeOrganizationGroupRoles(state, readPath(call), call.body())
        return noContent()
      },
    },
  ]
}

function listGroups(state: DirectoryState, call: ApiCall): Response {
  const query = parseQuery(call.query, CHECKPOINT_QUERY, state.switches)
  const items = organizationGroups(state, readPath(call).organizationId)
  function view(group: Group) {
    return viewGroup(state, group)
  }
  return jsonResponse(200, toCheckpointPage({ items, query, key: 'groups', view }))
}

function listRoles(state: DirectoryState, call: ApiCall): Response {
  const query = parseQuery(call.query, CHECKPOINT_QUERY, state.switches)
  const items = organizationGroupRoles(state, readPath(call))
  return jsonResponse(200, toCheckpointPage({ items, query, key: 'roles', view: viewRole }))
}

function readPath({ params }: ApiCall): GroupPath {
  return { organizationId: params['id'] ?? '', groupId: params['group'] ?? '' }
}
