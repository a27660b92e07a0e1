/**
 * A place in the tenant's feed as clients get it: opaque, and only to be given back. Behind the base64 stands the offset
 * of the last event that was passed, under a mark that keeps other base64 texts from being taken for a place.
 */
const MARK = 'e1:'

/** The cursor of an offset. */
export function encodeOffset(offset: number): string {
  return Buffer.from(`${MARK}${offset}`).toString('base64')
}

/** The offset behind a cursor, or undefined when it is none of ours. */
export function decodeOffset(cursor: string): number | undefined {
  const text = Buffer.from(cursor, 'base64').toString('utf8')
  const offset = Number(text.slice(MARK.length))
  return Number.isSafeInteger(offset) && encodeOffset(offset) === cursor ? offset : undefined
}
