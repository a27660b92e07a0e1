import type {
  EventStream,
  EventStreamCreate,
  EventStreamDestination,
  EventStreamDestinationCreate,
  EventStreamUpdate,
} from './event-stream'

/** What can differ between an event stream and the body that would make it. */
export type EventStreamMismatch = 'destination' | 'subscriptions'

/** How a stream differs from what this body makes; undefined when it does not. Secrets never come back, so that they cannot be compared. */
export function mismatchOf(stream: EventStream, body: EventStreamCreate): EventStreamMismatch | undefined {
  if (!isSameDestination(stream.destination, body.destination)) return 'destination'
  return typesOf(stream) === typesOf(body) ? undefined : 'subscriptions'
}

/** The secret of a webhook never comes back, and Auth0 takes a destination as a whole. */
export const unseenOf = ({ destination }: EventStreamCreate): EventStreamUpdate | undefined =>
  destination.type === 'webhook' ? { destination } : undefined

const typesOf = ({ subscriptions }: Pick<EventStream, 'subscriptions'>): string =>
  [...new Set(subscriptions.map(({ event_type }) => event_type))].sort().join('\n')

function isSameDestination(found: EventStreamDestination, sent: EventStreamDestinationCreate): boolean {
  const parts = visibleParts(found)
  return visibleParts(sent).every((part, index) => part === parts[index])
}

/** What both a response and a request show of a destination. */
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
