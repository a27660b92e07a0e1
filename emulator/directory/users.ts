import { publishEvent } from '../events/publish'
import { ApiError, invalidBody } from '../http/api-error'
import type { SchemaType } from '../http/schema-type'
import { parseBody } from '../http/validation'
import type { Json } from '../json'
import { findConnectionByName } from './connection-store'
import type { DirectoryState } from './directory-state'
import { removeUserFromGroups } from './group-members'
import { removeUserFromOrganizations } from './organization-members'
import { timestamp, timestampAfter } from './sequenced'
import { buildUser } from './user-create'
import { toUserEvent } from './user-event'
import { mergeMetadata, omit, splitNulls } from './user-profile'
import { NULLABLE_USER_FIELDS, UPDATE_USER_SCHEMA } from './user-schema'
import { findUser, putUser, removeUser, type User } from './user-store'

/** A PATCH body that passed the schema. */
type UpdateUserBody = SchemaType<typeof UPDATE_USER_SCHEMA>

/** Creates a user and publishes an event. Throws a 400 `ApiError` for the body, 409 for a taken email, username or id. */
export function createUser(state: DirectoryState, body: Json): User {
  const user = buildUser(state, body)
  putUser(state, user)
  publishEvent(state, { type: 'user.created', object: toUserEvent(user) })
  return user
}

/** Applies a PATCH body and publishes an event. Throws `ApiError`: 400 for the body, 404 for the user, 409 for a taken email. */
export function updateUser(state: DirectoryState, id: string, body: Json): User {
  const { rest, nulls } = splitNulls(body, NULLABLE_USER_FIELDS)
  const changes = parseBody(rest, UPDATE_USER_SCHEMA)
  const stored = findUser(state, id)
  assertOwnConnection(state, stored.user, changes.connection)
  const user = applyChanges(state, stored.user, changes, nulls)
  putUser(state, user, stored)
  publishEvent(state, {
    type: 'user.updated',
    object: toUserEvent(user),
    previousObject: toUserEvent(stored.user),
  })
  return user
}

/**
 * Deletes a user and publishes an event; idempotent, as recorded. Memberships are deleted too,
 * without events of their own: whether Auth0 sends any is not documented.
 */
export function deleteUser(state: DirectoryState, id: string): void {
  const stored = removeUser(state, id)
  if (stored === undefined) return
  removeUserFromOrganizations(state, id)
  removeUserFromGroups(state, id)
  publishEvent(state, {
    type: 'user.deleted',
    object: { ...toUserEvent(stored.user), deleted_at: timestamp(state) },
  })
}

/** What tells Auth0 how to make the change, and is no part of the user. */
const REQUEST_ONLY = ['connection', 'client_id', 'verify_email', 'verify_phone_number'] as const

/** What a PATCH may take from a user by a null; a password is not kept anyway. */
type NullableField = (typeof NULLABLE_USER_FIELDS)[number]

function applyChanges(
  state: DirectoryState,
  user: User,
  changes: UpdateUserBody,
  nulls: readonly NullableField[],
): User {
  const { password, user_metadata, app_metadata, ...profile } = omit(changes, REQUEST_ONLY)
  const now = timestampAfter(state, user.updated_at)
  const email = profile.email?.toLowerCase()
  return {
    ...omit(user, nulls),
    ...profile,
    ...(email === undefined ? {} : { email, email_verified: profile.email_verified ?? isUnchanged(user, email) }),
    ...(user_metadata === undefined ? {} : { user_metadata: mergeMetadata(user.user_metadata, user_metadata) }),
    ...(app_metadata === undefined ? {} : { app_metadata: mergeMetadata(user.app_metadata, app_metadata) }),
    ...(password === undefined ? {} : { last_password_reset: now }),
    updated_at: now,
  }
}

/** A new address is unverified unless the body says otherwise. */
function isUnchanged(user: User, email: string): boolean {
  return user.email === email && user.email_verified === true
}

/** A PATCH may name the connection it is for, which has to be one of the user's. Auth0's text is not published. */
function assertOwnConnection(state: DirectoryState, { identities: [identity] }: User, name: string | undefined): void {
  if (name === undefined || name === identity.connection) return
  if (findConnectionByName(state, name) === undefined) {
    throw new ApiError(400, 'The connection does not exist.', { errorCode: 'inexistent_connection' })
  }
  throw invalidBody(`The user has no identity in the connection ${name}.`)
}
