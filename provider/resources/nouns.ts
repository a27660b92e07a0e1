import type { DataSource, ProviderFunction, Resource } from '../framework/index'
import type { ManagementClient } from '../management/index'
import { actionDataSource } from './action/data-source'
import { actionExplanations } from './action/explain'
import { actionResource } from './action/resource'
import { eventStreamDataSource } from './event-stream/data-source'
import { eventStreamExplanations } from './event-stream/explain'
import { eventStreamFunctions } from './event-stream/functions'
import { eventStreamResource } from './event-stream/resource'
import type { ResourceExplanations } from './explanation'

/** What Terraform knows of one kind of object: a resource, a data source of the same name, or both, and functions about it. */
interface Noun {
  readonly resource?: Resource<ManagementClient>
  readonly dataSource?: DataSource<ManagementClient>
  readonly functions?: readonly ProviderFunction[]
  /** What the failures of its calls mean. */
  readonly explanations: ResourceExplanations
}

/** The nouns of this provider: the only place where Terraform meets Auth0 that names them all. */
export const NOUNS: readonly Noun[] = [
  {
    resource: eventStreamResource,
    dataSource: eventStreamDataSource,
    functions: eventStreamFunctions,
    explanations: eventStreamExplanations,
  },
  { resource: actionResource, dataSource: actionDataSource, explanations: actionExplanations },
]
