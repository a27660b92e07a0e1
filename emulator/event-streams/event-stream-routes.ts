import { decodeCursor, encodeCursor } from '../http/page-cursor'
import { parseQuery } from '../http/query'
import { jsonResponse, noContent } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import { validationError } from '../http/validation'
import { isId } from '../ids'
import { STREAM_ID_DESCRIPTION } from './event-stream-schema'
import {
  createEventStream,
  deleteEventStream,
  type EventStreamsState,
  findEventStream,
  updateEventStream,
} from './event-streams'

const LIST_QUERY = {
  from: { type: 'string', description: 'Optional Id from which to start selection' },
  take: { type: 'integer', minimum: 1, maximum: 100, description: 'Number of results per page. Defaults to 50' },
} as const

const DEFAULT_TAKE = 50

/** The endpoints of `/event-streams` that create, read, change and delete. */
export function eventStreamRoutes(state: EventStreamsState): Route[] {
  return [
    {
      method: 'GET',
      path: '/event-streams',
      scopes: ['read:event_streams'],
      handle: ({ query }) => jsonResponse(200, listEventStreams(state, query)),
    },
    {
      method: 'POST',
      path: '/event-streams',
      scopes: ['create:event_streams'],
      handle: ({ body }) => jsonResponse(201, createEventStream(state, body())),
    },
    {
      method: 'GET',
      path: '/event-streams/:id',
      scopes: ['read:event_streams'],
      handle: (call) => jsonResponse(200, findEventStream(state, readStreamId(call)).stream),
    },
    {
      method: 'PATCH',
      path: '/event-streams/:id',
      scopes: ['update:event_streams'],
      handle: (call) => jsonResponse(200, updateEventStream(state, readStreamId(call), call.body())),
    },
    {
      method: 'DELETE',
      path: '/event-streams/:id',
      scopes: ['delete:event_streams'],
      handle(call) {
        deleteEventStream(state, readStreamId(call))
        return noContent()
      },
    },
  ]
}

/** Checkpoint pagination. `next` is there only when there is more. */
function listEventStreams(state: EventStreamsState, query: URLSearchParams) {
  const { from, take = DEFAULT_TAKE } = parseQuery(query, LIST_QUERY, state.switches)
  const size = Number(take)
  const found = state.streams.after(from === undefined ? 0 : readCursor(String(from)), size + 1)
  const page = found.slice(0, size)
  const last = page.at(-1)
  const next = last !== undefined && found.length > size ? { next: encodeCursor(last.sequence) } : {}
  return { eventStreams: page.map(({ stream }) => stream), ...next }
}

function readCursor(cursor: string): number {
  const sequence = decodeCursor(cursor)
  if (sequence !== undefined) return sequence
  throw validationError('query', `Not a valid checkpoint: ${cursor}`, 'from', LIST_QUERY.from.description)
}

/** The stream's id from the path. Throws a 400 `ApiError` when it is malformed. */
export function readStreamId({ params }: ApiCall): string {
  const id = params['id'] ?? ''
  if (isId('est', id)) return id
  const rule = `Object didn't pass validation for format event-stream-id: ${id}`
  throw validationError('path', rule, 'id', STREAM_ID_DESCRIPTION)
}
