import type { IConstruct } from 'constructs'
import { action } from '../schema/auth0/action'
import { eventStream } from '../schema/auth0/event-stream'
import { TerraformResource, TerraformStack } from './core'
import { isJson, type Json, memberOf } from './json'
import type { Action as ActionResource } from './l1/action'
import type { EventStream as EventStreamResource } from './l1/event-stream'
import { resolveTokens } from './tokens'

/** What the schema declares below a resource or a block. */
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

/** Whether a Terraform type is one that this package has a construct for. */
export const isOurType = (type: string): boolean => Object.hasOwn(BODIES, type)

/** What the schema declares of a resource. */
export const bodyOf = ({ terraformResourceType }: TerraformResource): Body => BODIES[terraformResourceType] ?? {}

/**
 * Whether a construct is the Terraform resource of an event stream. It goes by the resource's type, since a class that
 * somebody generated for the official provider has the same properties.
 */
export const isEventStreamResource = (node: IConstruct): node is EventStreamResource =>
  TerraformResource.isTerraformResource(node) && node.terraformResourceType === EVENT_STREAM_TYPE

/** Whether a construct is the Terraform resource of an Action, by the resource's type. */
export const isActionResource = (node: IConstruct): node is ActionResource =>
  TerraformResource.isTerraformResource(node) && node.terraformResourceType === ACTION_TYPE

/** The Terraform resource of an event stream or of an Action. */
export type Auth0Resource = EventStreamResource | ActionResource

/** Whether a construct is one of the resources that this package has a construct for. */
export const isAuth0Resource = (node: IConstruct): node is Auth0Resource =>
  isEventStreamResource(node) || isActionResource(node)

/** The arguments of a resource with its overrides, in which tokens are not replaced yet. */
export function argumentsOf(resource: TerraformResource): Json {
  const { terraformResourceType: type, friendlyUniqueId: id } = resource
  const found = memberOf(resource.toTerraform(), 'resource', type, id)
  return isJson(found) ? found : {}
}

/** The constructs of a stack, without those of a stack that is in it. */
export function constructsIn(stack: TerraformStack): readonly IConstruct[] {
  const all = stack.node.findAll()
  const hasInner = all.some((node) => node !== stack && TerraformStack.isStack(node))
  return hasInner ? all.filter((node) => TerraformStack.of(node) === stack) : all
}

/** A resource as it is synthesized, in which tokens are replaced by Terraform's expressions. It takes about as long as synth. */
export function synthesizedArguments(resource: TerraformResource): Json {
  const json = resolveTokens(resource, argumentsOf(resource))
  return isJson(json) ? json : {}
}

/** Whether something was changed with `addOverride`, of which the properties of the resource do not tell. */
export const hasOverrides = (resource: TerraformResource): boolean => resource.toMetadata().overrides !== undefined
