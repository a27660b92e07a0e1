import { publishEvent } from '../events/publish'
import type { Json, JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import { type AssignedRoles, assignRoles, listRoles, type RoleChange, withdrawRoles } from './group-roles'
import { allGroups, type Group, groupMissing } from './group-store'
import { enabledConnections } from './organization-connections'
import { findOrganization } from './organization-store'
import { parseRoleIds, parseRoles, type Role } from './roles'

/** What a call is about: the group as the organization sees it. */
export interface GroupPath {
  readonly organizationId: string
  readonly groupId: string
}

/** The roles of a group in an organization. */
interface OrganizationGroup extends GroupPath {
  readonly roles: AssignedRoles
}

/** The groups of an organization: its own, and those of the connections it uses. Throws a 404 `ApiError`. */
export function organizationGroups(state: DirectoryState, organizationId: string): Group[] {
  const { id } = findOrganization(state, organizationId)
  const connections = new Set(enabledConnections(state, id).map(({ connectionId }) => connectionId))
  function isIn({ organization_id, connection_id }: Group) {
    return organization_id === id || (connection_id !== undefined && connections.has(connection_id))
  }
  return allGroups(state).filter(isIn)
}

/** Gives a group roles in an organization and publishes an event for each new one. Throws `ApiError`: 400 or 404. */
export function assignOrganizationGroupRoles(state: DirectoryState, path: GroupPath, body: Json): void {
  const roles = parseRoles(state, body)
  const group = findGroupOf(state, path)
  const change = assignRoles(state, group, rolesOf(state, path), roles)
  applyChange(state, path, 'organization.group.role.assigned', change)
}

/** Takes roles from a group in an organization and publishes an event for each that it had. Throws `ApiError`: 400 or 404. */
export function removeOrganizationGroupRoles(state: DirectoryState, path: GroupPath, body: Json): void {
  const roleIds = parseRoleIds(body)
  const group = findGroupOf(state, path)
  const change = withdrawRoles(state, group, rolesOf(state, path), roleIds)
  applyChange(state, path, 'organization.group.role.deleted', change)
}

/** The roles of a group in an organization. Throws a 404 `ApiError`. */
export function organizationGroupRoles(state: DirectoryState, path: GroupPath): Role[] {
  findGroupOf(state, path)
  return listRoles(state, rolesOf(state, path))
}

/** Forgets every group's roles in an organization, without an event. */
export function removeGroupRolesOf(state: DirectoryState, organizationId: string): void {
  removeWhere(state, (each) => each.organizationId === organizationId)
}

/** Forgets a group's roles in every organization, without an event. */
export function removeRolesOfGroup(state: DirectoryState, groupId: string): void {
  removeWhere(state, (each) => each.groupId === groupId)
}

function applyChange(state: DirectoryState, path: GroupPath, type: string, { roles, events }: RoleChange): void {
  collectionOf(state).put(keyOf(path), { ...path, roles })
  const organization = { id: path.organizationId }
  function within(object: JsonObject) {
    return { organization, ...object }
  }
  for (const { object, previousObject } of events) {
    const previous = previousObject === undefined ? {} : { previousObject: within(previousObject) }
    publishEvent(state, { type, object: within(object), ...previous })
  }
}

/** The group of a path, which has to be one of the organization's. */
function findGroupOf(state: DirectoryState, { organizationId, groupId }: GroupPath): Group {
  const group = organizationGroups(state, organizationId).find(({ id }) => id === groupId)
  if (group === undefined) throw groupMissing()
  return group
}

function rolesOf(state: DirectoryState, path: GroupPath): AssignedRoles {
  return collectionOf(state).get(keyOf(path))?.roles ?? {}
}

function removeWhere(state: DirectoryState, isGone: (each: OrganizationGroup) => boolean): void {
  for (const each of collectionOf(state).all().filter(isGone)) collectionOf(state).delete(keyOf(each))
}

function keyOf({ organizationId, groupId }: GroupPath): string {
  return `${organizationId}/${groupId}`
}

function collectionOf({ storage }: DirectoryState) {
  return storage.collection<OrganizationGroup>('organization_groups')
}
