import { type ActionDeliveryState, deliverToAction } from '../actions/deliver-action'
import { deliverToEventBridge } from '../eventbridge/deliver-eventbridge'
import type { EventBridgeState } from '../eventbridge/partner-source'
import type { Deliverers } from './deliver'
import type { DeliveryOptions } from './delivery-options'
import { createWebhookTransport } from './webhook'

/** What the three types of destination use of a tenant. */
export type DelivererState = ActionDeliveryState & EventBridgeState

/** How events get to each type of destination, and how to close the connections that are kept for it. */
export interface DelivererTable {
  readonly deliverers: Deliverers
  close(): void
}

/** The table of a tenant, whose state is read at each attempt. */
export function createDeliverers(stateOf: () => DelivererState, options: DeliveryOptions = {}): DelivererTable {
  const webhooks = createWebhookTransport(() => stateOf().switches.webhookContentType, options)
  return {
    deliverers: {
      webhook: webhooks.deliver,
      action: (attempt) => deliverToAction(stateOf(), attempt),
      eventbridge: (attempt) => deliverToEventBridge(stateOf(), attempt),
    },
    close: () => webhooks.close(),
  }
}
