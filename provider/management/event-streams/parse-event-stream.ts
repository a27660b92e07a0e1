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

function parseDestination(part: Part): EventStreamDestination {
  const type = fields(part)('type')
  const field = fields(fields(part)('configuration'))
  switch (text(type)) {
    case 'webhook':
      return {
        type: 'webhook',
        configuration: {
          webhook_endpoint: text(field('webhook_endpoint')),
          webhook_authorization: parseAuthorization(field('webhook_authorization')),
        },
      }
    case 'eventbridge':
      return {
        type: 'eventbridge',
        configuration: {
          aws_account_id: text(field('aws_account_id')),
          aws_region: text(field('aws_region')),
          aws_partner_event_source: text(field('aws_partner_event_source')),
        },
      }
    case 'action':
      return { type: 'action', configuration: { action_id: text(field('action_id')) } }
    default:
      throw unfamiliar(type)
  }
}

function parseAuthorization(part: Part): WebhookAuthorization {
  const field = fields(part)
  const method = field('method')
  switch (text(method)) {
    case 'bearer':
      return { method: 'bearer' }
    case 'basic':
      return { method: 'basic', username: text(field('username')) }
    case 'custom_header':
      return { method: 'custom_header', header_key: text(field('header_key')) }
    default:
      throw unfamiliar(method)
  }
}

const unfamiliar = (part: Part) => problem(part, `"${text(part)}" is not known to this version of the client`)
