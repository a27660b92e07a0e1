import { switchHint } from '../switches/switch-hint'
import type { Switches } from '../switches/switches'
import type { JsonSchema } from './json-schema'
import { assertValid } from './validation'

/** The value of a query parameter after reading: text, or what its schema says it is. */
export type QueryValue = string | number | boolean

/** Reads a query by its schema: integers and booleans are recognized by their declared type. Throws a 400 `ApiError`. */
export function parseQuery(
  query: URLSearchParams,
  properties: Readonly<Record<string, JsonSchema>>,
  switches: Switches,
): Partial<Record<string, QueryValue>> {
  const entries = [...query].map(([name, text]) => [name, readValue(text, properties[name]?.type)] as const)
  const values = Object.fromEntries(entries)
  const additionalProperties = switches.unknownQueryParameters === 'ignore'
  const isUnknown = Object.keys(values).some((name) => !Object.hasOwn(properties, name))
  const hint = isUnknown && !additionalProperties ? switchHint('unknownQueryParameters', 'ignore') : ''
  assertValid('query', values, { type: 'object', additionalProperties, properties }, hint)
  return values
}

function readValue(text: string, type: JsonSchema['type']): QueryValue {
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
