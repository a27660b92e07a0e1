import type { Clock } from '../clock'
import { createId } from '../ids'
import type { Storage } from '../storage/storage'
import type { Destination, Secrets } from './destination'

/** An event stream, keys in the order of Auth0's responses. `name` is missing only when it was never given. */
export interface EventStream {
  readonly id: string
  readonly status: 'enabled' | 'disabled'
  readonly name?: string
  readonly subscriptions: readonly { readonly event_type: string }[]
  readonly created_at: string
  readonly updated_at: string
  readonly destination: Destination
}

/** A stream, what it keeps to itself, and its place in the order of creation. */
export interface StoredEventStream {
  readonly sequence: number
  readonly stream: EventStream
  readonly secrets: Secrets
}

/** What of a stream can change after its creation. */
export type EventStreamChanges = Partial<Omit<EventStream, 'id' | 'created_at' | 'updated_at'>>

/** What a new stream is made of; the store adds the times, and the id unless one is given. */
type NewEventStream = Omit<EventStream, 'id' | 'created_at' | 'updated_at'> & { readonly id?: string }

/** The tenant's event streams in order of creation, with their secrets in a storage. It knows no rules: those are applied before it is called. */
export interface EventStreamStore {
  insert(stream: NewEventStream, secrets: Secrets): StoredEventStream
  get(id: string): StoredEventStream | undefined
  /** Lays changes over a stream and moves `updated_at` forward, by a millisecond at least. */
  update(id: string, changes: EventStreamChanges, secrets?: Secrets): StoredEventStream | undefined
  delete(id: string): StoredEventStream | undefined
  /** Streams created after the given place, oldest first. */
  after(sequence: number, count: number): StoredEventStream[]
  all(): StoredEventStream[]
}

/** The store of what a storage holds. */
export function createEventStreamStore(clock: Clock, storage: Storage): EventStreamStore {
  const streams = storage.collection<StoredEventStream>('event_streams')
  const counters = storage.collection<number>('counters')
  function put(stored: StoredEventStream) {
    streams.put(stored.stream.id, stored)
    return stored
  }
  return {
    insert({ id = createId('est'), status, name, subscriptions, destination }, secrets) {
      const sequence = (counters.get('event_streams') ?? 0) + 1
      counters.put('event_streams', sequence)
      const now = new Date(clock()).toISOString()
      const named = name === undefined ? {} : { name }
      const stream = { id, status, ...named, subscriptions, created_at: now, updated_at: now, destination }
      return put({ sequence, stream, secrets })
    },
    get: (id) => streams.get(id),
    update(id, changes, secrets) {
      const stored = streams.get(id)
      if (stored === undefined) return undefined
      const updated_at = laterThan(stored.stream.updated_at, clock())
      return put({
        ...stored,
        stream: { ...stored.stream, ...changes, updated_at },
        secrets: secrets ?? stored.secrets,
      })
    },
    delete: (id) => streams.delete(id),
    after: (sequence, count) =>
      streams
        .all()
        .filter((stored) => stored.sequence > sequence)
        .slice(0, count),
    all: () => streams.all(),
  }
}

/** The clock's time, or the millisecond after `previous` when the clock has not moved on since. */
function laterThan(previous: string, nowMs: number): string {
  return new Date(Math.max(nowMs, Date.parse(previous) + 1)).toISOString()
}
