import type { EventStreamStore } from '../event-streams/event-stream-store'

/** The enabled streams by the event types they subscribe to: one look-up per event, however many streams there are. */
export interface Subscribers {
  /** Ids of the streams that get events of that type, oldest stream first. */
  of(eventType: string): readonly string[]
  /** To be called when a stream has changed: the next look-up reads them anew. */
  invalidate(): void
}

/** The subscribers among a tenant's streams. */
export function createSubscribers(streamsOf: () => EventStreamStore): Subscribers {
  let byType: Map<string, Set<string>> | undefined
  return {
    of(eventType) {
      byType ??= readSubscribers(streamsOf())
      return [...(byType.get(eventType) ?? [])]
    },
    invalidate() {
      byType = undefined
    },
  }
}

function readSubscribers(streams: EventStreamStore): Map<string, Set<string>> {
  const byType = new Map<string, Set<string>>()
  for (const { stream } of streams.all()) {
    if (stream.status !== 'enabled') continue
    for (const { event_type } of stream.subscriptions) {
      byType.set(event_type, (byType.get(event_type) ?? new Set()).add(stream.id))
    }
  }
  return byType
}
