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

// JSON.parse rounds numbers. Those that a float64 may not hold are first rewritten, outside strings, into strings with a
// mark; JSON text cannot hold this mark, since a raw control character is not allowed in it.
const MARK = '\u0000number:'
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Parses JSON text. Throws a SyntaxError as JSON.parse does. */
export function parseJson(text: string): LosslessJson {
  const marked = text.replace(TOKEN, (token) =>
    token.startsWith('"') || isShortInteger(token) ? token : JSON.stringify(MARK + token),
  )
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK) ? parseNumber(value.slice(MARK.length)) : value,
  ) as LosslessJson
}

// 15 digits always fit in a float64.
const isShortInteger = (token: string): boolean => /^-?\d{1,15}$/.test(token)
