import type {
  EventStream,
  EventStreamCreate,
  EventStreamDestination,
  EventStreamDestinationCreate,
} from './event-stream'
import type { CallOptions, EventStreams, UnreadableEventStream } from './event-streams'
import type { NameHolder } from './management-error'

/** A stream of the list, be it readable or not. */
export type NamedStream = EventStream | UnreadableEventStream

/** The stream that has this name, which is unique in a tenant; undefined when none has. Costs one list call per 100 streams. */
export async function findNameHolder(
  eventStreams: Pick<EventStreams, 'pages'>,
  name: string,
  options: CallOptions,
): Promise<NamedStream | undefined> {
  for await (const page of eventStreams.pages({ take: 100 }, options)) {
    const holder = [...page.eventStreams, ...page.unreadable].find((stream) => stream.name === name)
    if (holder !== undefined) return holder
  }
  return undefined
}

/**
 * How a stream differs from one that this body made since `sinceMs` (Unix time of the tenant); undefined when it does not.
 * Secrets never come back, so that they cannot be compared.
 */
export function mismatchOf(stream: NamedStream, body: EventStreamCreate, sinceMs: number): NameHolder['differs'] {
  if ('error' in stream) return 'form'
  if (!isSameDestination(stream.destination, body.destination)) return 'destination'
  if (typesOf(stream) !== typesOf(body)) return 'subscriptions'
  return Date.parse(stream.created_at) >= sinceMs ? undefined : 'age'
}

const typesOf = ({ subscriptions }: Pick<EventStream, 'subscriptions'>): string =>
  [...new Set(subscriptions.map(({ event_type }) => event_type))].sort().join('\n')

function isSameDestination(found: EventStreamDestination, sent: EventStreamDestinationCreate): boolean {
  const parts = visibleParts(found)
  return visibleParts(sent).every((part, index) => part === parts[index])
}

/** What both an answer and a request show of a destination. */
function visibleParts(destination: EventStreamDestination | EventStreamDestinationCreate): readonly string[] {
  switch (destination.type) {
    case 'eventbridge':
      return [destination.type, destination.configuration.aws_account_id, destination.configuration.aws_region]
    case 'action':
      return [destination.type, destination.configuration.action_id]
    case 'webhook': {
      const { webhook_endpoint, webhook_authorization: authorization } = destination.configuration
      const identity = { bearer: '', basic: 'username', custom_header: 'header_key' }[authorization.method]
      const named = authorization as Readonly<Record<string, string | undefined>>
      return [destination.type, webhook_endpoint, authorization.method, named[identity] ?? '']
    }
  }
}
