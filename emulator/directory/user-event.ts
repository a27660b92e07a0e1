import type { JsonObject } from '../json'
import type { User } from './user-store'

/** Fields that the event catalog lists for a user; it knows nothing of the time of the last password. */
const EVENT_FIELDS = [
  'user_id',
  'email',
  'email_verified',
  'username',
  'phone_number',
  'phone_verified',
  'created_at',
  'updated_at',
  'identities',
  'app_metadata',
  'user_metadata',
  'picture',
  'name',
  'nickname',
  'blocked',
  'given_name',
  'family_name',
] as const satisfies readonly (keyof User)[]

/** A user as `user.created`, `user.updated` and `user.deleted` carry it. */
export function toUserEvent(user: User): JsonObject {
  const entries = EVENT_FIELDS.flatMap((field) => (user[field] === undefined ? [] : [[field, user[field]]]))
  return Object.fromEntries(entries) as JsonObject
}
