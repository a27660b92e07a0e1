import { ApiError } from '../http/api-error'
import type { JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import { nextSequence, type Sequenced } from './sequenced'

/** An account that a user signs in with. The emulator gives every user one; linking accounts makes no event. */
type Identity = {
  readonly connection: string
  readonly user_id: string
  readonly provider: string
  readonly isSocial: boolean
}

/** A user as the API returns it. Passwords are not kept, since nobody signs in. */
export interface User {
  readonly user_id: string
  readonly created_at: string
  readonly updated_at: string
  readonly identities: readonly [Identity]
  readonly email?: string
  readonly email_verified?: boolean
  readonly username?: string
  readonly phone_number?: string
  readonly phone_verified?: boolean
  readonly name?: string
  readonly nickname?: string
  readonly picture?: string
  readonly given_name?: string
  readonly family_name?: string
  readonly blocked?: boolean
  readonly last_password_reset?: string
  readonly user_metadata?: JsonObject
  readonly app_metadata?: JsonObject
}

/** A user and its place in the order of creation. */
export interface StoredUser extends Sequenced {
  readonly user: User
}

/** What no two users of a connection may share. */
const UNIQUE_FIELDS = ['email', 'username', 'phone_number'] as const

/** Every user, oldest first. */
export function allUsers(state: DirectoryState): StoredUser[] {
  return usersOf(state).all()
}

/** The user with that id, or undefined. */
export function getUser(state: DirectoryState, id: string): StoredUser | undefined {
  return usersOf(state).get(id)
}

/** The user with that id. Throws the recorded 404 `ApiError`. */
export function findUser(state: DirectoryState, id: string): StoredUser {
  const stored = getUser(state, id)
  if (stored === undefined) throw new ApiError(404, 'The user does not exist.', { errorCode: 'inexistent_user' })
  return stored
}

/** Adds a user, or puts it in the place of the one with its id. Throws a 409 `ApiError` when somebody has its email. */
export function putUser(state: DirectoryState, user: User, previous?: StoredUser): void {
  assertFree(state, user)
  if (previous !== undefined) releaseNames(state, previous.user)
  for (const name of uniqueNames(user)) namesOf(state).put(name, user.user_id)
  usersOf(state).put(user.user_id, { sequence: previous?.sequence ?? nextSequence(state, 'users'), user })
}

/** Takes a user out; gives what was there. */
export function removeUser(state: DirectoryState, id: string): StoredUser | undefined {
  const stored = usersOf(state).delete(id)
  if (stored !== undefined) releaseNames(state, stored.user)
  return stored
}

/** The text and code are recorded; the same is said of a taken email, username, phone number and id. */
export function userExists(): ApiError {
  return new ApiError(409, 'The user already exists.', { errorCode: 'auth0_idp_error' })
}

function assertFree(state: DirectoryState, user: User): void {
  function isOthers(name: string) {
    return (namesOf(state).get(name) ?? user.user_id) !== user.user_id
  }
  if (uniqueNames(user).some(isOthers)) throw userExists()
}

function releaseNames(state: DirectoryState, user: User): void {
  for (const name of uniqueNames(user)) namesOf(state).delete(name)
}

/** The keys under which a user's names are kept, so that finding a taken one does not take a walk over all users. */
function uniqueNames(user: User): string[] {
  const [{ connection }] = user.identities
  return UNIQUE_FIELDS.flatMap((field) => {
    const name = user[field]
    return name === undefined ? [] : [JSON.stringify([connection, field, name.toLowerCase()])]
  })
}

function usersOf({ storage }: DirectoryState) {
  return storage.collection<StoredUser>('users')
}

function namesOf({ storage }: DirectoryState) {
  return storage.collection<string>('user_names')
}
