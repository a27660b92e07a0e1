import { apiRequest, usageError } from '../api-request'
import type { CallOptions } from '../collection/call-options'
import type { ApiRequest } from '../exchange'
import { isManagementError, ManagementError } from '../management-error'
import { fields, parseResponse } from '../response'
import { type Auth0Event, parseEvent } from './auth0-event'
import type { OpenStream } from './event-connection'
import { createSseReader, type SseMessage } from './sse'

/** Which events of the tenant are wanted, and from where. */
export interface EventsQuery {
  /** An offset that was got before; `onOffset` and every message give one. Not together with `from_timestamp`. */
  readonly from?: string
  /** RFC 3339; Auth0 keeps events for a limited time and responds with 410 for an offset that is gone. */
  readonly from_timestamp?: string | Date
  /** Without it, all types. */
  readonly event_types?: string[]
}

/** How a subscription behaves besides its query. */
export interface SubscribeOptions extends Pick<CallOptions, 'signal'> {
  /** Called with every offset that was passed, also with those without a wanted event. Keep the last one to resume from it. */
  readonly onOffset?: (offset: string) => void
  /** How many times in a row a connection may fail before the iteration rejects. Default 10. */
  readonly maxReconnects?: number
}

/** An event and its place. */
export interface EventMessage {
  /** What to subscribe `from` in order to go on behind this event. */
  readonly offset: string
  readonly event: Auth0Event
}

/** The tenant's events as they happen (`GET /events`). */
export interface Events {
  /**
   * Iterates over events, and comes back to where it was when the connection ends, which Auth0 lets happen every few
   * minutes. Ends with `break`, or from outside with the signal, whose reason it then rejects with. Rejects with a `ManagementError` when
   * Auth0 refuses (410: the offset is gone), when the client is closed, or when the connection fails too often in a row.
   * Scope `read:events`.
   */
  subscribe(query?: EventsQuery, options?: SubscribeOptions): AsyncGenerator<EventMessage, undefined, undefined>
}

/** Injected connection, timer and randomness. */
export interface EventTools {
  readonly open: OpenStream
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly random: () => number
}

const PATH = '/api/v2/events'
const OPERATION = 'read the events of the tenant'
const MAX_RECONNECTS = 10

/** What the documentation shows as `retry`; used until the server says how long to wait. */
const RETRY_MS = 2_000

/** The longest wait between two tries, unless the server asks for a longer one. */
const LONGEST_WAIT_MS = 30_000

/** Errors after which the same place would fail again; the others are the end of a connection like any. */
const FINAL_CODES = ['invalid_cursor', 'cursor_expired', 'payload_too_large']

/** Subscriptions over connections that `open` makes. */
export function createEvents(tools: EventTools): Events {
  return {
    subscribe: (query = {}, options = {}) => subscribe(tools, query, options),
  }
}

async function* subscribe(
  { open, sleep, random }: EventTools,
  query: EventsQuery,
  { signal, onOffset, maxReconnects = MAX_RECONNECTS }: SubscribeOptions,
): AsyncGenerator<EventMessage, undefined, undefined> {
  let offset: string | undefined
  let retryMs = RETRY_MS
  let failures = 0
  // A client that is closed meanwhile ends the wait, and says so when the next connection is to be opened.
  function pause(ms: number) {
    return sleep(ms, signal).catch(() => signal?.throwIfAborted())
  }
  for (;;) {
    const request = requestFor(query, offset, signal)
    const reader = createSseReader()
    try {
      for await (const chunk of open(request)) {
        failures = 0
        for (const message of reader.read(chunk)) {
          const found = readMessage(request, message)
          if (found.offset !== undefined) {
            offset = found.offset
            if (found.event === undefined) onOffset?.(offset)
            else yield { offset, event: found.event }
          }
        }
        retryMs = reader.retryMs ?? retryMs
      }
    } catch (error) {
      failures += 1
      if (!mayComeBack(error) || failures > maxReconnects) throw error
      const asked = error.retryAfterMs ?? 0
      await pause(Math.max(asked, waitAfter(failures, retryMs, random())))
      continue
    }
    await pause(retryMs)
  }
}

function requestFor(query: EventsQuery, offset: string | undefined, signal: AbortSignal | undefined): ApiRequest {
  const { from, from_timestamp, event_types = [] } = query
  const parameters = new URLSearchParams(event_types.map((type): [string, string] => ['event_type', type]))
  if (from !== undefined && from_timestamp !== undefined) {
    throw usageError({ method: 'GET', operation: OPERATION, path: PATH }, 'from and from_timestamp exclude each other')
  }
  if (offset === undefined && from !== undefined) parameters.set('from', from)
  if (offset === undefined && from_timestamp !== undefined) parameters.set('from_timestamp', timeOf(from_timestamp))
  const path = parameters.size === 0 ? PATH : `${PATH}?${parameters}`
  const request = apiRequest({ method: 'GET', operation: OPERATION, path }, signal === undefined ? {} : { signal })
  const place: Record<string, string> = offset === undefined ? {} : { 'last-event-id': offset }
  return { ...request, headers: { accept: 'text/event-stream', ...place } }
}

function timeOf(time: string | Date): string {
  return time instanceof Date ? time.toISOString().replace(/\.\d+Z$/, 'Z') : time
}

/** What a message says: a place, with an event or without. Throws a `ManagementError` for one that reports an error. */
function readMessage(request: ApiRequest, { event, data, id }: SseMessage): { offset?: string; event?: Auth0Event } {
  const response = { status: 200, headers: { 'content-type': 'application/json' }, text: data }
  return parseResponse(request, response, (whole) => {
    const field = fields(whole)
    if (event === 'error') throw reportedError(request, field('error').value)
    const offset = field('offset').value ?? id
    const place = typeof offset === 'string' ? { offset } : {}
    return field('event').value === undefined ? place : { ...place, event: parseEvent(field('event')) }
  })
}

function reportedError({ operation, method, path }: ApiRequest, reported: unknown): ManagementError {
  const { code, message } = (reported ?? {}) as { code?: unknown; message?: unknown }
  const reason = `Auth0 ended the connection (${String(code)}): ${String(message)}`
  return new ManagementError(`Cannot ${operation}: ${reason}`, {
    kind: FINAL_CODES.includes(String(code)) ? 'http' : 'network',
    operation,
    method,
    path,
    reason,
    fromAuth0: true,
    errorCode: String(code),
    mayHaveBeenApplied: false,
  })
}

/** A connection that broke, a server in trouble and a rate limit are worth another try; a refusal is not. */
function mayComeBack(error: unknown): error is ManagementError {
  if (!isManagementError(error)) return false
  if (error.kind === 'network' || error.kind === 'timeout') return true
  return error.status !== undefined && (error.status === 429 || error.status >= 500)
}

function waitAfter(failures: number, retryMs: number, random: number): number {
  return Math.min(LONGEST_WAIT_MS, retryMs * 2 ** (failures - 1)) * (0.5 + random / 2)
}
