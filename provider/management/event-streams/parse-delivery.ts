import { parseEvent } from '../events/auth0-event'
import { elements, fields, number, type Part, text } from '../response'
import type { Delivery, DeliveryAttempt, EventStreamStats, StatsMetric } from './delivery'

/** Reads a delivery. Throws `ShapeProblem`. */
export function parseDelivery(part: Part): Delivery {
  const field = fields(part)
  return {
    id: text(field('id')),
    event_stream_id: text(field('event_stream_id')),
    event_type: text(field('event_type')),
    status: text(field('status')),
    attempts: elements(field('attempts')).map(parseAttempt),
    event: parseEvent(field('event')),
  }
}

function parseAttempt(part: Part): DeliveryAttempt {
  const field = fields(part)
  const [message, duration] = [field('error_message'), field('duration')]
  return {
    status: text(field('status')),
    timestamp: text(field('timestamp')),
    ...(message.value !== undefined && { error_message: text(message) }),
    ...(duration.value !== undefined && { duration: number(duration) }),
  }
}

/** Reads the statistics of a stream. Throws `ShapeProblem`. */
export function parseStats(part: Part): EventStreamStats {
  const field = fields(part)
  const window = fields(field('window'))
  const name = field('name')
  return {
    id: text(field('id')),
    ...(name.value !== undefined && { name: text(name) }),
    window: {
      date_from: text(window('date_from')),
      date_to: text(window('date_to')),
      bucket_interval: { scale_factor: number(fields(window('bucket_interval'))('scale_factor')) },
    },
    buckets: elements(field('buckets')).map(text),
    metrics: elements(field('metrics')).map(parseMetric),
  }
}

function parseMetric(part: Part): StatsMetric {
  const field = fields(part)
  return {
    name: text(field('name')),
    window_total: number(field('window_total')),
    type: text(field('type')),
    data: elements(field('data')).map(number),
  }
}
