import { elements, fields, type Part, problem, text } from '../response'
import type { EventStream, EventStreamDestination, WebhookAuthorization } from './event-stream'

/** Reads an event stream. Fields that are not known are left out. Throws `ShapeProblem`. */
export function parseEventStream(part: Part): EventStream {
  const field = fields(part)
  return {
    id: text(field('id')),
    status: text(field('status')),
    name: text(field('name')),
    subscriptions: elements(field('subscriptions')).map((item) => ({ event_type: text(fields(item)('event_type')) })),
    created_at: text(field('created_at')),
    updated_at: text(field('updated_at')),
    destination: parseDestination(field('destination')),
  }
}

type Field = (name: string) => Part
type Destination<Type> = Extract<EventStreamDestination, { type: Type }>
type Authorization<Method> = Extract<WebhookAuthorization, { method: Method }>

/** How the configuration of each type of destination is read. */
const DESTINATIONS: {
  readonly [Type in EventStreamDestination['type']]: (field: Field) => Destination<Type>
} = {
  webhook: (field) => ({
    type: 'webhook',
    configuration: {
      webhook_endpoint: text(field('webhook_endpoint')),
      webhook_authorization: parseAuthorization(field('webhook_authorization')),
    },
  }),
  eventbridge: (field) => ({
    type: 'eventbridge',
    configuration: {
      aws_account_id: text(field('aws_account_id')),
      aws_region: text(field('aws_region')),
      aws_partner_event_source: text(field('aws_partner_event_source')),
    },
  }),
  action: (field) => ({ type: 'action', configuration: { action_id: text(field('action_id')) } }),
}

/** How the authorization of each method is read. */
const AUTHORIZATIONS: { readonly [Method in WebhookAuthorization['method']]: (field: Field) => Authorization<Method> } =
  {
    bearer: () => ({ method: 'bearer' }),
    basic: (field) => ({ method: 'basic', username: text(field('username')) }),
    custom_header: (field) => ({ method: 'custom_header', header_key: text(field('header_key')) }),
  }

function parseDestination(part: Part): EventStreamDestination {
  const field = fields(part)
  return entryOf(DESTINATIONS, field('type'))(fields(field('configuration')))
}

function parseAuthorization(part: Part): WebhookAuthorization {
  const field = fields(part)
  return entryOf(AUTHORIZATIONS, field('method'))(field)
}

/** The entry of a table that a part names. Auth0 may know more of them than this version of the client. */
function entryOf<Table extends object>(table: Table, part: Part): Table[keyof Table] {
  const name = text(part)
  if (Object.hasOwn(table, name)) return table[name as keyof Table]
  throw problem(part, `"${name}" is not known to this version of the client`)
}
