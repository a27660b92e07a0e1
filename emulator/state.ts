import { type ActionStore, createActionStore } from './actions/action-store'
import type { ViewTime } from './actions/action-view'
import { type Client, type ClientOptions, createClient } from './client-registry'
import { type Clock, toClock } from './clock'
import type { Deliverers } from './delivery/deliver'
import { type DeliveryOptions, readSettings } from './delivery/delivery-options'
import { createDeliveryEngine, type DeliveryEngine } from './delivery/engine'
import { watchStreams } from './delivery/stream-watch'
import { createEventStreamStore, type EventStreamStore } from './event-stream-store'
import { createEventFeed, type EventFeed } from './events/event-feed'
import { createFaultQueue, type FaultQueue } from './faults'
import { createHappenings, type Happenings } from './happenings'
import { createModes, type Modes } from './modes'
import { createRequestLog, type RequestLog } from './request-log'
import type { Seed } from './seed-kinds'
import { keepIdentity, recallIdentity } from './storage/identity'
import { type Collection, createMemoryStorage, type Storage } from './storage/storage'
import { createTokenBucket, findPreset, type LimitPreset, type Limits, type TokenBucket } from './token-bucket'

/** How a tenant starts out. Everything has a default. */
export interface TenantOptions {
  /** The default client, which has a secret; what is not given is made up. */
  readonly client?: Omit<ClientOptions, 'publicKey'>
  /** More clients, for instance with fewer scopes or with a public key. */
  readonly clients?: readonly ClientOptions[]
  /** A token that always works and has every scope. */
  readonly apiToken?: string
  /** What `expires_in` says and `exp` holds; default a day, as at Auth0. */
  readonly tokenLifetimeSeconds?: number
  /** A published plan or a bucket of one's own; default `none`. */
  readonly rateLimits?: LimitPreset | Limits
  /** How long every answer takes at least; default 0. */
  readonly latencyMs?: number
  /** How many connections `GET /events` allows at once; default by the plan of `rateLimits`: 1, 4 or 8. */
  readonly eventConnections?: number
  /** How many event streams fit; Auth0's number is not published, the default is no limit. */
  readonly quota?: number
  /** How long the build of an action takes, and its deployment; default 50. */
  readonly actionDelayMs?: number
  /** How long an action may run, in real time; default 10 s, about what Auth0 gives actions of event streams. */
  readonly actionBudgetMs?: number
  /** Packages that no build gets, by name or as `name@version`: an action that depends on one fails to build. */
  readonly badDependencies?: readonly string[]
  /** After how many days an EventBridge source that no event bus is associated with is deleted; default 14, as at AWS. */
  readonly eventBridgePendingDays?: number
  readonly modes?: Partial<Modes>
  /** The tenant's name, part of partner event sources; default `local`. */
  readonly tenantName?: string
  /** The tenant's time; a function that reads it makes a clock too. Default the system's. */
  readonly clock?: Clock | (() => number)
  /** How many times as fast the tenant's time passes; default 1. */
  readonly speed?: number
  /** How events are delivered: time limits, certificates, thresholds. */
  readonly deliveries?: DeliveryOptions
  /** Where the tenant keeps what it holds; default memory. `createFileStorage` gives one that outlives the process. */
  readonly storage?: Storage
  /** What the tenant holds at its start and after a reset; loaded only into an empty one. */
  readonly seed?: Seed
  /** Names beside 127.0.0.1 and localhost under which the tenant answers, such as `host.docker.internal`; default none. */
  readonly allowedHosts?: readonly string[]
  /** A token that the control routes and the console ask for; default none, so that any local user may use them. */
  readonly controlToken?: string
  /** Whether recorded token requests keep the client's secret and assertion; default false, then they are masked. */
  readonly recordCredentials?: boolean
  /** An unknown route: `warn` answers 404 and writes a line to stderr, `error` the same with 501, `silent` just 404. */
  readonly onUnknownRoute?: 'warn' | 'error' | 'silent'
}

