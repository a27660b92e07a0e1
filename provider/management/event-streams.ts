import { elements, fields, type Part, problem, readAnswer, ShapeProblem, text } from './answer'
import { type ApiCall, apiRequest, pathTo, queryOf } from './api-request'
import type { EventStream, EventStreamCreate, EventStreamUpdate } from './event-stream'
import { type ApiAnswer, type ApiRequest, mediaTypeOf, type Send } from './exchange'
import type { ManagementError } from './management-error'
import { parseEventStream } from './parse-event-stream'
import { shapeError } from './request-error'

/** What can be said about a single call. */
export interface CallOptions {
  /**
   * Ends the call, be it waiting or sending: it then rejects with the signal's reason (an `AbortError` unless the
   * caller gave another), not with a `ManagementError`. A write that was aborted may have been applied.
   */
  signal?: AbortSignal
  /**
   * Ends only waiting: what was sent may still be answered, and nothing more is sent. Rejects as `signal` does when nothing
   * was carried out, else with the failure of the try that may have been.
   */
  patience?: AbortSignal
  /** Of a read or a delete: makes sure that a stream is gone before a 404 is believed (`ManagementError.gone`). */
  confirmGone?: ConfirmGone
  /** Of a write: what the caller knows of the stream that has the name which another is to have. Default: unknown. */
  outlook?: (id: string) => Outlook
}

/** What is known of a stream that may be gone. */
export interface ConfirmGone {
  /** RFC 3339; null when it is not known. Auth0 may not find a stream that it made a moment ago. */
  createdAt: string | null
}

/**
 * Whether a stream will give up its name. `frees`: it will be deleted or renamed by this client; `freesElsewhere`: by this or
 * another one; `unlikely`: nobody is known to do that; `keeps`: it will not; `replaced`: only after the one that is to have its
 * name was created.
 */
export type Outlook = 'frees' | 'freesElsewhere' | 'unknown' | 'unlikely' | 'keeps' | 'replaced'

/** Which part of the list is wanted. */
export interface EventStreamListQuery {
  /** The `next` of the page before; without it, the first page. */
  from?: string
  /** Streams per page, 1 to 100; Auth0 answers 50 when it is left out. */
  take?: number
}

/** A stream in a list that this client cannot read, such as one with a destination type younger than the client. */
export interface UnreadableEventStream {
  id: string
  /** Absent when not even that can be read. */
  name?: string
  error: ManagementError
}

/** One page of the list. */
export interface EventStreamPage {
  eventStreams: EventStream[]
  /** Kept apart, so that one stream from the future does not hide all others. */
  unreadable: UnreadableEventStream[]
  /** Where the next page begins; absent on the last one. */
  next?: string
}

/** A stream that a create made, or most likely made. */
export interface CreatedEventStream extends EventStream {
  /** The response was lost, for this reason, and the stream was found by its name and taken for the one that was sent. */
  adopted?: string
}

/** The event stream calls of the Auth0 Management API. Every method rejects with a `ManagementError`, or as `CallOptions.signal` says. */
export interface EventStreams {
  /** One page. Scope `read:event_streams`. */
  list(query?: EventStreamListQuery, options?: CallOptions): Promise<EventStreamPage>
  /** All pages, each asked for when it is needed. */
  pages(query?: EventStreamListQuery, options?: CallOptions): AsyncIterableIterator<EventStreamPage>
  /** One stream; an unknown id is an `http` error of status 404, a malformed one 400. Scope `read:event_streams`. */
  get(id: string, options?: CallOptions): Promise<EventStream>
  /**
   * A new stream; a name in use is an `http` error of status 409, whose `nameHolder` is the stream that has it.
   * Makes one stream even when an answer is lost: then the list tells whether the stream exists. Scopes
   * `create:event_streams` and, for the search alone, `read:event_streams`. While it cannot be known whether there is a
   * stream, the error's `mayHaveBeenApplied` is true.
   */
  create(body: EventStreamCreate, options?: CallOptions): Promise<CreatedEventStream>
  /** The stream after the change. Scope `update:event_streams`. */
  update(id: string, body: EventStreamUpdate, options?: CallOptions): Promise<EventStream>
  /** Succeeds also when the stream is gone already. Deletes the action of an action stream with it. Scope `delete:event_streams`. */
  delete(id: string, options?: CallOptions): Promise<void>
}

