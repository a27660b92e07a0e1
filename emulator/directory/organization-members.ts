import { publishEvent } from '../events/publish'
import { ApiError, invalidBody } from '../http/api-error'
import type { JsonSchema } from '../http/json-schema'
import { parseBody } from '../http/validation'
import type { Json, JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import { findOrganization } from './organization-store'
import { nextSequence, type Sequenced } from './sequenced'
import { getUser } from './user-store'

/** A user in an organization, with the roles that hold there. */
export interface Member extends Sequenced {
  readonly organizationId: string
  readonly userId: string
  readonly roleIds: readonly string[]
}

/** Ten at a time is the published bound for adding; the endpoint that takes members away has the same list. */
const MEMBERS_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['members'],
  properties: {
    members: {
      type: 'array',
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      description: 'List of user IDs',
      items: { type: 'string', minLength: 1 },
    },
  },
} as const satisfies JsonSchema

/**
 * Makes users members and publishes an event for each new one. Throws `ApiError`: 404 for the organization, 400 for the body
 * and for an unknown user, whose text is not published.
 */
export function addMembers(state: DirectoryState, organizationId: string, body: Json): void {
  const { name } = findOrganization(state, organizationId)
  const userIds = parseMembers(body)
  const unknown = userIds.find((id) => getUser(state, id) === undefined)
  if (unknown !== undefined) throw invalidBody(`The user ${unknown} does not exist.`)
  for (const userId of userIds.filter((id) => getMember(state, organizationId, id) === undefined)) {
    const sequence = nextSequence(state, 'organization_members')
    putMember(state, { organizationId, userId, roleIds: [], sequence })
    publishEvent(state, { type: 'organization.member.added', object: toEvent(organizationId, name, userId) })
  }
}

/** Takes members out and publishes an event for each. Throws `ApiError`: 400 for the body, 404 for the organization. */
export function removeMembers(state: DirectoryState, organizationId: string, body: Json): void {
  const { name } = findOrganization(state, organizationId)
  for (const userId of parseMembers(body)) {
    if (membersOf(state).delete(keyOf(organizationId, userId)) === undefined) continue
    publishEvent(state, { type: 'organization.member.deleted', object: toEvent(organizationId, name, userId) })
  }
}

/** The members of an organization in the order in which they came. */
export function organizationMembers(state: DirectoryState, organizationId: string): Member[] {
  return membersOf(state)
    .all()
    .filter((member) => member.organizationId === organizationId)
}

/** The membership of a user, or undefined. */
function getMember(state: DirectoryState, organizationId: string, userId: string): Member | undefined {
  return membersOf(state).get(keyOf(organizationId, userId))
}

/** The membership of a user. Throws a 404 `ApiError`, whose text is not published. */
export function findMember(state: DirectoryState, organizationId: string, userId: string): Member {
  findOrganization(state, organizationId)
  const member = getMember(state, organizationId, userId)
  if (member === undefined) throw new ApiError(404, 'The user is not a member of the organization.')
  return member
}

/** Adds a member, or puts it in the place of the one it was. */
export function putMember(state: DirectoryState, member: Member): void {
  membersOf(state).put(keyOf(member.organizationId, member.userId), member)
}

/** Takes every member from an organization, without an event. */
export function removeMembersOf(state: DirectoryState, organizationId: string): void {
  for (const { userId } of organizationMembers(state, organizationId)) {
    membersOf(state).delete(keyOf(organizationId, userId))
  }
}

/** Takes a user from every organization, without an event. */
export function removeUserFromOrganizations(state: DirectoryState, userId: string): void {
  const memberships = membersOf(state).all()
  for (const member of memberships.filter((each) => each.userId === userId)) {
    membersOf(state).delete(keyOf(member.organizationId, userId))
  }
}

function parseMembers(body: Json): readonly string[] {
  return parseBody(body, MEMBERS_SCHEMA).members
}

function toEvent(organizationId: string, name: string, userId: string): JsonObject {
  return { organization: { name, id: organizationId }, user: { user_id: userId } }
}

function keyOf(organizationId: string, userId: string): string {
  return `${organizationId}/${userId}`
}

function membersOf({ storage }: DirectoryState) {
  return storage.collection<Member>('organization_members')
}
