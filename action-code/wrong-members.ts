import type { MemberPath } from './event-paths'

/** The members of the event of an event-stream Action, as its published types declare them. */
const EVENT = ['message', 'secrets', 'configuration'] as const
const MESSAGE = ['id', 'type', 'source', 'specversion', 'time', 'data', 'a0tenant', 'a0stream', 'a0purpose'] as const
const DATA = ['object', 'context', 'previous_object'] as const

const OBJECT = ['message', 'data', 'object'] as const
const CONTEXT = ['message', 'data', 'context'] as const

/** Top-level members of the objects of the published event types, which are often read one level too high. */
const OF_OBJECT: readonly string[] = [
  'app_metadata',
  'blocked',
  'branding',
  'connection',
  'created_at',
  'deleted_at',
  'display_name',
  'email',
  'email_verified',
  'external_id',
  'family_name',
  'given_name',
  'group',
  'id',
  'identities',
  'last_login',
  'logins_count',
  'member',
  'metadata',
  'name',
  'nickname',
  'organization',
  'phone_number',
  'phone_verified',
  'picture',
  'role',
  'updated_at',
  'user',
  'user_id',
  'user_metadata',
  'username',
]

type Right = readonly string[]

function sameNameBelow(names: readonly string[], above: Right): Readonly<Record<string, Right>> {
  return Object.fromEntries(names.map((name) => [name, [...above, name]]))
}

/** The right member for each wrong one, by the path of the object that it is read from. */
const INSTEAD = new Map<string, Readonly<Record<string, Right>>>([
  [
    'event',
    {
      ...sameNameBelow(MESSAGE, ['message']),
      ...sameNameBelow(['client', 'connection', 'request', 'tenant'], CONTEXT),
      event_type: ['message', 'type'],
      eventType: ['message', 'type'],
      body: ['message'],
      detail: ['message'],
      payload: ['message'],
      object: OBJECT,
      organization: OBJECT,
      user: OBJECT,
    },
  ],
  [
    'event.message',
    {
      ...sameNameBelow(
        OF_OBJECT.filter((name) => name !== 'id'),
        OBJECT,
      ),
      context: CONTEXT,
      event_type: ['message', 'type'],
      eventType: ['message', 'type'],
      object: OBJECT,
      payload: ['message', 'data'],
      previous_object: ['message', 'data', 'previous_object'],
    },
  ],
  [
    'event.message.data',
    {
      ...sameNameBelow(OF_OBJECT, OBJECT),
      ...sameNameBelow(['client', 'request', 'tenant'], CONTEXT),
      data: ['message', 'data'],
      event_type: ['message', 'type'],
      eventType: ['message', 'type'],
    },
  ],
])

const MEMBERS = new Map<string, readonly string[]>([
  ['event', EVENT],
  ['event.message', MESSAGE],
  ['event.message.data', DATA],
])

/** A member that events do not have. */
export interface WrongMember {
  /** The object that it is read from, such as `event.message.data`, and the members of that object. */
  readonly from: string
  readonly members: readonly string[]
  readonly name: string
  /** The path to read instead, within the event. */
  readonly instead: readonly string[]
}

/** The wrong member at the end of a path, or undefined if the path is right or unknown. */
export function wrongMember({ of, names }: MemberPath): WrongMember | undefined {
  const name = names.at(-1)
  if (of !== 'event' || name === undefined) return undefined
  const from = ['event', ...names.slice(0, -1)].join('.')
  const known = INSTEAD.get(from) ?? {}
  const instead = Object.hasOwn(known, name) ? known[name] : undefined
  return instead && { from, members: MEMBERS.get(from) ?? [], name, instead }
}

/** Members of the API of other triggers, and `message`, which an old sample uses; the event stream's own has `cache` alone. */
export const UNDECLARED_API: readonly string[] = [
  'access',
  'accessToken',
  'authentication',
  'idToken',
  'message',
  'multifactor',
  'notification',
  'prompt',
  'redirect',
  'refreshToken',
  'rules',
  'samlResponse',
  'session',
  'transaction',
  'user',
  'validation',
]
