import type { JsonObject } from '../json'

/** The kinds of things that a seed can hold, in the order of loading: what others refer to comes first. */
export const SEED_KIND_NAMES = [
  'clients',
  'connections',
  'roles',
  'users',
  'organizations',
  'groups',
  'actions',
  'event_streams',
] as const

/** The name of a kind in a seed. */
export type SeedKindName = (typeof SEED_KIND_NAMES)[number]

/** What a tenant holds at its start, by kind: request bodies of the Management API. */
export type Seed = { readonly [Kind in SeedKindName]?: readonly JsonObject[] }
