import type { TenantState } from '../state'
import { type TenantEvent, toCloudEvent } from './event'
import type { LoggedEvent } from './event-feed'

/** An event that has happened: its envelope and its offset in the tenant's feed. */
export type PublishedEvent = LoggedEvent

/** The way in for every source of events: into the tenant's feed, and into the queue of each stream that wants it. */
export function publishEvent(state: TenantState, event: TenantEvent): PublishedEvent {
  const published = state.eventFeed.append(toCloudEvent(event, { tenantName: state.tenantName, nowMs: state.clock() }))
  state.deliveries.enqueue(published.event)
  return published
}
