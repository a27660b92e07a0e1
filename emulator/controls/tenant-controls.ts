import { type ActionControls, createActionControls } from '../actions/action-controls'
import { type ClientOptions, createClient, describeClient, type RegisteredClient } from '../auth/client-registry'
import { createDeliveryControls, type DeliveryControls } from '../delivery/delivery-controls'
import { joinSecrets, type Secrets, splitSecrets, type WholeDestination } from '../event-streams/destination'
import type { EventStream, EventStreamChanges } from '../event-streams/event-stream-store'
import { deleteEventStream } from '../event-streams/event-streams'
import { createEventBridgeControls, type EventBridgeControls } from '../eventbridge/eventbridge-controls'
import type { Happening } from '../happenings'
import type { FaultQueue } from '../http/faults'
import type { RecordedRequest } from '../http/request-log'
import { createTokenBucket, findPreset, type LimitPreset, type Limits } from '../http/token-bucket'
import { isJsonObject, type Json, type JsonObject, mergeJson, valueAt } from '../json'
import type { TenantState } from '../state'
import { createSwitches, type Switches } from '../switches/switches'

/** What a test does to a tenant outside the API. The routes under `/__emulator/` do the same over HTTP. */
export interface TenantControls extends DeliveryControls, ActionControls, EventBridgeControls {
  /** The requests so far, oldest first; those under `/__emulator/` are not among them. */
  requests(): RecordedRequest[]
  clearRequests(): void
  readonly faults: FaultQueue
  /** The secrets of a stream's destination; undefined when there is no such stream. */
  secrets(id: string): Secrets | undefined
  /** Every stream, oldest first. */
  eventStreams(): EventStream[]
  /** Changes a stream as somebody else might: unchecked, objects merged, lists replaced, `updated_at` moved. */
  changeEventStream(id: string, changes: JsonObject): EventStream | undefined
  /** Deletes a stream as somebody else might, its action included. False when there is none. */
  deleteEventStream(id: string): boolean
  /** Calls back for each request, delivery attempt and action execution from now on. Returns how to stop that. */
  watch(listener: (happening: Happening) => void): () => void
  addClient(client?: ClientOptions): RegisteredClient
  /** Replaces the bucket by a full one. Throws on a preset that does not exist. */
  setLimits(limits: LimitPreset | Limits): void
  setLatency(latencyMs: number): void
  /** Turns some switches and leaves the others. Throws on a switch or position that does not exist. */
  setModes(switches: Partial<Switches>): void
  /** Back to the start: no streams, no actions, the clients, limits and switches of the options. Issued tokens stay good. */
  reset(): void
}

/** The controls of a tenant. */
export function createControls(state: TenantState, reset: () => void): TenantControls {
  return {
    ...createDeliveryControls(state),
    ...createActionControls(state),
    ...createEventBridgeControls(state),
    requests: () => state.log.all(),
    clearRequests: () => state.log.clear(),
    faults: state.faults,
    secrets: (id) => state.streams.get(id)?.secrets,
    eventStreams: () => state.streams.all().map(({ stream }) => stream),
    changeEventStream: (id, changes) => changeEventStream(state, id, changes),
    deleteEventStream(id) {
      const exists = state.streams.get(id) !== undefined
      deleteEventStream(state, id)
      return exists
    },
    watch: (listener) => state.happenings.subscribe(listener),
    addClient(options) {
      const client = createClient(options)
      state.clients.put(client.clientId, client)
      return describeClient(client)
    },
    setLimits(limits) {
      state.limits = typeof limits === 'string' ? findPreset(limits) : limits
      state.bucket = createTokenBucket(state.limits)
    },
    setLatency(latencyMs) {
      state.latencyMs = latencyMs
    },
    setModes(switches) {
      state.switches = createSwitches(switches, state.switches)
    },
    reset,
  }
}

function changeEventStream(state: TenantState, id: string, changes: JsonObject): EventStream | undefined {
  const stored = state.streams.get(id)
  if (stored === undefined) return undefined
  const { destination, ...others } = changes
  const before = joinSecrets({ destination: stored.stream.destination, secrets: stored.secrets })
  const split = splitSecrets(toDestination(mergeJson(before, destination)))
  const unchecked = { ...others, destination: split.destination } as EventStreamChanges
  return state.streams.update(id, unchecked, split.secrets)?.stream
}

/**
 * A changed destination, of which only the shape is checked: tests give streams a type of tomorrow, too. Throws an `Error` for
 * another shape.
 */
function toDestination(changed: Json | undefined): WholeDestination {
  if (isDestination(changed)) return changed
  throw new Error('A destination needs a type and a configuration, and a webhook its webhook_authorization')
}

function isDestination(value: Json | undefined): value is WholeDestination & Json {
  const [type, configuration] = [valueAt(value, 'type'), valueAt(value, 'configuration')]
  if (typeof type !== 'string' || !isJsonObject(configuration)) return false
  return type !== 'webhook' || isJsonObject(configuration['webhook_authorization'])
}
