import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock'
import type { EventStreamStore, StoredEventStream } from '../event-streams/event-stream-store'
import type { CloudEvent } from '../events/event'
import type { Collection, Storage } from '../storage/storage'
import type { Switches } from '../switches/switches'

/** What EventBridge uses of a tenant. */
export interface EventBridgeState {
  readonly clock: Clock
  readonly switches: Switches
  readonly storage: Storage
  readonly streams: EventStreamStore
  /** After how many days a source that no event bus is associated with is deleted. */
  readonly eventBridgePendingDays: number
}

/** The states of a partner event source as AWS names them; a deleted one cannot come back. */
export type PartnerSourceState = 'PENDING' | 'ACTIVE' | 'DELETED'

/** An event as an event bus shows it (EventBridge documentation, structure of events). */
export interface EventBridgeEvent {
  readonly version: '0'
  readonly id: string
  readonly 'detail-type': string
  readonly source: string
  readonly account: string
  /** In whole seconds, as EventBridge writes times. */
  readonly time: string
  readonly region: string
  readonly resources: readonly string[]
  readonly detail: CloudEvent
}

/** What AWS knows of the partner event source of a stream, seen now. */
export interface PartnerSource {
  readonly event_stream_id: string
  readonly name: string
  readonly account: string
  readonly region: string
  readonly state: PartnerSourceState
  /** When a source that stays as it is will be deleted; of sources that are pending. */
  readonly expires_at?: string
  /** Events that reached an event bus. */
  readonly delivered: number
  /** Events that came while the source was pending; EventBridge drops them. */
  readonly dropped: number
}

/** What is kept of a source. */
interface StoredSource {
  readonly streamId: string
  readonly state: PartnerSourceState
  readonly pendingSinceMs: number
  readonly delivered: number
  readonly dropped: number
}

/** The destination of an EventBridge stream. */
interface Target {
  readonly streamId: string
  readonly createdAtMs: number
  readonly name: string
  readonly account: string
  readonly region: string
}

const DAY_MS = 86_400_000

/** How many events of a source can be read; older ones are forgotten. */
const KEPT_EVENTS = 1_000

/** The partner event source of a stream; undefined unless it delivers to EventBridge. */
export function readPartnerSource(state: EventBridgeState, stored: StoredEventStream): PartnerSource | undefined {
  const target = readTarget(stored)
  return target && viewSource(state, target, readSource(state, target))
}

/** Puts a source in another state, as its AWS customer or time would. A deleted one stays deleted: undefined. */
export function changePartnerSource(
  state: EventBridgeState,
  stored: StoredEventStream,
  next: PartnerSourceState,
): PartnerSource | undefined {
  const target = readTarget(stored)
  if (target === undefined) return undefined
  const source = readSource(state, target)
  if (source.state === 'DELETED') return undefined
  const changed = { ...source, state: next, pendingSinceMs: state.clock() }
  putSource(state, changed)
  return viewSource(state, target, changed)
}

/** Hands an event to a source, as a partner does. Says what became of it. */
export function putEvent(state: EventBridgeState, stored: StoredEventStream, event: CloudEvent): PartnerSourceState {
  const target = readTarget(stored)
  if (target === undefined) throw new Error(`A ${stored.stream.destination.type} stream came to EventBridge`)
  const source = readSource(state, target)
  if (source.state === 'DELETED') return 'DELETED'
  const counted = source.state === 'ACTIVE' ? 'delivered' : 'dropped'
  const next = { ...source, [counted]: source[counted] + 1 }
  putSource(state, next)
  if (source.state === 'ACTIVE') keepEvent(state, target, next.delivered, event)
  return source.state
}

/** The latest events of a source, oldest first. */
export function readEvents(state: EventBridgeState, stored: StoredEventStream): EventBridgeEvent[] {
  const target = readTarget(stored)
  if (target === undefined) return []
  const { delivered } = readSource(state, target)
  return keptNumbers(delivered).flatMap((number) => eventsOf(state).get(keyOf(target.streamId, number)) ?? [])
}

/** Keeps a source. The first time it also forgets those whose streams are gone. */
function putSource(state: EventBridgeState, source: StoredSource): void {
  const sources = sourcesOf(state)
  const isNew = sources.get(source.streamId) === undefined
  sources.put(source.streamId, source)
  if (!isNew) return
  for (const { streamId, delivered } of sources.all()) {
    if (state.streams.get(streamId) !== undefined) continue
    sources.delete(streamId)
    for (const number of keptNumbers(delivered)) eventsOf(state).delete(keyOf(streamId, number))
  }
}

/** The numbers of a source's events that can still be read. */
function keptNumbers(delivered: number): number[] {
  const count = Math.min(delivered, KEPT_EVENTS)
  return Array.from({ length: count }, (_, at) => delivered - count + 1 + at)
}

function keepEvent(state: EventBridgeState, target: Target, number: number, event: CloudEvent): void {
  eventsOf(state).delete(keyOf(target.streamId, number - KEPT_EVENTS))
  eventsOf(state).put(keyOf(target.streamId, number), toEventBridgeEvent(target, event))
}

/** That `detail-type` is the event's type and `detail` the event is not published; the rest is EventBridge's own. */
function toEventBridgeEvent({ name, account, region }: Target, event: CloudEvent): EventBridgeEvent {
  const time = event.time.replace(/\.\d+Z$/, 'Z')
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': event.type,
    source: name,
    account,
    time,
    region,
    resources: [],
    detail: event,
  }
}

/** A source without a stored state is pending since its stream was created; one that is pending too long is deleted. */
function readSource(state: EventBridgeState, { streamId, createdAtMs }: Target): StoredSource {
  const fresh: StoredSource = { streamId, state: 'PENDING', pendingSinceMs: createdAtMs, delivered: 0, dropped: 0 }
  const source = sourcesOf(state).get(streamId) ?? fresh
  const isOver = source.state === 'PENDING' && state.clock() >= expiryOf(state, source)
  return isOver ? { ...source, state: 'DELETED' } : source
}

function expiryOf(state: EventBridgeState, { pendingSinceMs }: StoredSource): number {
  return pendingSinceMs + state.eventBridgePendingDays * DAY_MS
}

function viewSource(state: EventBridgeState, target: Target, source: StoredSource): PartnerSource {
  const { streamId, name, account, region } = target
  const expires_at = new Date(expiryOf(state, source)).toISOString()
  return {
    event_stream_id: streamId,
    name,
    account,
    region,
    state: source.state,
    ...(source.state === 'PENDING' ? { expires_at } : {}),
    delivered: source.delivered,
    dropped: source.dropped,
  }
}

function readTarget({ stream }: StoredEventStream): Target | undefined {
  const { id, created_at, destination } = stream
  if (destination.type !== 'eventbridge') return undefined
  const { aws_partner_event_source: name, aws_account_id: account, aws_region: region } = destination.configuration
  return { streamId: id, createdAtMs: Date.parse(created_at), name, account, region }
}

function sourcesOf(state: EventBridgeState): Collection<StoredSource> {
  return state.storage.collection<StoredSource>('eventbridge_sources')
}

function eventsOf(state: EventBridgeState): Collection<EventBridgeEvent> {
  return state.storage.collection('eventbridge_events')
}

function keyOf(streamId: string, number: number): string {
  return `${streamId}/${number}`
}