const PATH = '/api/v2/event-streams'

/** The calls, each sent by `send`. */
export function createEventStreams(send: Send): EventStreams {
  const one = async (request: ApiRequest) => readAnswer(request, await send(request), parseEventStream)
  const list: EventStreams['list'] = async (query = {}, options = {}) => {
    const request = listRequest(query, options)
    return parsePage(request, await send(request), query.from)
  }
  const at = (method: ApiCall['method'], verb: string, stream: string, options?: CallOptions, body?: object) => {
    const operation = `${verb} event stream ${stream}`
    const path = pathTo({ method, operation }, `${PATH}/{stream}`, { stream })
    return apiRequest({ method, operation, path, body }, options)
  }
  return {
    list,
    pages: (query, options) => pages(list, query, options),
    get: async (id, options) => one(at('GET', 'read', id, options)),
    create: async (body, options) => {
      const operation = `create event stream "${body?.name}"`
      return one(apiRequest({ method: 'POST', operation, path: PATH, body }, options))
    },
    update: async (id, body, options) => one(at('PATCH', 'update', id, options, body)),
    delete: async (id, options) => {
      const request = at('DELETE', 'delete', id, options)
      const answer = await send(request)
      if (answer.text !== '') throw shapeError(request, `expected no content, got ${mediaTypeOf(answer)}`, answer)
    },
  }
}

/** With 100 streams a page half a million, more than any tenant can have: a list that goes on is broken. */
const MOST_PAGES = 5_000

async function* pages(
  list: EventStreams['list'],
  query: EventStreamListQuery = {},
  options?: CallOptions,
): AsyncGenerator<EventStreamPage, undefined, undefined> {
  const seen = new Set<string | undefined>([query.from])
  let page = await list(query, options)
  yield page
  while (page.next !== undefined) {
    const from = page.next
    if (seen.has(from)) throw endlessList(query, `the list names the page ${JSON.stringify(from)} twice`)
    if (isEmpty(page)) throw endlessList(query, 'a page without streams names a next one')
    if (seen.size >= MOST_PAGES) throw endlessList(query, `the list has more than ${MOST_PAGES} pages`)
    seen.add(from)
    page = await list({ ...query, from }, options)
    yield page
  }
}

const isEmpty = ({ eventStreams, unreadable }: EventStreamPage): boolean =>
  eventStreams.length === 0 && unreadable.length === 0

const endlessList = (query: EventStreamListQuery, problem: string): ManagementError =>
  shapeError(listRequest(query), problem)

const listRequest = ({ from, take }: EventStreamListQuery, options?: CallOptions): ApiRequest =>
  apiRequest({ method: 'GET', operation: 'list event streams', path: `${PATH}${queryOf({ from, take })}` }, options)

function parsePage(request: ApiRequest, answer: ApiAnswer, from: string | undefined): EventStreamPage {
  return readAnswer(request, answer, (whole) => {
    const field = fields(whole)
    const page: EventStreamPage = { eventStreams: [], unreadable: [] }
    for (const item of elements(field('eventStreams'))) addTo(page, item, request, answer)
    const next = nextOf(field('next'))
    if (next !== undefined && next === from) {
      throw problem(field('next'), 'the page names itself as the next one')
    }
    return next === undefined ? page : { ...page, next }
  })
}

/** Auth0 ends a list by leaving `next` out; null and the empty text mean the same to its own clients. */
const nextOf = (part: Part): string | undefined =>
  part.value === null || part.value === undefined ? undefined : text(part) || undefined

/** A stream without even an id fails the page: nothing could be said about it. */
function addTo(page: EventStreamPage, item: Part, request: ApiRequest, answer: ApiAnswer): void {
  const id = text(fields(item)('id'))
  try {
    page.eventStreams.push(parseEventStream(item))
  } catch (error) {
    if (!(error instanceof ShapeProblem)) throw error
    const name = fields(item)('name').value
    page.unreadable.push({
      id,
      ...(typeof name === 'string' && { name }),
      error: shapeError(request, error.message, answer),
    })
  }
}
