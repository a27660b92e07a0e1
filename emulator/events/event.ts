import { createId } from '../ids'
import type { JsonObject } from '../json'

/** The specification every event states: CloudEvents 1.0 (Auth0's event catalog). */
export const SPEC_VERSION = '1.0'

/** An event as it travels, keys in the order of recorded traffic. `a0stream` is there once it belongs to a stream. */
export interface CloudEvent {
  readonly specversion: typeof SPEC_VERSION
  readonly id: string
  /** `urn:auth0:` and the tenant's host. */
  readonly source: string
  readonly type: string
  /** ISO 8601, milliseconds, UTC. */
  readonly time: string
  readonly data: EventData
  /** `test` on events that were asked for through the API, absent on all others. */
  readonly a0purpose?: 'test'
  readonly a0stream?: string
  readonly a0tenant: string
}

/** What happened: the thing afterwards, the circumstances, and the thing before where Auth0 tells it. */
export interface EventData {
  readonly object: JsonObject
  readonly context?: JsonObject
  readonly previous_object?: JsonObject
}

/** What a source of events says: something of this type happened to this thing. */
export interface TenantEvent {
  readonly type: string
  readonly object: JsonObject
  readonly context?: JsonObject
  readonly previousObject?: JsonObject
  readonly purpose?: 'test'
}

/** Where and when an event happens. */
export interface EventOrigin {
  readonly tenantName: string
  readonly nowMs: number
}

/**
 * Puts an event into its envelope, under a new `evt_` id. A context of its own names the tenant by `id`, as Auth0's event
 * catalog does since 0.7.1.
 */
export function toCloudEvent(event: TenantEvent, { tenantName, nowMs }: EventOrigin): CloudEvent {
  const { type, object, context, previousObject, purpose } = event
  return {
    specversion: SPEC_VERSION,
    id: createId('evt'),
    source: `urn:auth0:${tenantName}.localhost`,
    type,
    time: new Date(nowMs).toISOString(),
    data: {
      object,
      context: context ?? { tenant: { id: tenantName } },
      ...(previousObject === undefined ? {} : { previous_object: previousObject }),
    },
    ...(purpose === undefined ? {} : { a0purpose: purpose }),
    a0tenant: tenantName,
  }
}

/** The event as one stream gets it. */
export function addressEvent({ a0tenant, ...event }: CloudEvent, streamId: string): CloudEvent {
  return { ...event, a0stream: streamId, a0tenant }
}
