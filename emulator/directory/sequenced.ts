import type { Clock } from '../clock'
import type { Storage } from '../storage/storage'

/** A record with its place in the order of creation. Places are never given twice, so that a checkpoint stays good. */
export interface Sequenced {
  readonly sequence: number
}

/** The next place in a collection. */
export function nextSequence({ storage }: { readonly storage: Storage }, collection: string): number {
  const last = storage.collection<number>('sequences')
  const sequence = (last.get(collection) ?? 0) + 1
  last.put(collection, sequence)
  return sequence
}

/** The tenant's time in the form of Auth0's timestamps: RFC 3339, UTC, milliseconds. */
export function timestamp({ clock }: { readonly clock: Clock }): string {
  return new Date(clock()).toISOString()
}

/** The tenant's time, or the millisecond after `previous` when the clock has not moved on since. */
export function timestampAfter({ clock }: { readonly clock: Clock }, previous: string): string {
  return new Date(Math.max(clock(), Date.parse(previous) + 1)).toISOString()
}
