import type { EventStream, EventStreamCreate, EventStreamUpdate } from './event-stream'
import type { ManagementError } from './management-error'

/** What can be said about a single call. */
export interface CallOptions {
  /**
   * Ends the call, be it waiting or sending: it then rejects with the signal's reason (an `AbortError` unless the
   * caller gave another), not with a `ManagementError`. A write that was aborted may have been applied.
   */
  signal?: AbortSignal
}

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

/** The event stream calls of the Auth0 Management API. Every method rejects with a `ManagementError`, or as `CallOptions.signal` says. */
export interface EventStreams {
  /** One page. Scope `read:event_streams`. */
  list(query?: EventStreamListQuery, options?: CallOptions): Promise<EventStreamPage>
  /** All pages, each asked for when it is needed. */
  pages(query?: EventStreamListQuery, options?: CallOptions): AsyncIterableIterator<EventStreamPage>
  /** One stream; an unknown id is an `http` error of status 404, a malformed one 400. Scope `read:event_streams`. */
  get(id: string, options?: CallOptions): Promise<EventStream>
  /**
   * A new stream; a name in use is an `http` error of status 409. Scope `create:event_streams`.
   * Never sent twice when the first may have been applied: the error's `mayHaveBeenApplied` then says so.
   */
  create(body: EventStreamCreate, options?: CallOptions): Promise<EventStream>
  /** The stream after the change. Scope `update:event_streams`. */
  update(id: string, body: EventStreamUpdate, options?: CallOptions): Promise<EventStream>
  /** Succeeds also when the stream is gone already. Deletes the action of an action stream with it. Scope `delete:event_streams`. */
  delete(id: string, options?: CallOptions): Promise<void>
}
