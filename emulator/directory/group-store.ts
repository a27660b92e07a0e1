import { type ApiError, notFound } from '../http/api-error'
import type { JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import type { Sequenced } from './sequenced'

/** What a group belongs to. */
export const GROUP_TYPES = ['connection', 'organization', 'tenant'] as const

/** A group of users, as a directory synchronizes it. */
export interface Group extends Sequenced {
  readonly id: string
  readonly name: string
  readonly type: (typeof GROUP_TYPES)[number]
  readonly external_id?: string
  readonly connection_id?: string
  readonly organization_id?: string
  readonly created_at: string
  readonly updated_at: string
  /** Roles that the whole group has in the tenant, each with the time of its assignment. */
  readonly roles: Readonly<Record<string, string>>
}

/** Every group, oldest first. */
export function allGroups(state: DirectoryState): Group[] {
  return groupsOf(state).all()
}

/** The group with that id. Throws a 404 `ApiError`. */
export function findGroup(state: DirectoryState, id: string): Group {
  const group = groupsOf(state).get(id)
  if (group === undefined) throw groupMissing()
  return group
}

/** The 404 for a group that is not there; Auth0's text is not published. */
export function groupMissing(): ApiError {
  return notFound('The group does not exist.')
}

/** Adds a group, or puts it in the place of the one with its id. */
export function putGroup(state: DirectoryState, group: Group): void {
  groupsOf(state).put(group.id, group)
}

/** Takes a group out. */
export function removeGroup(state: DirectoryState, id: string): void {
  groupsOf(state).delete(id)
}

/** A group as the API returns it. */
export function viewGroup({ tenantName }: DirectoryState, group: Group): JsonObject {
  const { id, name, created_at, updated_at } = group
  return { id, name, ...ownerOf(group), tenant_name: tenantName, created_at, updated_at }
}

/** A group as its own events carry it; one that was just created has not been updated. */
export function toGroupEvent(group: Group): JsonObject {
  const { id, name, type, created_at } = group
  return { id, name, created_at, type, ...ownerOf(group) }
}

/** A group as events about something else name it. */
export function toGroupReference(group: Group): JsonObject {
  return { id: group.id, type: group.type, ...ownerOf(group) }
}

function ownerOf({ external_id, connection_id, organization_id }: Group): JsonObject {
  return {
    ...(external_id === undefined ? {} : { external_id }),
    ...(connection_id === undefined ? {} : { connection_id }),
    ...(organization_id === undefined ? {} : { organization_id }),
  }
}

function groupsOf({ storage }: DirectoryState) {
  return storage.collection<Group>('groups')
}
