import type { EventPublisher } from '../events/publish'
import type { DeliveryEngine } from './engine'
import type { LaneState } from './lane'

/** What the endpoints and controls of deliveries use of a tenant. */
export interface DeliveryState extends LaneState, EventPublisher {
  readonly clock: LaneState['clock']
  readonly deliveries: DeliveryEngine
}
