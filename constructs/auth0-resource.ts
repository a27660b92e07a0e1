import type { IConstruct } from 'constructs'
import { action } from '../schema/auth0/action'
import { eventStream } from '../schema/auth0/event-stream'
import { TerraformResource, TerraformStack } from './core'
import { isJson, type Json, memberOf } from './json'
import type { Action as ActionResource } from './l1/action'
import type { EventStream as EventStreamResource } from './l1/event-stream'
import { resolveTokens } from './tokens'

/** Declaration of an attribute or a block. */
export interface Member {
  readonly kind: string
  readonly spec?: { readonly doc: string; readonly sensitive?: true; readonly writeOnly?: true }
  readonly body?: Body
}

/** The attributes and blocks of a resource or a block, by their names. */
export interface Body {
  readonly [name: string]: Member
}

/** The Terraform type of an event stream, as a resource and as a data source. */
export const EVENT_STREAM_TYPE = 'auth0_event_stream'

/** The Terraform type of an Action, as a resource and as a data source. */
export const ACTION_TYPE = 'auth0_action'

const BODIES: Readonly<Record<string, Body>> = { [EVENT_STREAM_TYPE]: eventStream.body, [ACTION_TYPE]: action.body }

/** Whether this package has a construct for a Terraform type. */
export function isOurType(type: string): boolean {
  return Object.hasOwn(BODIES, type)
}

/** The declared attributes and blocks of a resource. */
export function bodyOf({ terraformResourceType }: TerraformResource): Body {
  return BODIES[terraformResourceType] ?? {}
}

/**
 * Whether a construct is the Terraform resource of an event stream, by its Terraform type: classes that were generated for the
 * official provider have the same properties.
 */
export function isEventStreamResource(node: IConstruct): node is EventStreamResource {
  return TerraformResource.isTerraformResource(node) && node.terraformResourceType === EVENT_STREAM_TYPE
}

/** Whether a construct is the Terraform resource of an Action, by the resource's type. */
export function isActionResource(node: IConstruct): node is ActionResource {
  return TerraformResource.isTerraformResource(node) && node.terraformResourceType === ACTION_TYPE
}

/** The Terraform resource of an event stream or of an Action. */
export type Auth0Resource = EventStreamResource | ActionResource

/** Whether a construct is the Terraform resource of an event stream or of an Action. */
export function isAuth0Resource(node: IConstruct): node is Auth0Resource {
  return isEventStreamResource(node) || isActionResource(node)
}

/** The arguments of a resource, overrides included, with unresolved tokens. */
export function argumentsOf(resource: TerraformResource): Json {
  const { terraformResourceType: type, friendlyUniqueId: id } = resource
  const found = memberOf(resource.toTerraform(), 'resource', type, id)
  return isJson(found) ? found : {}
}

/** The constructs of a stack, without those of nested stacks. */
export function constructsIn(stack: TerraformStack): readonly IConstruct[] {
  const all = stack.node.findAll()
  const hasInner = all.some((node) => node !== stack && TerraformStack.isStack(node))
  return hasInner ? all.filter((node) => TerraformStack.of(node) === stack) : all
}

/** The arguments of a resource with tokens resolved to expressions. Takes about as long as synth. */
export function synthesizedArguments(resource: TerraformResource): Json {
  const json = resolveTokens(resource, argumentsOf(resource))
  return isJson(json) ? json : {}
}

/** Whether the resource has overrides, which its properties do not show. */
export function hasOverrides(resource: TerraformResource): boolean {
  return resource.toMetadata().overrides !== undefined
}
