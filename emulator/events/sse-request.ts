import { ApiError } from '../http/api-error'
import { parseQuery } from '../http/query'
import { assertValid, validationError } from '../http/validation'
import type { Switches } from '../switches/switches'
import type { EventFeed } from './event-feed'
import { EVENT_TYPES } from './event-types'
import { decodeOffset } from './sse-cursor'

/** A request for `GET /events`. */
export interface SseRequest {
  /** The offset behind which to begin. */
  readonly after: number
  /** Whether the client wants events of this type. */
  readonly wants: (type: string) => boolean
}

const QUERY = {
  from: { type: 'string', maxLength: 1024, description: 'Opaque token representing position in the stream.' },
  from_timestamp: {
    type: 'string',
    maxLength: 20,
    format: 'date-time',
    description: 'RFC-3339 timestamp indicating where to start streaming events from.',
  },
} as const

const EVENT_TYPE = { type: 'string', enum: EVENT_TYPES, description: 'Event type(s) to listen for.' } as const

/**
 * Reads a request for events; without a place it begins with what happens next. A `Last-Event-ID` wins over the query.
 * Throws `ApiError`: 400 for parameters and for a cursor that is none, 410 for one whose events are no longer kept.
 */
export function parseSseRequest(
  search: URLSearchParams,
  lastEventId: string | undefined,
  feed: EventFeed,
  switches: Switches,
): SseRequest {
  const types = new Set<string>(search.getAll('event_type'))
  for (const event_type of types) assertValid('query', { event_type }, { properties: { event_type: EVENT_TYPE } })
  const { from, from_timestamp } = parseQuery(withoutEventTypes(search), QUERY, switches)
  if (from !== undefined && from_timestamp !== undefined) {
    throw validationError('query', 'from and from_timestamp are mutually exclusive', 'from_timestamp')
  }
  function wants(type: string) {
    return types.size === 0 || types.has(type)
  }
  const cursor = lastEventId === undefined || lastEventId === '' ? from : lastEventId
  if (cursor !== undefined) return { after: readCursor(String(cursor), feed), wants }
  const after = from_timestamp === undefined ? feed.lastOffset : beforeTime(String(from_timestamp), feed)
  return { after, wants }
}

function withoutEventTypes(search: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => name !== 'event_type'))
}

/** A cursor past the end belongs to an earlier run of the tenant, whose events are as unavailable as expired ones. */
function readCursor(cursor: string, { firstOffset, lastOffset }: EventFeed): number {
  const offset = decodeOffset(cursor)
  if (offset === undefined) throw new ApiError(400, 'The cursor is not valid.', { errorCode: 'invalid_cursor' })
  if (offset + 1 >= firstOffset && offset <= lastOffset) return offset
  throw new ApiError(410, 'The cursor has expired. Resume with from_timestamp.', { errorCode: 'cursor_expired' })
}

/** The offset before the first event at or after a time; the end of the feed when there is none. */
function beforeTime(timestamp: string, { after, firstOffset, lastOffset }: EventFeed): number {
  const fromMs = Date.parse(timestamp)
  const kept = after(firstOffset - 1, lastOffset - firstOffset + 1)
  const first = kept.find(({ event }) => Date.parse(event.time) >= fromMs)
  return first === undefined ? lastOffset : first.offset - 1
}
