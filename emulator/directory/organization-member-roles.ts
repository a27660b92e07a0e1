import { publishEvent } from '../events/publish'
import type { Json, JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import { findMember, type Member, putMember } from './organization-members'
import { getRole, parseRoleIds, parseRoles, type Role } from './roles'

/** Whom a call is about: the user as a member of the organization. */
export interface MemberPath {
  readonly id: string
  readonly userId: string
}

/** Gives a member roles and publishes an event for each new one. Throws `ApiError`: 400 for the body, 404 for member or role. */
export function assignMemberRoles(state: DirectoryState, { id, userId }: MemberPath, body: Json): void {
  const roles = parseRoles(state, body)
  const member = findMember(state, id, userId)
  const added = roles.filter((role) => !member.roleIds.includes(role.id))
  putMember(state, { ...member, roleIds: [...member.roleIds, ...added.map((role) => role.id)] })
  for (const role of added) {
    publishEvent(state, { type: 'organization.member.role.assigned', object: toEvent(member, role) })
  }
}

/** Takes roles from a member and publishes an event for each that it had. Throws `ApiError`: 400 for the body, 404 for the member. */
export function removeMemberRoles(state: DirectoryState, { id, userId }: MemberPath, body: Json): void {
  const asked = parseRoleIds(body)
  const member = findMember(state, id, userId)
  const removed = memberRoles(state, member).filter((role) => asked.includes(role.id))
  putMember(state, { ...member, roleIds: member.roleIds.filter((roleId) => !asked.includes(roleId)) })
  for (const role of removed) {
    publishEvent(state, { type: 'organization.member.role.deleted', object: toEvent(member, role) })
  }
}

/** The roles of a member in the order in which they came; deleted roles are gone. */
export function memberRoles(state: DirectoryState, { roleIds }: Member): Role[] {
  return roleIds.flatMap((id) => getRole(state, id) ?? [])
}

function toEvent({ organizationId, userId }: Member, { id, name }: Role): JsonObject {
  return { organization: { id: organizationId }, user: { user_id: userId }, role: { id, name } }
}
