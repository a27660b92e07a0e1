import { publishEvent } from '../events/publish'
import type { JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import { findGroup, type Group, toGroupReference } from './group-store'
import { nextSequence, type Sequenced, timestamp } from './sequenced'
import { findUser } from './user-store'

/** A user in a group. */
export interface GroupMember extends Sequenced {
  readonly groupId: string
  readonly userId: string
  readonly created_at: string
}

/** Puts a user into a group as directory synchronization would, and publishes an event unless it was there. Throws a 404 `ApiError`. */
export function addGroupMember(state: DirectoryState, groupId: string, userId: string): void {
  const group = findGroup(state, groupId)
  findUser(state, userId)
  const key = keyOf(groupId, userId)
  if (membersOf(state).get(key) !== undefined) return
  const sequence = nextSequence(state, 'group_members')
  membersOf(state).put(key, { groupId, userId, created_at: timestamp(state), sequence })
  publishEvent(state, { type: 'group.member.added', object: toEvent(group, userId) })
}

/** Takes a user out of a group as directory synchronization would, and publishes an event if it was there. Throws a 404 `ApiError`. */
export function removeGroupMember(state: DirectoryState, groupId: string, userId: string): void {
  const group = findGroup(state, groupId)
  if (membersOf(state).delete(keyOf(groupId, userId)) === undefined) return
  publishEvent(state, { type: 'group.member.deleted', object: toEvent(group, userId) })
}

/** The members of a group in the order in which they came. */
export function groupMembers(state: DirectoryState, groupId: string): GroupMember[] {
  return membersOf(state)
    .all()
    .filter((member) => member.groupId === groupId)
}

/** Empties a group, without an event. */
export function removeMembersOfGroup(state: DirectoryState, groupId: string): void {
  for (const { userId } of groupMembers(state, groupId)) membersOf(state).delete(keyOf(groupId, userId))
}

/** Takes a user out of every group, without an event. */
export function removeUserFromGroups(state: DirectoryState, userId: string): void {
  const memberships = membersOf(state).all()
  for (const { groupId } of memberships.filter((member) => member.userId === userId)) {
    membersOf(state).delete(keyOf(groupId, userId))
  }
}

/** A member as the API returns it. */
export function viewGroupMember({ userId, created_at }: GroupMember): JsonObject {
  return { id: userId, member_type: 'user', created_at }
}

function toEvent(group: Group, userId: string): JsonObject {
  return { group: toGroupReference(group), member: { member_type: 'user', id: userId } }
}

function keyOf(groupId: string, userId: string): string {
  return `${groupId}/${userId}`
}

function membersOf({ storage }: DirectoryState) {
  return storage.collection<GroupMember>('group_members')
}
