import type { EventStream } from '../event-streams/event-stream-store'
import { type DeliveryCounters, HOUR_MS } from './delivery-counters'

const DAY_MS = 24 * HOUR_MS

/** The window when none is asked for, as recorded. It begins within a day, so that it touches one day more. */
const DEFAULT_WINDOW_MS = 14 * DAY_MS

/** Up to this length a window is counted by the hour. Recorded: 20 minutes by the hour, 14 days by the day. */
const LONGEST_HOURLY_WINDOW_MS = DAY_MS

/** The longest window; a year is far more than what is kept, and bounds the response. */
export const LONGEST_WINDOW_MS = 366 * DAY_MS

/** From when to when, whole hours. */
export interface StatsWindow {
  readonly fromMs: number
  readonly toMs: number
}

/** The window that a query means, rounded as in recorded traffic: what is given down, the present up. */
export function readWindow(dateFrom: string | undefined, dateTo: string | undefined, nowMs: number): StatsWindow {
  const presentMs = floorTo(nowMs, HOUR_MS) + HOUR_MS
  const toMs = dateTo === undefined ? presentMs : floorTo(Date.parse(dateTo), HOUR_MS)
  const defaultFromMs = (dateTo === undefined ? floorTo(nowMs, HOUR_MS) : toMs) - DEFAULT_WINDOW_MS
  return { fromMs: dateFrom === undefined ? defaultFromMs : floorTo(Date.parse(dateFrom), HOUR_MS), toMs }
}

/** The statistics of a stream as recorded: two series, one number per bucket. */
export function viewStats({ id, name }: EventStream, counters: DeliveryCounters, { fromMs, toMs }: StatsWindow) {
  const bucketMs = toMs - fromMs <= LONGEST_HOURLY_WINDOW_MS ? HOUR_MS : DAY_MS
  const buckets = bucketStarts({ fromMs, toMs }, bucketMs)
  const hours = counters.hours(id).filter(({ hourMs }) => hourMs >= fromMs)
  function series(metric: 'successful' | 'failed') {
    const sums = new Map(buckets.map((startMs) => [startMs, 0]))
    for (const hour of hours) {
      const startMs = floorTo(hour.hourMs, bucketMs)
      const sum = sums.get(startMs)
      if (sum !== undefined) sums.set(startMs, sum + hour[metric])
    }
    const data = [...sums.values()]
    const window_total = data.reduce((total, count) => total + count, 0)
    return { name: `auth0.event_streams.${metric}_deliveries`, window_total, type: 'sum', data }
  }
  return {
    id,
    ...(name === undefined ? {} : { name }),
    window: { date_from: iso(fromMs), date_to: iso(toMs), bucket_interval: { scale_factor: bucketMs / 1000 } },
    buckets: buckets.map(iso),
    metrics: [series('successful'), series('failed')],
  }
}

function bucketStarts({ fromMs, toMs }: StatsWindow, bucketMs: number): number[] {
  const first = floorTo(fromMs, bucketMs)
  const count = Math.max(0, Math.floor((toMs - first) / bucketMs) + 1)
  return Array.from({ length: count }, (_, index) => first + index * bucketMs)
}

function floorTo(ms: number, unitMs: number): number {
  return Math.floor(ms / unitMs) * unitMs
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
