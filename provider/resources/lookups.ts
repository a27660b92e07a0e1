import type { ManagementClient } from '../management/index'

/** What became of the objects of the state that were looked for in a run. */
export interface Lookups {
  /** How many were found, of whatever kind: any of them shows that the tenant is the right one. */
  readonly found: number
  /** How many of this kind were not. */
  readonly missing: number
}

type Counts = {
  found: number
  readonly missing: Map<string, number>
}

const COUNTS = new WeakMap<ManagementClient, Counts>()

function countsOf(api: ManagementClient): Counts {
  const counts = COUNTS.get(api) ?? { found: 0, missing: new Map() }
  COUNTS.set(api, counts)
  return counts
}

/** Counts an object of the state that is in the tenant, in the run that this client belongs to. */
export function countFound(api: ManagementClient): void {
  countsOf(api).found += 1
}

/** Counts an object of the state that is not in the tenant, and gives the counts with it. */
export function countMissing(api: ManagementClient, noun: string): Lookups {
  const { found, missing } = countsOf(api)
  const count = (missing.get(noun) ?? 0) + 1
  missing.set(noun, count)
  return { found, missing: count }
}
