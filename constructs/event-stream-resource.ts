import type { IConstruct } from 'constructs'
import { TerraformResource } from './core'
import type { EventStream as EventStreamResource } from './l1/event-stream'

/**
 * Whether a construct is the Terraform resource of an event stream. It goes by the resource's type, since a class that
 * somebody generated for the official provider has the same properties.
 */
export const isEventStreamResource = (node: IConstruct): node is EventStreamResource =>
  TerraformResource.isTerraformResource(node) && node.terraformResourceType === 'auth0_event_stream'
