import { ApiError, invalidBody } from '../http/api-error'
import type { SchemaType } from '../http/schema-type'
import { parseBody, validationError } from '../http/validation'
import type { Json } from '../json'
import { type Connection, findConnectionByName } from './connection-store'
import type { DirectoryState } from './directory-state'
import { timestamp } from './sequenced'
import { createUserKey } from './short-id'
import { defaultProfile, withoutNulls } from './user-profile'
import { CREATE_USER_SCHEMA } from './user-schema'
import { getUser, type User, userExists } from './user-store'

/** A body that passed the schema. */
type CreateUserBody = SchemaType<typeof CREATE_USER_SCHEMA>

/** Strategies whose users the API creates, and what such a user cannot do without. */
const CREATABLE = {
  auth0: ['password'],
  email: ['email'],
  sms: ['phone_number'],
} as const

/** The user that a POST body asks for, not stored yet. Throws a 400 `ApiError` for the body, 409 for a taken id. */
export function buildUser(state: DirectoryState, sent: Json): User {
  const body = parseBody(sent, CREATE_USER_SCHEMA)
  const connection = findTarget(state, body)
  const key = body.user_id ?? createUserKey()
  const user_id = `${connection.strategy}|${key}`
  if (getUser(state, user_id) !== undefined) throw userExists()
  const now = timestamp(state)
  const identities: User['identities'] = [
    { connection: connection.name, user_id: key, provider: connection.strategy, isSocial: false },
  ]
  const { blocked, email_verified, phone_verified, family_name, given_name, name, nickname, picture } = body
  const { phone_number, username, user_metadata, app_metadata } = body
  const email = body.email?.toLowerCase()
  const defaults = defaultProfile(body)
  return compact({
    blocked,
    created_at: now,
    email,
    email_verified: email === undefined ? email_verified : (email_verified ?? false),
    family_name,
    given_name,
    identities,
    name: name ?? defaults.name,
    nickname: nickname ?? defaults.nickname,
    phone_number,
    phone_verified: phone_number === undefined ? phone_verified : (phone_verified ?? false),
    picture: picture ?? defaults.picture,
    updated_at: now,
    user_id,
    user_metadata: user_metadata && withoutNulls(user_metadata),
    username,
    app_metadata: app_metadata && withoutNulls(app_metadata),
  })
}

/** The connection to create the user in, which the body satisfies. Auth0's text for other strategies is not published. */
function findTarget(state: DirectoryState, body: CreateUserBody): Connection {
  const connection = findConnectionByName(state, body.connection)
  if (connection === undefined) {
    throw new ApiError(400, 'The connection does not exist.', { errorCode: 'inexistent_connection' })
  }
  const { strategy } = connection
  if (strategy !== 'auth0' && strategy !== 'email' && strategy !== 'sms') {
    throw invalidBody(`Users cannot be created in a connection with the strategy ${strategy}.`)
  }
  for (const field of CREATABLE[strategy]) assertPresent(body, field)
  if (body.username === undefined && body.phone_number === undefined) assertPresent(body, 'email')
  return connection
}

function assertPresent(body: CreateUserBody, field: 'email' | 'password' | 'phone_number'): void {
  if (body[field] === undefined) throw validationError('body', `Missing required property: ${field}`)
}

/** Members that may be undefined, as members that may be absent. */
type Compact<Shape> = {
  [Key in keyof Shape as undefined extends Shape[Key] ? never : Key]: Shape[Key]
} & { [Key in keyof Shape as undefined extends Shape[Key] ? Key : never]?: Exclude<Shape[Key], undefined> }

/** An object without its undefined values, so that it is the same in memory and in a file. */
function compact<Shape extends object>(value: Shape): Compact<Shape> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Compact<Shape>
}
