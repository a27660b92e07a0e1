import type { JsonSchema } from '../http/json-schema'
import type { JsonObject } from '../json'
import type { Query } from './page'

/** The parameters that choose the fields of a response. */
export const FIELDS_QUERY = {
  fields: { type: 'string', description: 'Comma-separated list of fields to include or exclude' },
  include_fields: {
    type: 'boolean',
    description: 'Whether specified fields are to be included (true) or excluded (false).',
  },
} as const satisfies Record<string, JsonSchema>

/** A response with the fields that the query names, or without them when `include_fields` is false. */
export function selectFields(response: JsonObject, { fields, include_fields }: Query): JsonObject {
  if (fields === undefined || fields === '') return response
  const named = new Set(String(fields).split(','))
  const included = include_fields !== false
  return Object.fromEntries(Object.entries(response).filter(([name]) => named.has(name) === included))
}
