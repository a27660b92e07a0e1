import { createHash } from 'node:crypto'
import { isJsonObject, type Json, type JsonObject } from '../json'
import type { User } from './user-store'

/** A user's name, nickname and picture by default, as recorded responses show them. */
export function defaultProfile({ email, username, phone_number }: Partial<User>): Partial<User> {
  const name = email ?? username ?? phone_number ?? ''
  const nickname = email === undefined ? name : email.slice(0, email.indexOf('@'))
  return { name, nickname, picture: createPicture(name, email ?? name) }
}

/** The Gravatar of an address, which falls back to an image with two initials. Nothing fetches it here. */
function createPicture(name: string, address: string): string {
  const hash = createHash('md5').update(address.toLowerCase()).digest('hex')
  const initials = name.slice(0, 2).toLowerCase()
  const fallback = encodeURIComponent(`https://cdn.auth0.com/avatars/${encodeURIComponent(initials)}.png`)
  return `https://s.gravatar.com/avatar/${hash}?s=480&r=pg&d=${fallback}`
}

/**
 * Metadata after a PATCH: merged at the top level only, a null takes its key out, and `{}` empties it all, as the
 * documentation of the endpoint says.
 */
export function mergeMetadata(stored: JsonObject | undefined, changes: JsonObject): JsonObject {
  if (Object.keys(changes).length === 0) return {}
  return withoutNulls({ ...stored, ...changes })
}

/** An object without the keys whose value is null. */
export function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null))
}

/** A body with the nulls of some keys taken out, and the keys that had one. Anything else than an object stays. */
export function splitNulls<Key extends string>(
  body: Json,
  nullable: readonly Key[],
): { readonly rest: Json; readonly nulls: readonly Key[] } {
  if (!isJsonObject(body)) return { rest: body, nulls: [] }
  const nulls = nullable.filter((key) => body[key] === null)
  return { rest: omit(body, nulls), nulls }
}

/** An object without some of its members. */
export function omit<Shape extends object, Key extends string>(value: Shape, keys: readonly Key[]): Omit<Shape, Key> {
  function isKept([name]: [string, unknown]) {
    return !keys.some((key) => key === name)
  }
  return Object.fromEntries(Object.entries(value).filter(isKept)) as Omit<Shape, Key>
}
