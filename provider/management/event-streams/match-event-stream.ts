import type {
  EventStream,
  EventStreamCreate,
  EventStreamDestination,
  EventStreamDestinationCreate,
  EventStreamUpdate,
  WebhookAuthorization,
} from './event-stream'

/** What can differ between an event stream and the body that would make it. */
export type EventStreamMismatch = 'destination' | 'subscriptions'

/** How a stream differs from what this body makes; undefined when it does not. Secrets never come back, so that they cannot be compared. */
export function mismatchOf(stream: EventStream, body: EventStreamCreate): EventStreamMismatch | undefined {
  if (!isSameDestination(stream.destination, body.destination)) return 'destination'
  return typesOf(stream) === typesOf(body) ? undefined : 'subscriptions'
}

/** What of this body never comes back, as an update sends it: the secret of a webhook, with its whole destination. */
export function unseenOf({ destination }: EventStreamCreate): EventStreamUpdate | undefined {
  return (UNSEEN[destination.type] as (sent: EventStreamDestinationCreate) => EventStreamUpdate | undefined)(
    destination,
  )
}

type Sent<T extends Type> = Extract<EventStreamDestinationCreate, { type: T }>

const UNSEEN: { readonly [T in Type]: (destination: Sent<T>) => EventStreamUpdate | undefined } = {
  webhook: (destination) => ({ destination }),
  eventbridge: () => undefined,
  action: () => undefined,
}

function typesOf({ subscriptions }: Pick<EventStream, 'subscriptions'>): string {
  return [...new Set(subscriptions.map(({ event_type }) => event_type))].sort().join('\n')
}

type Type = EventStreamDestination['type']
type Visible<T extends Type> = Extract<EventStreamDestination | EventStreamDestinationCreate, { type: T }>

/** What both a response and a request show of a destination of each type. */
const VISIBLE_PARTS: { readonly [T in Type]: (destination: Visible<T>) => readonly unknown[] } = {
  eventbridge: ({ configuration: { aws_account_id, aws_region } }) => [aws_account_id, aws_region],
  action: ({ configuration: { action_id } }) => [action_id],
  webhook: ({ configuration: { webhook_endpoint, webhook_authorization: authorization } }) => [
    webhook_endpoint,
    authorization.method,
    ...OPEN_FIELDS[authorization.method].map((name) => (authorization as { readonly [field: string]: unknown })[name]),
  ],
}

/** What is not secret in the authorization of each method. */
const OPEN_FIELDS: { readonly [Method in WebhookAuthorization['method']]: readonly string[] } = {
  bearer: [],
  basic: ['username'],
  custom_header: ['header_key'],
}

function isSameDestination(found: EventStreamDestination, sent: EventStreamDestinationCreate): boolean {
  if (found.type !== sent.type) return false
  const partsOf = VISIBLE_PARTS[sent.type] as (
    destination: EventStreamDestination | EventStreamDestinationCreate,
  ) => readonly unknown[]
  const parts = partsOf(found)
  return partsOf(sent).every((part, index) => part === parts[index])
}
