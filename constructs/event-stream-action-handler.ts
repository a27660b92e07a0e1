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
        /** What the event is about. */
        readonly object: EventObject<Type>
        /** How it came about: the client, the connection, the request and the tenant, as far as Auth0 tells them. */
        readonly context?: { readonly [name: string]: unknown }
        /** What the object was before. */
        readonly previous_object?: Partial<EventObject<Type>>
      } | null
      readonly a0tenant: string
      readonly a0stream?: string
      /** For events that somebody sends to try the stream. */
      readonly a0purpose?: 'test'
    }
  : never

/** What an Action of an event stream is given. */
export interface EventStreamActionEvent<Type extends string = EventType, Secret extends string = string> {
  readonly message: EventMessage<Type>
  /** The values of the secrets. */
  readonly secrets: { readonly [name in Secret]: string }
  readonly configuration: { readonly [name: string]: string }
}

/** What an Action has cached. */
export interface ActionCacheRecord {
  readonly value: string
  /** Milliseconds since 1970. */
  readonly expires_at: number
}

/** Whether a change of the cache was made. */
export type ActionCacheResult =
  | { readonly type: 'success'; readonly record?: ActionCacheRecord }
  | { readonly type: 'error'; readonly code: string }

/** Values that outlive one run of an Action. */
export interface ActionCache {
  get(key: string): ActionCacheRecord | undefined
  /** Keeps a value for `ttl` milliseconds, or until `expires_at`. Default: 15 minutes. */
  set(key: string, value: string, options?: { readonly ttl?: number; readonly expires_at?: number }): ActionCacheResult
  delete(key: string): ActionCacheResult
}

/** What an Action of an event stream can call. To have an event delivered again, throw an error. */
export interface EventStreamActionApi {
  readonly cache: ActionCache
}

/**
 * The handler of an event stream's Action, `exports.onExecuteEventStream`: for a file in JavaScript as a JSDoc comment, or for one in
 * TypeScript that is compiled to a CommonJS module. With event types it knows what their objects have, and with names of secrets
 * which there are.
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
