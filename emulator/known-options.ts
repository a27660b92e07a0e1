import type { DeliveryOptions } from './delivery/delivery-options'
import type { EmulatorOptions } from './emulator-options'
import type { JsonSchema } from './http/json-schema'
import { assertKnownMembers } from './http/known-members'

const anything: JsonSchema = {}

const deliveries: Record<keyof DeliveryOptions, JsonSchema> = {
  webhookTimeoutMs: anything,
  insecureWebhooks: anything,
  webhookCa: anything,
  webhookOverrides: anything,
  consecutiveFailureLimit: anything,
  totalFailureLimit: anything,
  keptDeliveries: anything,
}

const options: Record<keyof EmulatorOptions, JsonSchema> = {
  port: anything,
  tls: anything,
  caFile: anything,
  dataFile: anything,
  client: anything,
  clients: anything,
  apiToken: anything,
  tokenLifetimeSeconds: anything,
  rateLimits: anything,
  latencyMs: anything,
  eventConnections: anything,
  quota: anything,
  actionDelayMs: anything,
  actionBudgetMs: anything,
  badDependencies: anything,
  eventBridgePendingDays: anything,
  modes: anything,
  tenantName: anything,
  clock: anything,
  speed: anything,
  deliveries: { type: 'object', properties: deliveries },
  storage: anything,
  seed: anything,
  allowedHosts: anything,
  controlToken: anything,
  recordCredentials: anything,
  onUnknownRoute: anything,
}

/** Refuses options that there are not, which JavaScript lets through. Throws an `Error` that names the one that was meant. */
export function assertKnownOptions(given: object): void {
  assertKnownMembers('the options', given, { type: 'object', properties: options })
}
