import { EVENT_TYPES } from '../events/event-types'
import type { JsonSchema } from '../http/json-schema'
import { DELIVERY_STATUSES, type StoredDelivery } from './stored-delivery'

/** Which deliveries are selected. All given members have to match. */
export interface DeliveryFilter {
  readonly statuses?: readonly string[]
  readonly event_types?: readonly string[]
  /** The event's time, this included. */
  readonly date_from?: string
  /** The event's time, this not included. */
  readonly date_to?: string
}

/** The published length of a date in a query: no sub-seconds, no offset but Z. */
const DATE_LENGTH = 20

const DATE = { type: 'string', format: 'date-time' } as const satisfies JsonSchema

/** The filter as a query carries it: lists are separated by commas. */
export const FILTER_QUERY = {
  statuses: { type: 'string', description: 'Comma-separated list of statuses by which to filter' },
  event_types: { type: 'string', description: 'Comma-separated list of event types by which to filter' },
  date_from: { ...DATE, maxLength: DATE_LENGTH, description: 'An RFC-3339 date-time for redelivery start, inclusive' },
  date_to: { ...DATE, maxLength: DATE_LENGTH, description: 'An RFC-3339 date-time for redelivery end, exclusive' },
} as const satisfies Record<string, JsonSchema>

/** The filter as a body carries it. */
export const FILTER_BODY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    date_from: { ...DATE, description: 'An RFC-3339 date-time for redelivery start, inclusive' },
    date_to: { ...DATE, description: 'An RFC-3339 date-time for redelivery end, exclusive' },
    statuses: {
      type: 'array',
      description: 'Filter by status',
      items: { type: 'string', enum: DELIVERY_STATUSES },
    },
    event_types: {
      type: 'array',
      description: 'Filter by event type',
      items: { type: 'string', enum: EVENT_TYPES },
    },
  },
} as const satisfies JsonSchema

/** The parts of a list in a query. */
export function splitList(text: string): string[] {
  return text.split(',').map((part) => part.trim())
}

/** Whether a delivery is selected. */
export function matchesFilter({ status, event_type, event }: StoredDelivery, filter: DeliveryFilter): boolean {
  const timeMs = Date.parse(event.time)
  if (filter.statuses !== undefined && !filter.statuses.includes(status)) return false
  if (filter.event_types !== undefined && !filter.event_types.includes(event_type)) return false
  if (filter.date_from !== undefined && timeMs < Date.parse(filter.date_from)) return false
  return filter.date_to === undefined || timeMs < Date.parse(filter.date_to)
}
