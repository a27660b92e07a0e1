import type { JsonSchema } from '../http/json-schema'
import type { QueryValue } from '../http/query'
import type { JsonObject } from '../json'

/** The parameters of the pages below `/actions`. */
export const PAGE_QUERY = {
  page: { type: 'integer', minimum: 0, description: 'Use this field to request a specific page of the list results.' },
  per_page: {
    type: 'integer',
    minimum: 1,
    maximum: 100,
    description: 'The maximum number of results to be returned by the server in single response. 20 by default',
  },
} as const satisfies Record<string, JsonSchema>

const DEFAULT_PER_PAGE = 20

/** A page of a list. The first page's number is left out, as recorded. */
export function paginate(
  key: string,
  all: readonly JsonObject[],
  query: Partial<Record<string, QueryValue>>,
): JsonObject {
  const page = Number(query['page'] ?? 0)
  const per_page = Number(query['per_page'] ?? DEFAULT_PER_PAGE)
  const position = page === 0 ? {} : { page }
  return { [key]: all.slice(page * per_page, (page + 1) * per_page), total: all.length, ...position, per_page }
}
