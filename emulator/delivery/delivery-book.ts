import type { CloudEvent } from '../events/event'
import type { Collection, Storage } from '../storage/storage'
import { createQueue, type Queue } from './queue'
import { lastAttemptMs, type StoredDelivery } from './stored-delivery'

/** How much of the past is kept for each stream. */
export interface Retention {
  /** Succeeded deliveries, kept for display in the console. */
  readonly succeeded: number
  /** Deliveries that failed; the oldest beyond that are forgotten. */
  readonly failed: number
  /** How long a failed delivery can be redelivered. */
  readonly failedMs: number
}

/** The ids of one stream's deliveries. */
interface StreamDeliveries {
  readonly pending: Queue<string>
  /** In the order in which they failed. */
  readonly failed: Set<string>
  readonly succeeded: Queue<string>
}

/** The deliveries of every stream in a storage: what waits, in order, what failed, and the latest of what succeeded. */
export class DeliveryBook {
  private readonly deliveries: Collection<StoredDelivery>
  private readonly retention: Retention
  private readonly byStream: Map<string, StreamDeliveries>
  private lastSequence: number
  private lastTurn: number

  /** Goes on where the storage left off. */
  constructor(storage: Storage, retention: Retention) {
    this.deliveries = storage.collection<StoredDelivery>('deliveries')
    this.retention = retention
    const stored = this.deliveries.all().sort((a, b) => a.turn - b.turn)
    this.byStream = readDeliveries(stored)
    this.lastSequence = stored.reduce((last, { sequence }) => Math.max(last, sequence), 0)
    this.lastTurn = stored.at(-1)?.turn ?? 0
  }

  /** Puts an event at the end of a stream's queue. */
  add(event_stream_id: string, event: CloudEvent): StoredDelivery {
    this.lastSequence += 1
    const { id, type: event_type } = event
    const sequence = this.lastSequence
    return this.append({ id, event_stream_id, event_type, status: 'pending', attempts: [], event, sequence })
  }

  /** The delivery whose turn it is. */
  head(streamId: string): StoredDelivery | undefined {
    const eventId = this.byStream.get(streamId)?.pending.peek()
    return eventId === undefined ? undefined : this.get(streamId, eventId)
  }

  /** Puts the delivery whose turn it is in its new state; unless it is still pending, the next one's turn has come. */
  advance(delivery: StoredDelivery, nowMs: number): void {
    this.put(delivery)
    const { id, event_stream_id, status } = delivery
    if (status === 'pending') return
    const { pending, failed, succeeded } = deliveriesOf(this.byStream, event_stream_id)
    pending.take()
    if (status === 'failed') failed.add(id)
    else succeeded.push(id)
    this.trim(event_stream_id, nowMs)
  }

  /** Puts a failed delivery at the end of the queue again, marked as `retrying`. */
  requeue(delivery: StoredDelivery, nowMs: number): void {
    const mark = { status: 'retrying', timestamp: new Date(nowMs).toISOString() } as const
    this.byStream.get(delivery.event_stream_id)?.failed.delete(delivery.id)
    this.append({ ...delivery, status: 'pending', attempts: [...delivery.attempts, mark] })
  }

  get(streamId: string, eventId: string): StoredDelivery | undefined {
    return this.deliveries.get(keyOf(streamId, eventId))
  }

  /** How many deliveries of a stream stand as failed. */
  countFailed(streamId: string, nowMs: number): number {
    this.trim(streamId, nowMs)
    return this.byStream.get(streamId)?.failed.size ?? 0
  }

  /** What is known of a stream's deliveries, in order of their events. */
  all(streamId: string): StoredDelivery[] {
    const known = idsOf(this.byStream.get(streamId)).flatMap((id) => this.get(streamId, id) ?? [])
    return known.sort((a, b) => a.sequence - b.sequence)
  }

  /** The streams that have deliveries. */
  streamIds(): string[] {
    return [...this.byStream.keys()]
  }

  /** Forgets a stream and all its deliveries. */
  forget(streamId: string): void {
    for (const id of idsOf(this.byStream.get(streamId))) this.deliveries.delete(keyOf(streamId, id))
    this.byStream.delete(streamId)
  }

  /** Forgets everything. */
  clear(): void {
    for (const streamId of this.streamIds()) this.forget(streamId)
  }

  private append(delivery: Omit<StoredDelivery, 'turn'>): StoredDelivery {
    this.lastTurn += 1
    deliveriesOf(this.byStream, delivery.event_stream_id).pending.push(delivery.id)
    return this.put({ ...delivery, turn: this.lastTurn })
  }

  private put(delivery: StoredDelivery): StoredDelivery {
    this.deliveries.put(keyOf(delivery.event_stream_id, delivery.id), delivery)
    return delivery
  }

  /** Drops what is more, or older, than is to be kept. Looks at the oldest only, so that it can be called for each event. */
  private trim(streamId: string, nowMs: number): void {
    const own = this.byStream.get(streamId)
    if (own === undefined) return
    const { failed, succeeded } = own
    while (succeeded.size > this.retention.succeeded) this.deliveries.delete(keyOf(streamId, succeeded.take() ?? ''))
    for (const id of failed) {
      const delivery = this.get(streamId, id)
      const isKept = delivery !== undefined && nowMs - lastAttemptMs(delivery) <= this.retention.failedMs
      if (isKept && failed.size <= this.retention.failed) return
      failed.delete(id)
      this.deliveries.delete(keyOf(streamId, id))
    }
  }
}

function keyOf(streamId: string, eventId: string): string {
  return `${streamId}/${eventId}`
}

function idsOf(own: StreamDeliveries | undefined): string[] {
  return own === undefined ? [] : [...own.pending.all(), ...own.failed, ...own.succeeded.all()]
}

function deliveriesOf(byStream: Map<string, StreamDeliveries>, streamId: string): StreamDeliveries {
  const own = byStream.get(streamId) ?? { pending: createQueue(), failed: new Set(), succeeded: createQueue() }
  byStream.set(streamId, own)
  return own
}

function readDeliveries(deliveries: readonly StoredDelivery[]): Map<string, StreamDeliveries> {
  const byStream = new Map<string, StreamDeliveries>()
  for (const { id, event_stream_id, status } of deliveries) {
    const own = deliveriesOf(byStream, event_stream_id)
    if (status === 'pending') own.pending.push(id)
    else if (status === 'failed') own.failed.add(id)
    else own.succeeded.push(id)
  }
  return byStream
}
