import type { ActionStore } from './actions/action-store'
import type { ActionDeliveryState } from './actions/deliver-action'
import type { ModuleStore } from './actions/module-store'
import type { TokenState } from './auth/bearer'
import type { Client } from './auth/client-registry'
import type { IssuerState } from './auth/token-endpoint'
import type { Clock } from './clock'
import type { ConsoleState } from './console/console-state'
import type { DeliveryEngine } from './delivery/engine'
import type { DirectoryState } from './directory/directory-state'
import type { EventStreamStore } from './event-streams/event-stream-store'
import type { EventStreamsState } from './event-streams/event-streams'
import type { EventBridgeState } from './eventbridge/partner-source'
import type { SseState } from './events/sse-connections'
import type { PipelineState } from './http/pipeline-state'
import type { Limits, TokenBucket } from './http/token-bucket'
import type { UnknownRoutePolicy } from './http/unknown-route'
import type { Collection } from './storage/storage'
import type { Switches } from './switches/switches'

/**
 * Everything a tenant holds: what each room uses of it, in one object. No room imports this file; each names what it uses.
 * Handlers read it at each call, since a reset and the controls change its parts.
 */
export type TenantState = PipelineState &
  TokenState &
  IssuerState &
  EventStreamsState &
  ActionDeliveryState &
  EventBridgeState &
  DirectoryState &
  SseState &
  ConsoleState & {
    readonly clock: Clock
    readonly deliveries: DeliveryEngine
    readonly onUnknownRoute: UnknownRoutePolicy
    readonly allowedHosts: readonly string[]
    /** Asked for by the control routes and the console; undefined where they are open to every local user. */
    readonly controlToken: string | undefined
    readonly tokenKey: Buffer
    streams: EventStreamStore
    actions: ActionStore
    modules: ModuleStore
    clients: Collection<Client>
    switches: Switches
    limits: Limits
    bucket: TokenBucket
    latencyMs: number
  }
