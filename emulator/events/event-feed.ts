import type { Storage } from '../storage/storage'
import type { CloudEvent } from './event'

/** An event and its place among all events of the tenant. */
export interface LoggedEvent {
  /** 1 for the first event, one more for each that follows; never used twice. */
  readonly offset: number
  readonly event: CloudEvent
}

/** The tenant's latest events in order, kept in the collection `events`, and subscriptions to new ones. */
export interface EventFeed {
  append(event: CloudEvent): LoggedEvent
  /** The events behind an offset, oldest first; those that are no longer kept are left out. */
  after(offset: number, count: number): LoggedEvent[]
  /** The offset of the oldest event that is kept; one more than `lastOffset` when there is none. */
  readonly firstOffset: number
  /** The offset of the newest event; 0 before the first. */
  readonly lastOffset: number
  /** Calls back for each event from now on, in order, while it is appended. Returns how to stop that. */
  subscribe(listener: (logged: LoggedEvent) => void): () => void
  /** Forgets the events, not the offsets: a cursor from before is out of reach, never taken for another event's. */
  clear(): void
}

/** How many events are kept. Auth0's number is not published; these are enough for a client to come back in time. */
const KEPT_EVENTS = 10_000

/** The feed of a tenant, going on where its storage left off. */
export function createEventFeed(storage: Storage, kept: number = KEPT_EVENTS): EventFeed {
  const events = storage.collection<LoggedEvent>('events')
  const listeners = new Set<(logged: LoggedEvent) => void>()
  const offsets = events.all().map(({ offset }) => offset)
  let last = offsets.reduce((a, b) => Math.max(a, b), 0)
  let first = offsets.reduce((a, b) => Math.min(a, b), last + 1)
  return {
    append(event) {
      last += 1
      const logged = { offset: last, event }
      events.put(String(last), logged)
      for (; last - first >= kept; first += 1) events.delete(String(first))
      for (const listener of listeners) listener(logged)
      return logged
    },
    after(offset, count) {
      const found: LoggedEvent[] = []
      for (let at = Math.max(offset + 1, first); at <= last && found.length < count; at += 1) {
        const logged = events.get(String(at))
        if (logged !== undefined) found.push(logged)
      }
      return found
    },
    get firstOffset() {
      return first
    },
    get lastOffset() {
      return last
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    clear() {
      for (; first <= last; first += 1) events.delete(String(first))
    },
  }
}
