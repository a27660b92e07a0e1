import type { Collection } from '../collection/collection'
import { fields, type Part, text } from '../response'
import { withActionHolder } from './action-holder'
import type { EventStreamPage, EventStreamTypes } from './event-streams'
import { mismatchOf, unseenOf } from './match-event-stream'
import { parseEventStream } from './parse-event-stream'

/** Event streams: their list is read by checkpoints. */
export const eventStreamCollection: Collection<EventStreamTypes> = {
  noun: 'event stream',
  path: '/api/v2/event-streams',
  parse: parseEventStream,
  secretPaths: ['token', 'password', 'header_value'].map((name) => `webhook_authorization.${name}`),
  list: {
    // Auth0 cannot search event streams by name.
    query: ({ size }) => ({ take: size }),
    parameters: ({ from, take }) => ({ from, take }),
    cursorOf: ({ from }) => from,
    at: (query, from) => ({ ...query, from: String(from) }),
    parse(whole, read) {
      const field = fields(whole)
      const { items, unreadable } = read(field('eventStreams'))
      const next = nextOf(field('next'))
      const page: EventStreamPage = { eventStreams: items, unreadable }
      return next === undefined ? page : { ...page, next }
    },
    next: (_, { next }) => next,
    items: ({ eventStreams }) => eventStreams,
    unreadable: ({ unreadable }) => unreadable,
  },
  names: {
    // Source: the OpenAPI description, `EventStreamName`.
    longest: 128,
    renaming: (name) => ({ name }),
    mismatchOf,
    unseenOf,
  },
  ownLayer: withActionHolder,
}

/** Auth0 ends a list by leaving `next` out; null and the empty text mean the same to its own clients. */
function nextOf(part: Part): string | undefined {
  return part.value === null || part.value === undefined ? undefined : text(part) || undefined
}
