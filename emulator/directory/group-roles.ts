import type { JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import { type Group, toGroupReference } from './group-store'
import { getRole, type Role } from './roles'
import { timestamp } from './sequenced'

/** The ids of a group's roles, each with the time of its assignment. */
export type AssignedRoles = Readonly<Record<string, string>>

/** What assigning or taking away changes: the roles afterwards, and the payload of one event for each that changed. */
export interface RoleChange {
  readonly roles: AssignedRoles
  readonly events: readonly { readonly object: JsonObject; readonly previousObject?: JsonObject }[]
}

/** Adds roles to those that a group has; what it has already stays as it was. */
export function assignRoles(
  state: DirectoryState,
  group: Group,
  before: AssignedRoles,
  asked: readonly Role[],
): RoleChange {
  const created_at = timestamp(state)
  const added = asked.filter(({ id }) => !Object.hasOwn(before, id))
  return {
    roles: { ...before, ...Object.fromEntries(added.map(({ id }) => [id, created_at])) },
    events: added.map((role) => ({ object: toAssignment(group, role, created_at) })),
  }
}

/** Takes roles from those that a group has. The payload of a deletion names the role by its id alone. */
export function withdrawRoles(
  state: DirectoryState,
  group: Group,
  before: AssignedRoles,
  asked: readonly string[],
): RoleChange {
  const deleted_at = timestamp(state)
  const removed = listRoles(state, before).filter(({ id }) => asked.includes(id))
  function object({ id }: Role) {
    return { group: toGroupReference(group), role: { id }, deleted_at }
  }
  return {
    roles: Object.fromEntries(Object.entries(before).filter(([id]) => !asked.includes(id))),
    events: removed.map((role) => ({
      object: object(role),
      previousObject: toAssignment(group, role, before[role.id] ?? deleted_at),
    })),
  }
}

/** The roles behind their ids, in the order of assignment; deleted roles are gone. */
export function listRoles(state: DirectoryState, assigned: AssignedRoles): Role[] {
  return Object.keys(assigned).flatMap((id) => getRole(state, id) ?? [])
}

function toAssignment(group: Group, { id, name }: Role, created_at: string): JsonObject {
  return { group: toGroupReference(group), role: { id, name }, created_at }
}
