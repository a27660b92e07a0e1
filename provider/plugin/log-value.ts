/** Characters that a string keeps when its line would be too long otherwise; sixteen such strings still fit. */
const LONG_TEXT_CHARACTERS = 1000

/** Deeper values are left out: log lines are read by people, and a circle of objects has no depth that would be enough. */
const MAX_DEPTH = 8

/** A value as JSON can hold it: errors become their message, bytes their number. `text` rewrites every string and every key. */
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

/** The beginning of a long text, and how much is missing. */
export function shortenText(text: string): string {
  if (text.length <= LONG_TEXT_CHARACTERS) return text
  return `${text.slice(0, LONG_TEXT_CHARACTERS)}... (${text.length - LONG_TEXT_CHARACTERS} more characters)`
}