/** Where a tenant can be reached, once it listens. */
export interface Place {
  port?: number
  /** The certificate of the authority that clients must trust, with TLS. */
  caFile?: string
  /** The port of the API alone, for actions: it has no control routes and no console. */
  openActionPort?: () => Promise<number>
}

/** Everything a tenant holds. Handlers read it at call time, so that a reset reaches them all. */
export interface TenantState {
  readonly clock: Clock
  readonly tenantName: string
  readonly apiToken: string
  readonly tokenKey: Buffer
  readonly tokenLifetimeSeconds: number
  readonly eventConnections: number | undefined
  readonly quota: number
  readonly actionDelayMs: number
  readonly actionBudgetMs: number
  readonly badDependencies: readonly string[]
  readonly eventBridgePendingDays: number
  readonly onUnknownRoute: 'warn' | 'error' | 'silent'
  readonly allowedHosts: readonly string[]
  readonly controlToken: string | undefined
  readonly recordCredentials: boolean
  readonly defaultClient: Client
  readonly place: Place
  /** Where new kinds of things are kept: `storage.collection('users')`. */
  readonly storage: Storage
  readonly log: RequestLog
  /** What the tenant does, for whoever watches it. */
  readonly happenings: Happenings
  readonly faults: FaultQueue
  /** Every event of the tenant, in order; see `publishEvent`. */
  readonly eventFeed: EventFeed
  /** What brings events to the streams that want them. */
  readonly deliveries: DeliveryEngine
  streams: EventStreamStore
  actions: ActionStore
  clients: Collection<Client>
  modes: Modes
  limits: Limits
  bucket: TokenBucket
  latencyMs: number
}

/** The part of the state that a reset makes anew. */
type Contents = Pick<TenantState, 'streams' | 'actions' | 'clients' | 'modes' | 'limits' | 'bucket' | 'latencyMs'>

/** A tenant's state at its start, and the function that brings it back there. Deliverers come from outside: they know the state. */
export function createState(
  options: TenantOptions,
  deliverers: Deliverers,
  place: Place = {},
): { state: TenantState; reset: () => void } {
  const clock = toClock(options.clock, options.speed)
  const storage = options.storage ?? createMemoryStorage()
  const identity = recallIdentity(storage, options)
  const clients = [identity.client, ...(options.clients ?? []).map(createClient)]
  const contents = (): Contents => {
    const made = createContents(options, clock, storage, clients)
    return { ...made, streams: watchStreams(made.streams, (id) => state.deliveries.streamChanged(id)) }
  }
  const state: TenantState = {
    clock,
    tenantName: options.tenantName ?? 'local',
    apiToken: identity.apiToken,
    tokenKey: identity.tokenKey,
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
    defaultClient: identity.client,
    place,
    storage,
    log: createRequestLog(),
    happenings: createHappenings(),
    faults: createFaultQueue(),
    eventFeed: createEventFeed(storage),
    deliveries: createDeliveryEngine({
      stateOf: () => state,
      storage,
      deliverers,
      settings: readSettings(options.deliveries ?? {}),
    }),
    ...contents(),
  }
  const reset = () => {
    state.log.clear()
    state.faults.clear()
    state.storage.clear()
    keepIdentity(storage, identity)
    state.eventFeed.clear()
    state.deliveries.clear()
    Object.assign(state, contents())
  }
  return { state, reset }
}

/** The moment at which actions are looked at. */
export function actionTime(state: TenantState): ViewTime {
  const { clock, actionDelayMs, badDependencies, modes } = state
  const buildsAnyCode = modes.invalidActionCode === 'build'
  return { nowMs: clock(), delayMs: actionDelayMs, badDependencies, buildsAnyCode }
}

function createContents(options: TenantOptions, clock: Clock, storage: Storage, clients: readonly Client[]): Contents {
  const { rateLimits = 'none' } = options
  const limits = typeof rateLimits === 'string' ? findPreset(rateLimits) : rateLimits
  return {
    streams: createEventStreamStore(clock, storage),
    actions: createActionStore(clock, storage),
    clients: registerClients(storage, clients),
    modes: createModes(options.modes),
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
