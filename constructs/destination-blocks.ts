import type { DestinationType } from '../schema/auth0/event-stream'

/** The block of each type of destination, in the generated resource. */
export const BLOCKS = {
  eventbridge: 'eventbridgeConfiguration',
  webhook: 'webhookConfiguration',
  action: 'actionConfiguration',
} as const satisfies Record<DestinationType, string>
