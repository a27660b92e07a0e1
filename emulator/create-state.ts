import { createActionStore } from './actions/action-store'
import { createBuildFaultQueue } from './actions/build-faults'
import { createModuleStore } from './actions/module-store'
import { type Client, createClient } from './auth/client-registry'
import { keepIdentity, recallIdentity } from './auth/identity'
import { type Clock, toClock } from './clock'
import { createDeliverers } from './delivery/deliverers'
import { readSettings } from './delivery/delivery-options'
import { createDeliveryEngine } from './delivery/engine'
import { notifyOnChange } from './delivery/notify-on-change'
import { createEventStreamStore } from './event-streams/event-stream-store'
import { createEventFeed } from './events/event-feed'
import { createHappenings } from './happenings'
import { createFaultQueue } from './http/faults'
import { createRequestLog } from './http/request-log'
import { createTokenBucket, findPreset } from './http/token-bucket'
import type { Place } from './place'
import type { TenantState } from './state'
import { type Collection, createMemoryStorage, type Storage } from './storage/storage'
import { createSwitches } from './switches/switches'
import type { TenantOptions } from './tenant-options'

/** The part of the state that a reset makes anew. */
type Contents = Pick<
  TenantState,
  'streams' | 'actions' | 'modules' | 'clients' | 'switches' | 'limits' | 'bucket' | 'latencyMs'
>

/** A tenant's state, the function that brings it back to its start, and the one that stops what runs in it. */
export interface CreatedState {
  readonly state: TenantState
  reset(): void
  /** Stops deliveries and timers. What is queued stays in the storage. */
  close(): void
}

/** The state that a tenant starts with: what the options say and the storage holds. Throws on options that cannot be meant. */
export function createState(options: TenantOptions, place: Place = {}): CreatedState {
  const clock = toClock(options.clock, options.speed)
  const storage = options.storage ?? createMemoryStorage()
  const identity = recallIdentity(storage, options)
  const clients = [identity.client, ...(options.clients ?? []).map(createClient)]
  const { deliverers, close: closeDeliverers } = createDeliverers(() => state, options.deliveries)
  const settings = readSettings(options.deliveries ?? {})
  function contents(): Contents {
    const made = createContents(options, clock, storage, clients)
    return { ...made, streams: notifyOnChange(made.streams, (id) => state.deliveries.streamChanged(id)) }
  }
  const state: TenantState = {
    ...readOptions(options),
    clock,
    apiToken: identity.apiToken,
    tokenKey: identity.tokenKey,
    defaultClient: identity.client,
    place,
    storage,
    log: createRequestLog(),
    happenings: createHappenings(),
    faults: createFaultQueue(),
    buildFaults: createBuildFaultQueue(),
    eventFeed: createEventFeed(storage),
    deliveries: createDeliveryEngine({ stateOf: () => state, storage, deliverers, settings }),
    ...contents(),
  }
  function reset() {
    clearState(state)
    keepIdentity(storage, identity)
    Object.assign(state, contents())
  }
  function close() {
    state.deliveries.close()
    clock.close()
    closeDeliverers()
  }
  return { state, reset, close }
}

function clearState({ log, faults, buildFaults, storage, eventFeed, deliveries }: TenantState): void {
  log.clear()
  faults.clear()
  buildFaults.clear()
  storage.clear()
  eventFeed.clear()
  deliveries.clear()
}

/** What the options set for the life of the tenant, with their defaults. */
function readOptions(options: TenantOptions) {
  return {
    tenantName: options.tenantName ?? 'local',
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 86_400,
    eventConnections: options.eventConnections,
    quota: options.quota ?? Number.POSITIVE_INFINITY,
    actionDelayMs: options.actionDelayMs ?? 50,
    actionBudgetMs: options.actionBudgetMs ?? 10_000,
    badDependencies: options.badDependencies ?? [],
    eventBridgePendingDays: options.eventBridgePendingDays ?? 14,
    onUnknownRoute: options.onUnknownRoute ?? 'warn',
    allowedHosts: options.allowedHosts ?? [],
    controlToken: options.controlToken,
    recordCredentials: options.recordCredentials ?? false,
  } satisfies Partial<TenantState>
}

function createContents(options: TenantOptions, clock: Clock, storage: Storage, clients: readonly Client[]): Contents {
  const { rateLimits = 'none' } = options
  const limits = typeof rateLimits === 'string' ? findPreset(rateLimits) : rateLimits
  return {
    streams: createEventStreamStore(clock, storage),
    actions: createActionStore(clock, storage),
    modules: createModuleStore(clock, storage),
    clients: registerClients(storage, clients),
    switches: createSwitches(options.modes),
    limits,
    bucket: createTokenBucket(limits),
    latencyMs: options.latencyMs ?? 0,
  }
}

/** Puts clients beside those that a storage holds from earlier. */
function registerClients(storage: Storage, clients: readonly Client[]): Collection<Client> {
  const registry = storage.collection<Client>('clients')
  for (const client of clients) registry.put(client.clientId, client)
  return registry
}
