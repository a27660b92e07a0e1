import type { ClientOptions } from './auth/client-registry'
import type { Clock } from './clock'
import type { DeliveryOptions } from './delivery/delivery-options'
import type { LimitPreset, Limits } from './http/token-bucket'
import type { UnknownRoutePolicy } from './http/unknown-route'
import type { Seed } from './seed/seed-format'
import type { Storage } from './storage/storage'
import type { Switches } from './switches/switches'

/** How a tenant starts out. Everything has a default. */
export interface TenantOptions {
  /** The default client, which has a secret; what is not given is generated. */
  readonly client?: Omit<ClientOptions, 'publicKey'>
  /** More clients, for instance with fewer scopes or with a public key. */
  readonly clients?: readonly ClientOptions[]
  /** A token that always works and has every scope. */
  readonly apiToken?: string
  /** What `expires_in` says and `exp` holds; default a day, as at Auth0. */
  readonly tokenLifetimeSeconds?: number
  /** A published plan or a bucket of one's own; default `none`. */
  readonly rateLimits?: LimitPreset | Limits
  /** How long every response takes at least; default 0. */
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
  readonly modes?: Partial<Switches>
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
  /** Names beside 127.0.0.1 and localhost under which the tenant is reachable, such as `host.docker.internal`; default none. */
  readonly allowedHosts?: readonly string[]
  /** A token that the control routes and the console ask for; default none, so that any local user may use them. */
  readonly controlToken?: string
  /** Whether recorded token requests keep the client's secret and assertion; default false, then they are masked. */
  readonly recordCredentials?: boolean
  /** An unknown route: `warn` responds with 404 and writes a line to stderr, `error` the same with 501, `silent` just 404. */
  readonly onUnknownRoute?: UnknownRoutePolicy
}
