import { ApiError } from '../http/api-error'
import type { JsonSchema } from '../http/json-schema'
import { decodeCursor, encodeCursor } from '../http/page-cursor'
import type { QueryValue } from '../http/query'
import { validationError } from '../http/validation'
import type { JsonObject } from '../json'
import type { Sequenced } from './sequenced'

/** A query that passed its schema. */
export type Query = Partial<Record<string, QueryValue>>

/** The parameters of pages by number. */
export const OFFSET_QUERY = {
  page: { type: 'integer', minimum: 0, description: 'Page index of the results to return. First page is 0.' },
  per_page: { type: 'integer', minimum: 0, maximum: 100, description: 'Number of results per page.' },
  include_totals: {
    type: 'boolean',
    description: 'Return results inside an object that contains the total result count',
  },
} as const satisfies Record<string, JsonSchema>

/** The parameters of pages by checkpoint. */
export const CHECKPOINT_QUERY = {
  from: { type: 'string', description: 'Optional Id from which to start selection.' },
  take: { type: 'integer', minimum: 1, maximum: 100, description: 'Number of results per page. Defaults to 50.' },
} as const satisfies Record<string, JsonSchema>

/** What a page is made of: the records in order of creation, the name of their list, and how one is shown. */
export interface Listing<Item extends Sequenced> {
  readonly items: readonly Item[]
  readonly query: Query
  readonly key: string
  readonly view: (item: Item) => JsonObject
}

const DEFAULT_PAGE_SIZE = 50

/** Pages by number end here; for more, Auth0 requires checkpoints or exports. */
const LAST_RECORD = 1000

/** A page by checkpoint when the query asks for one with `from` or `take`, otherwise a page by number. */
export function toPage<Item extends Sequenced>(listing: Listing<Item>): JsonObject | JsonObject[] {
  const { from, take } = listing.query
  return from === undefined && take === undefined ? toOffsetPage(listing) : toCheckpointPage(listing)
}

/** A page by number: a bare array, or an object with totals when `include_totals` is true. Throws a 400 `ApiError`. */
export function toOffsetPage<Item extends Sequenced>({ items, query, key, view }: Listing<Item>) {
  const { start, limit } = readOffset(query)
  const page = items.slice(start, start + limit).map(view)
  return query['include_totals'] === true ? { [key]: page, start, limit, total: items.length } : page
}

/** Where a page by number starts and how long it is. Throws a 400 `ApiError` beyond the first 1000 records. */
export function readOffset(query: Query): { readonly start: number; readonly limit: number } {
  const limit = Number(query['per_page'] ?? DEFAULT_PAGE_SIZE)
  const start = Number(query['page'] ?? 0) * limit
  if (start < LAST_RECORD) return { start, limit }
  throw new ApiError(400, `You can only page through the first ${LAST_RECORD} records.`, {
    errorCode: 'invalid_paging',
  })
}

/** A page by checkpoint; `next` is there only when there is more. Throws a 400 `ApiError` for a checkpoint not ours. */
export function toCheckpointPage<Item extends Sequenced>({ items, query, key, view }: Listing<Item>): JsonObject {
  const { from, take = DEFAULT_PAGE_SIZE } = query
  const after = from === undefined ? 0 : readCheckpoint(String(from))
  const rest = items.filter(({ sequence }) => sequence > after)
  const page = rest.slice(0, Number(take))
  const last = page.at(-1)
  const next = last !== undefined && rest.length > page.length ? { next: encodeCursor(last.sequence) } : {}
  return { [key]: page.map(view), ...next }
}

function readCheckpoint(from: string): number {
  const sequence = decodeCursor(from)
  if (sequence !== undefined) return sequence
  throw validationError('query', `Not a valid checkpoint: ${from}`, 'from', CHECKPOINT_QUERY.from.description)
}
