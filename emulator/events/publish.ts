import type { Clock } from '../clock'
import { type CloudEvent, type TenantEvent, toCloudEvent } from './event'
import type { EventFeed, LoggedEvent } from './event-feed'

/** An event that has happened: its envelope and its offset in the tenant's feed. */
export type PublishedEvent = LoggedEvent

/** What publishing an event uses of a tenant: its name and time, its feed, and the queues of its streams. */
export interface EventPublisher {
  readonly clock: Clock
  readonly tenantName: string
  readonly eventFeed: EventFeed
  readonly deliveries: { enqueue(event: CloudEvent): void }
}

/** Publishes an event: into the tenant's feed, and into the queue of each subscribed stream. */
export function publishEvent(state: EventPublisher, event: TenantEvent): PublishedEvent {
  const published = state.eventFeed.append(toCloudEvent(event, { tenantName: state.tenantName, nowMs: state.clock() }))
  state.deliveries.enqueue(published.event)
  return published
}
