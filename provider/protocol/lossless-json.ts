import type { LosslessNumber } from './number'
import { parseNumber } from './number'

/** Parsed JSON whose numbers have lost nothing. */
export type LosslessJson =
  | null
  | boolean
  | string
  | LosslessNumber
  | readonly LosslessJson[]
  | { readonly [name: string]: LosslessJson }

// JSON.parse rounds numbers. Those that a float64 may not hold are first rewritten, outside strings, into strings that
// begin with a NUL; a string value that begins with one itself, which JSON can only write as \u0000, gets a second.
const NUL = '\u0000'
const ESCAPED_NUL = '"\\u0000'
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Parses JSON text. Throws a SyntaxError as JSON.parse does. */
export function parseJson(text: string): LosslessJson {
  return JSON.parse(text.replace(TOKEN, mark), (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(NUL) ? unmark(value.slice(1)) : value,
  ) as LosslessJson
}

function mark(token: string, colon: string | undefined): string {
  if (colon !== undefined) return token
  if (token.startsWith('"')) return token.startsWith(ESCAPED_NUL) ? token.replace('"', ESCAPED_NUL) : token
  return isShortInteger(token) ? token : `${ESCAPED_NUL}${token}"`
}

function unmark(value: string): LosslessJson {
  return value.startsWith(NUL) ? value : parseNumber(value)
}

// 15 digits always fit in a float64.
function isShortInteger(token: string): boolean {
  return /^-?\d{1,15}$/.test(token)
}
