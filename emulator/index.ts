/**
 * SIGN a tenant on loopback. Imports nothing from provider/: a shared mistake would hide.
 *
 * A local Auth0 tenant as far as event streams need one: tokens, event streams, actions, and controls for tests.
 * `createTenant` answers requests without a port; `startEmulator` puts a tenant on 127.0.0.1.
 */
export type { DeployedAction } from './actions/actions'
export type { ActionExecution } from './actions/execution-log'
export type { ClientOptions, RegisteredClient } from './client-registry'
export type { Clock } from './clock'
export type { DeliveryControls, HandmadeEvent, InspectedDelivery } from './delivery/delivery-controls'
export type { DeliveryOptions } from './delivery/delivery-options'
export type { Destination, Secrets } from './destination'
export type { EventStream } from './event-stream-store'
export type { EventBridgeEvent, PartnerSource } from './eventbridge/partner-source'
export type { CloudEvent } from './events/event'
export type { PublishedEvent } from './events/publish'
export { BrokenConnection } from './fault-answer'
export type { Fault, FaultMatch, FaultQueue } from './faults'
export type { Json, JsonObject } from './json'
export { MODES, type ModeName, type Modes } from './modes'
export type { RecordedRequest } from './request-log'
export { ALL_SCOPES } from './scopes'
export { parseSeed, SeedError } from './seed'
export type { Seed } from './seed-kinds'
export { type Emulator, type EmulatorOptions, startEmulator } from './start-emulator'
export type { TenantOptions } from './state'
export { DataFileError } from './storage/data-file-check'
export { createFileStorage } from './storage/file-storage'
export type { Collection, Storage } from './storage/storage'
export { createTenant, type Tenant } from './tenant'
export type { TenantControls } from './tenant-controls'
export { LIMIT_PRESETS, type LimitPreset, type Limits } from './token-bucket'
