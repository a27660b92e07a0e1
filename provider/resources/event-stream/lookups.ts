import type { ManagementClient } from '../../management/index'

/** What became of the streams of the state that were looked for in a run. */
export interface Lookups {
  found: number
  missing: number
}

const LOOKUPS = new WeakMap<ManagementClient, Lookups>()

/** The lookups of the run that this client belongs to. */
export function lookupsOf(api: ManagementClient): Lookups {
  const lookups = LOOKUPS.get(api) ?? { found: 0, missing: 0 }
  LOOKUPS.set(api, lookups)
  return lookups
}

/** The name of the tenant, for messages: `tenant.eu.auth0.com`. */
export const tenantOf = ({ origin }: ManagementClient): string => origin.replace(/^https:\/\//, '')
