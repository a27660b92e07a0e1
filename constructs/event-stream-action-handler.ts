import type { EventObject } from './event-object'
import type { EventType } from './event-type'

/** An event as Auth0 gives it to an Action: a CloudEvent. Source: the types that Auth0 publishes as `@auth0/actions`. */
export type EventMessage<Type extends string = EventType> = Type extends string
  ? {
      readonly id: string
      readonly type: Type
      readonly source: string
      readonly specversion: string
      /** RFC 3339. */
      readonly time?: string
      readonly data?: {
        /** The object of the event, such as a user. */
        readonly object: EventObject<Type>
        /** Client, connection, request and tenant of the event, where Auth0 sends them. */
        readonly context?: { readonly [name: string]: unknown }
        /** The object before the change. */
        readonly previous_object?: Partial<EventObject<Type>>
      } | null
      readonly a0tenant: string
      readonly a0stream?: string
      /** Set for test events. */
      readonly a0purpose?: 'test'
    }
  : never

/** The event argument of an event-stream Action. */
export interface EventStreamActionEvent<Type extends string = EventType, Secret extends string = string> {
  readonly message: EventMessage<Type>
  /** The values of the secrets. */
  readonly secrets: { readonly [name in Secret]: string }
  readonly configuration: { readonly [name: string]: string }
}

/** A value in the cache of an Action. */
export interface ActionCacheRecord {
  readonly value: string
  /** Milliseconds since 1970. */
  readonly expires_at: number
}

/** Result of a change to the cache. */
export type ActionCacheResult =
  | { readonly type: 'success'; readonly record?: ActionCacheRecord }
  | { readonly type: 'error'; readonly code: string }

/** Cache that is kept between runs of an Action. */
export interface ActionCache {
  get(key: string): ActionCacheRecord | undefined
  /** Stores a value for `ttl` milliseconds, or until `expires_at`. Default: 15 minutes. */
  set(key: string, value: string, options?: { readonly ttl?: number; readonly expires_at?: number }): ActionCacheResult
  delete(key: string): ActionCacheResult
}

/** The API argument of an event-stream Action. To request another delivery of the event, throw an error. */
export interface EventStreamActionApi {
  readonly cache: ActionCache
}

/**
 * Type of the handler that an event-stream Action exports as `onExecuteEventStream`: for JavaScript in a JSDoc comment, or for
 * TypeScript that is compiled to CommonJS. `Type` limits the event types and determines the type of their objects; `Secret` limits
 * the names of the secrets.
 *
 * @example
 * const handler: EventStreamActionHandler<'user.created', 'API_KEY'> = async (event) => {
 *   console.log(event.message.data?.object.email)
 * }
 */
export type EventStreamActionHandler<Type extends string = EventType, Secret extends string = string> = (
  event: EventStreamActionEvent<Type, Secret>,
  api: EventStreamActionApi,
) => void | Promise<void>
