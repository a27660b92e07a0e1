/** Strings are cut to this many characters when a line would be too long; sixteen such strings fit into one. */
const LONG_TEXT_CHARACTERS = 1000

/** Deeper values are omitted, which also ends circular references. */
const MAX_DEPTH = 8

/** A value that JSON can represent: an error becomes its message, bytes become their count. `text` rewrites every string and key. */
export function plainValue(value: unknown, text: (value: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return text(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === MAX_DEPTH) return '...'
  if (value instanceof Error) return text(value.message)
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if ('toJSON' in value && typeof value.toJSON === 'function') return plainValue(value.toJSON(), text, depth + 1)
  if (Array.isArray(value)) return value.map((item) => plainValue(item, text, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), plainValue(item, text, depth + 1)]))
}

/** The beginning of a long text, with the number of omitted characters. */
export function shortenText(text: string): string {
  if (text.length <= LONG_TEXT_CHARACTERS) return text
  return `${text.slice(0, LONG_TEXT_CHARACTERS)}... (${text.length - LONG_TEXT_CHARACTERS} more characters)`
}
