import type { Clock } from './clock'
import type { Destination, Secrets } from './destination'
import { createId } from './ids'

/** An event stream, keys in the order Auth0 answers them. `name` is missing only when it was never given. */
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

/** What a new stream is made of; the store adds id and times. */
type NewEventStream = Omit<EventStream, 'id' | 'created_at' | 'updated_at'>

/** What of a stream can change after its creation. */
export type EventStreamChanges = Partial<NewEventStream>

/** The tenant's event streams in order of creation. It knows no rules: those are applied before it is called. */
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

/** An empty store. */
export function createEventStreamStore(clock: Clock): EventStreamStore {
  const byId = new Map<string, StoredEventStream>()
  let lastSequence = 0
  return {
    insert({ status, name, subscriptions, destination }, secrets) {
      lastSequence += 1
      const now = new Date(clock()).toISOString()
      const named = name === undefined ? {} : { name }
      const id = createId('est')
      const stream = { id, status, ...named, subscriptions, created_at: now, updated_at: now, destination }
      const stored = { sequence: lastSequence, stream, secrets }
      byId.set(id, stored)
      return stored
    },
    get: (id) => byId.get(id),
    update(id, changes, secrets) {
      const stored = byId.get(id)
      if (stored === undefined) return undefined
      const updated_at = laterThan(stored.stream.updated_at, clock())
      const changed = {
        ...stored,
        stream: { ...stored.stream, ...changes, updated_at },
        secrets: secrets ?? stored.secrets,
      }
      byId.set(id, changed)
      return changed
    },
    delete(id) {
      const stored = byId.get(id)
      byId.delete(id)
      return stored
    },
    after: (sequence, count) => [...byId.values()].filter((stored) => stored.sequence > sequence).slice(0, count),
    all: () => [...byId.values()],
  }
}

/** The clock's time, or the millisecond after `previous` when the clock has not moved on since. */
function laterThan(previous: string, nowMs: number): string {
  return new Date(Math.max(nowMs, Date.parse(previous) + 1)).toISOString()
}
