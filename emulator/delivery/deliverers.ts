import { deliverToAction } from '../actions/deliver-action'
import { deliverToEventBridge } from '../eventbridge/deliver-eventbridge'
import type { Deliverers } from './deliver'
import type { DeliveryOptions } from './delivery-options'
import { createWebhookTransport } from './webhook'

/** The ways to every type of destination, and how to be rid of the connections they keep. */
export interface DelivererTable {
  readonly deliverers: Deliverers
  close(): void
}

/** The table of a tenant. */
export function createDeliverers(options: DeliveryOptions = {}): DelivererTable {
  const webhooks = createWebhookTransport(options)
  return {
    deliverers: {
      webhook: webhooks.deliver,
      action: deliverToAction,
      eventbridge: deliverToEventBridge,
    },
    close: () => webhooks.close(),
  }
}
