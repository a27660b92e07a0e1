import { type CloudEvent, SPEC_VERSION } from '../events/event'
import { isJsonObject, type Json, type JsonObject } from '../json'
import type { Switches } from '../switches/switches'
import type { RecordedAttempt, StoredDelivery } from './stored-delivery'

/** A delivery as the API returns it, keys in the order of recorded traffic. */
export function viewDelivery(delivery: StoredDelivery, { deliveredEventView }: Pick<Switches, 'deliveredEventView'>) {
  const { id, event_stream_id, event_type, status, attempts, event } = delivery
  const shown = deliveredEventView === 'trimmed' ? trimEvent(event) : event
  return { id, event_stream_id, event_type, status, attempts: attempts.map(viewAttempt), event: shown }
}

/** A delivery as the tenant's own controls show it: nothing cut, nothing trimmed. */
export function inspectDelivery({ sequence: _sequence, turn: _turn, ...delivery }: StoredDelivery) {
  return delivery
}

function viewAttempt({ error_detail: _detail, ...attempt }: RecordedAttempt) {
  return attempt
}

/**
 * What recorded traffic shows of an event once it has been delivered in vain: the source is bare, the purpose is gone,
 * so are some details of a user; keys are sorted and the time has lost its last zeros.
 */
function trimEvent({ id, type, time, data, a0tenant, a0stream }: CloudEvent): JsonObject {
  return {
    id,
    source: 'urn:auth0:',
    specversion: SPEC_VERSION,
    type,
    time: time.replace(/\.?0+Z$/, 'Z'),
    data: sortKeys(isJsonObject(data.object) ? { ...data, object: trimUser(data.object) } : { ...data }),
    a0tenant,
    a0stream,
  }
}

function trimUser({ multifactor: _multifactor, ...object }: JsonObject): JsonObject {
  const { identities } = object
  return Array.isArray(identities) ? { ...object, identities: identities.map(trimIdentity) } : object
}

function trimIdentity(identity: Json): Json {
  if (!isJsonObject(identity)) return identity
  const { profileData: _profile, isSocial: _isSocial, ...rest } = identity
  return rest
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (!isJsonObject(value)) return value
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([key, inner]) => [key, inner === undefined ? inner : sortKeys(inner)]))
}
