import type { Client } from '../auth/client-registry'
import type { DeliveryState } from '../delivery/delivery-state'
import type { Place } from '../place'
import type { Storage } from '../storage/storage'

/** What the console shows of a tenant. */
export interface ConsoleState extends DeliveryState {
  readonly storage: Storage
  readonly place: Place
  readonly apiToken: string
  readonly defaultClient: Client
}
