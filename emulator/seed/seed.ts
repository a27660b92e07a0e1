import { didYouMean } from '../closest-name'
import { ApiError } from '../http/api-error'
import { listFailures } from '../http/validation'
import { isJsonObject, type Json, type JsonObject } from '../json'
import type { TenantState } from '../state'
import { SEED_KIND_NAMES, type Seed, type SeedKindName } from './seed-format'
import { SEED_KINDS } from './seed-kinds'

/** A seed that cannot be loaded; the message has one line for each fault, which begins with the fault's path. */
export class SeedError extends Error {
  // Of the class, whose name is not kept in the build.
  static override readonly name = 'SeedError'
  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.name = 'SeedError'
  }
}

/** Reads a seed from JSON. Throws `SeedError` when it is no JSON, or not an object of lists of known kinds. */
export function parseSeed(text: string): Seed {
  const seed = parseJson(text)
  if (!isJsonObject(seed)) throw new SeedError(['a seed is a JSON object'])
  const faults = Object.entries(seed).flatMap(([kind, entries]) => shapeFaults(kind, entries))
  if (faults.length > 0) throw new SeedError(faults)
  return seed as Seed
}

/**
 * Loads a seed into a tenant that is empty, and leaves another one alone: a tenant kept in a file is filled once.
 * Says whether it was loaded. Throws `SeedError`: before anything is loaded when an entry has the wrong shape, half-way
 * when a rule refuses one.
 */
export function loadSeed(state: TenantState, seed: Seed): boolean {
  const shape = Object.entries(seed).flatMap(([kind, entries]) => shapeFaults(kind, entries))
  if (shape.length > 0) throw new SeedError(shape)
  if (!SEED_KIND_NAMES.every((kind) => SEED_KINDS[kind].isEmpty(state))) return false
  const faults = SEED_KIND_NAMES.flatMap((kind) =>
    (seed[kind] ?? []).flatMap((entry, at) => entryFaults(state, kind, entry, at)),
  )
  if (faults.length > 0) throw new SeedError(faults)
  for (const kind of SEED_KIND_NAMES) {
    const { load } = SEED_KINDS[kind]
    for (const [at, entry] of (seed[kind] ?? []).entries()) naming(`${kind}[${at}]`, () => load(state, entry))
  }
  // A seed is how things stand, not what happened.
  if (Object.keys(seed).length > 0) state.eventFeed.clear()
  return true
}

function shapeFaults(kind: string, entries: Json | undefined): string[] {
  if (!Object.hasOwn(SEED_KINDS, kind)) {
    const kinds = Object.keys(SEED_KINDS)
    return [`${kind}: not a kind of a seed; the kinds are ${kinds.join(', ')}.${didYouMean(kind, kinds)}`]
  }
  if (!Array.isArray(entries)) return [`${kind}: must be a list`]
  return entries.flatMap((entry, at) => (isJsonObject(entry) ? [] : [`${kind}[${at}]: must be an object`]))
}

function entryFaults(state: TenantState, kind: SeedKindName, entry: JsonObject, at: number): string[] {
  return listFailures(entry, SEED_KINDS[kind].schema(entry, state)).map(
    ({ path, message }) => `${kind}[${at}]${path.map(toStep).join('')}: ${message}`,
  )
}

/** A key with a dot before it, an index in brackets. */
function toStep(step: string): string {
  return /^\d+$/.test(step) ? `[${step}]` : `.${step}`
}

/** Names the place of what a rule refuses, such as a name that is taken. */
function naming(place: string, load: () => unknown): void {
  try {
    load()
  } catch (error) {
    throw error instanceof ApiError ? new SeedError([`${place}: ${error.message}`]) : error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new SeedError([`not JSON: ${error instanceof Error ? error.message : error}`])
  }
}
