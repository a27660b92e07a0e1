import type { Clock } from '../clock'
import type { EventPublisher } from '../events/publish'
import type { Storage } from '../storage/storage'
import type { Switches } from '../switches/switches'

/** What users, organizations, groups, connections and roles use of a tenant. */
export interface DirectoryState extends EventPublisher {
  readonly clock: Clock
  readonly switches: Switches
  readonly storage: Storage
}
