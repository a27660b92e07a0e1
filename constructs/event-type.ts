import { EVENT_TYPES } from '../schema/auth0/event-type'

/** A known event type. Auth0 adds new ones about every quarter; `events` accepts those as plain strings. */
export type EventType = (typeof EVENT_TYPES)[number]

type Below<Path extends string> = EventType extends infer T ? (T extends `${Path}.${infer Rest}` ? Rest : never) : never
type Head<Name extends string> = Name extends `${infer First}.${string}` ? First : Name

/** The event types with a common prefix: a constant for each, nested groups, and `all` of them. */
export type EventTypeGroup<Path extends string> = {
  readonly [Name in Head<Below<Path>>]: `${Path}.${Name}` extends EventType
    ? `${Path}.${Name}`
    : EventTypeGroup<`${Path}.${Name}`>
} & { readonly all: readonly Extract<EventType, `${Path}.${string}`>[] }

/** All known event types, such as `EventType.user.created` and `EventType.organization.member.role.all`. */
export type EventTypes = { readonly [Name in Head<EventType>]: EventTypeGroup<Name> } & {
  readonly all: readonly EventType[]
}

interface Group {
  readonly [name: string]: string | Group | readonly string[]
}

/** The constants of the types with the prefix, which is empty or ends in a dot. */
function groupOf(prefix: string): Group {
  const all = EVENT_TYPES.filter((type) => type.startsWith(prefix))
  const members = all.map((type): [string, string | Group] => {
    const [head = '', ...rest] = type.slice(prefix.length).split('.')
    return [head, rest.length === 0 ? type : groupOf(`${prefix}${head}.`)]
  })
  return { ...Object.fromEntries(members), all }
}

/**
 * The event types that a stream can subscribe to.
 *
 * @example
 * events: [EventType.user.created, ...EventType.organization.member.all]
 */
export const EventType = groupOf('') as unknown as EventTypes
