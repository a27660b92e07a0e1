import type { Storage } from '../storage/storage'

/** What a stream's deliveries of one hour came to. */
interface HourCount {
  readonly streamId: string
  /** The beginning of the hour, in milliseconds since the epoch. */
  readonly hourMs: number
  readonly successful: number
  readonly failed: number
}

/** How many deliveries succeeded and failed, hour by hour, and how many failed in a row. */
export interface DeliveryCounters {
  count(streamId: string, delivered: boolean, nowMs: number): void
  /** The counted hours of a stream, in no order. */
  hours(streamId: string): HourCount[]
  /** Failed deliveries since the last that succeeded. */
  consecutiveFailures(streamId: string): number
  /** Starts the row of failures anew. */
  resetFailures(streamId: string): void
  forget(streamId: string): void
  clear(): void
}

/** An hour in milliseconds: the finest grain of recorded statistics. */
export const HOUR_MS = 3_600_000

/** Hours that are kept: a month, twice the window of the statistics' default. */
const KEPT_HOURS = 31 * 24

/** The counters over a storage, going on where they left off. */
export function createDeliveryCounters(storage: Storage): DeliveryCounters {
  const hours = storage.collection<HourCount>('delivery-hours')
  const rows = storage.collection<{ readonly failures: number }>('delivery-failures-in-a-row')
  const hoursOf = new Map<string, Set<number>>()
  for (const { streamId, hourMs } of hours.all()) note(hoursOf, streamId, hourMs)
  function get(streamId: string, hourMs: number) {
    return hours.get(keyOf(streamId, hourMs))
  }
  function consecutiveFailures(streamId: string) {
    return rows.get(streamId)?.failures ?? 0
  }
  function resetFailures(streamId: string) {
    if (rows.get(streamId) !== undefined) rows.delete(streamId)
  }
  function forget(streamId: string) {
    for (const hourMs of hoursOf.get(streamId) ?? []) hours.delete(keyOf(streamId, hourMs))
    hoursOf.delete(streamId)
    resetFailures(streamId)
  }
  return {
    count(streamId, delivered, nowMs) {
      const hourMs = nowMs - (nowMs % HOUR_MS)
      const { successful = 0, failed = 0 } = get(streamId, hourMs) ?? {}
      const counted = delivered ? { successful: successful + 1, failed } : { successful, failed: failed + 1 }
      hours.put(keyOf(streamId, hourMs), { streamId, hourMs, ...counted })
      const dropped = note(hoursOf, streamId, hourMs)
      if (dropped !== undefined) hours.delete(keyOf(streamId, dropped))
      if (delivered) resetFailures(streamId)
      else rows.put(streamId, { failures: consecutiveFailures(streamId) + 1 })
    },
    hours: (streamId) => [...(hoursOf.get(streamId) ?? [])].flatMap((hourMs) => get(streamId, hourMs) ?? []),
    consecutiveFailures,
    resetFailures,
    forget,
    clear: () => [...hoursOf.keys()].forEach(forget),
  }
}

function keyOf(streamId: string, hourMs: number): string {
  return `${streamId}/${hourMs}`
}

/** Notes an hour of a stream. Returns the hour that has to go for it, if there is one. */
function note(hoursOf: Map<string, Set<number>>, streamId: string, hourMs: number): number | undefined {
  const noted = hoursOf.get(streamId) ?? new Set()
  hoursOf.set(streamId, noted.add(hourMs))
  if (noted.size <= KEPT_HOURS) return undefined
  const oldest = Math.min(...noted)
  noted.delete(oldest)
  return oldest
}
