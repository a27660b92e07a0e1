import type { CallOptions } from '../collection/call-options'
import type { Created, UnreadableItem } from '../collection/collection'
import type { EventStream, EventStreamCreate, EventStreamUpdate } from './event-stream'

/** Which part of the list is wanted. */
export interface EventStreamListQuery {
  /** The `next` of the page before; without it, the first page. */
  readonly from?: string
  /** Streams per page, 1 to 100; Auth0 gives 50 when it is left out. */
  readonly take?: number
}

/** A stream in a list that this client cannot read, such as one with a destination type younger than the client. */
export type UnreadableEventStream = UnreadableItem

/** One page of the list. */
export interface EventStreamPage {
  readonly eventStreams: EventStream[]
  /** Kept apart, so that one stream from the future does not hide all others. */
  readonly unreadable: UnreadableEventStream[]
  /** Where the next page begins; absent on the last one. */
  readonly next?: string
}

/** A stream that a create made, or most likely made. */
export type CreatedEventStream = Created<EventStream>

/** The types of event streams. */
export interface EventStreamTypes {
  readonly item: EventStream
  readonly create: EventStreamCreate
  readonly update: EventStreamUpdate
  readonly query: EventStreamListQuery
  readonly page: EventStreamPage
  readonly deleteOptions: CallOptions
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
   * Makes one stream even when a response is lost: then the list tells whether the stream exists. Scopes
   * `create:event_streams` and, for the search alone, `read:event_streams`. While it cannot be known whether there is a
   * stream, the error's `mayHaveBeenApplied` is true.
   */
  create(body: EventStreamCreate, options?: CallOptions): Promise<CreatedEventStream>
  /** The stream after the change. Scope `update:event_streams`. */
  update(id: string, body: EventStreamUpdate, options?: CallOptions): Promise<EventStream>
  /** Succeeds also when the stream is gone already. Deletes the action of an action stream with it. Scope `delete:event_streams`. */
  delete(id: string, options?: CallOptions): Promise<void>
}
