import { randomBytes, randomInt } from 'node:crypto'

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Recorded ids of organizations, roles and connections have 16 characters after the prefix. */
const SHORT_ID_LENGTH = 16

/** What an id begins with: connection, group, organization, role. */
export type ShortIdPrefix = 'con' | 'grp' | 'org' | 'rol'

/** A new id such as `org_dBnyVKs8evs6xGhq`. */
export function createShortId(prefix: ShortIdPrefix): string {
  const characters = Array.from({ length: SHORT_ID_LENGTH }, () => ALPHANUMERIC.charAt(randomInt(ALPHANUMERIC.length)))
  return `${prefix}_${characters.join('')}`
}

/** The part of a new user's id after the provider: 24 hexadecimal digits, as in `auth0|63d17c4a8869daf88ed7db97`. */
export function createUserKey(): string {
  return randomBytes(12).toString('hex')
}
