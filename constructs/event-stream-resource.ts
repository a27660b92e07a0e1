import type { IConstruct } from 'constructs'
import { TerraformResource, TerraformStack } from './core'
import { isJson, type Json, memberOf } from './json'
import type { EventStream as EventStreamResource } from './l1/event-stream'
import { resolveTokens } from './tokens'

/** The Terraform type of an event stream, as a resource and as a data source. */
export const EVENT_STREAM_TYPE = 'auth0_event_stream'

/**
 * Whether a construct is the Terraform resource of an event stream. It goes by the resource's type, since a class that
 * somebody generated for the official provider has the same properties.
 */
export const isEventStreamResource = (node: IConstruct): node is EventStreamResource =>
  TerraformResource.isTerraformResource(node) && node.terraformResourceType === EVENT_STREAM_TYPE

/** The arguments of a stream with its overrides, in which tokens are not replaced yet. */
export function argumentsOf(resource: EventStreamResource): Json {
  const found = memberOf(resource.toTerraform(), 'resource', EVENT_STREAM_TYPE, resource.friendlyUniqueId)
  return isJson(found) ? found : {}
}

/** The constructs of a stack, without those of a stack that is in it. */
export function constructsIn(stack: TerraformStack): readonly IConstruct[] {
  const all = stack.node.findAll()
  const hasInner = all.some((node) => node !== stack && TerraformStack.isStack(node))
  return hasInner ? all.filter((node) => TerraformStack.of(node) === stack) : all
}

/** An event stream as it is synthesized, in which tokens are replaced by Terraform's expressions. It takes about as long as synth. */
export function synthesizedArguments(resource: EventStreamResource): Json {
  const json = resolveTokens(resource, argumentsOf(resource))
  return isJson(json) ? json : {}
}

/** Whether something was changed with `addOverride`, of which the properties of the resource do not tell. */
export const hasOverrides = (resource: EventStreamResource): boolean => resource.toMetadata().overrides !== undefined
