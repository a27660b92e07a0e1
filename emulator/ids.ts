import { randomUUID } from 'node:crypto'

/**
 * Flickr's base58 alphabet: lower case before upper case, without 0, O, I and l.
 * Every recorded `est_` and `evt_` id decodes to a version 4 UUID with it, and with no other common alphabet.
 */
const ALPHABET = '123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'

/** Digits that 128 bits can need in base 58; smaller values are padded on the left, so that all ids have one length. */
const DIGITS = 22

/** Kinds of id that event streams use: the stream itself, and the event that is delivered. */
export type IdPrefix = 'est' | 'evt'

/** A UUID written as 22 base58 digits. */
export function encodeUuid(uuid: string): string {
  const base = BigInt(ALPHABET.length)
  let rest = BigInt(`0x${uuid.replaceAll('-', '')}`)
  let digits = ''
  while (rest > 0n) {
    digits = ALPHABET.charAt(Number(rest % base)) + digits
    rest /= base
  }
  return digits.padStart(DIGITS, ALPHABET.charAt(0))
}

/** A new id as Auth0 makes them: prefix, underscore, base58 of a version 4 UUID. */
export function createId(prefix: IdPrefix, uuid: string = randomUUID()): string {
  return `${prefix}_${encodeUuid(uuid)}`
}

/** Whether a text has the form of an id of that kind. It says nothing about whether such a thing exists. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && /^[1-9A-HJ-NP-Za-km-z]{22}$/.test(text.slice(prefix.length + 1))
}
