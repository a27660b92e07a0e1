import type { Clock } from '../clock'
import { isJsonObject } from '../json'
import type { Collection } from '../storage/storage'

/** What `api.cache` of an action works on. Values go in and come out as the action hands them, so nothing is trusted. */
export interface ActionCache {
  get(key: unknown): CacheRecord | undefined
  set(key: unknown, value: unknown, options?: unknown): CacheWriteResult
  delete(key: unknown): CacheWriteResult
}

/** A cached value as an action sees it; `expires_at` in milliseconds of its own, real time. */
export interface CacheRecord {
  readonly value: string
  readonly expires_at: number
}

/** What `set` and `delete` return (Auth0 documentation). The codes of errors are not published. */
export type CacheWriteResult =
  | { readonly type: 'success'; readonly record?: CacheRecord }
  | { readonly type: 'error'; readonly code: string }

/** An entry as the tenant keeps it; it expires in tenant time. */
export interface CacheEntry {
  readonly key: string
  readonly value: string
  readonly expiresAtMs: number
}

const MINUTE_MS = 60_000

/** Auth0's limits for cached data (Auth0 documentation). Beyond them nothing is written; a lifetime is cut to the longest. */
const LIMITS = { entries: 20, keyBytes: 64, valueBytes: 4_096, totalBytes: 8_192, lifetimeMs: 24 * 60 * MINUTE_MS }

/** How long an entry lives when the action does not say (Auth0 documentation). */
const DEFAULT_LIFETIME_MS = 15 * MINUTE_MS

/** The cache of one action, which its executions share. */
export function createActionCache(caches: Collection<readonly CacheEntry[]>, id: string, clock: Clock): ActionCache {
  function live() {
    return (caches.get(id) ?? []).filter(({ expiresAtMs }) => expiresAtMs > clock())
  }
  function toRecord({ value, expiresAtMs }: CacheEntry): CacheRecord {
    return {
      value,
      expires_at: Date.now() + expiresAtMs - clock(),
    }
  }
  return {
    get(key) {
      const found = live().find((entry) => entry.key === key)
      return found && toRecord(found)
    },
    set(key, value, options) {
      const others = live().filter((entry) => entry.key !== key)
      const lifetimeMs = readLifetime(options)
      const code = typeof lifetimeMs === 'string' ? lifetimeMs : findFault(others, key, value)
      if (code !== undefined) return { type: 'error', code }
      const entry = { key: String(key), value: String(value), expiresAtMs: clock() + Number(lifetimeMs) }
      caches.put(id, [...others, entry])
      return { type: 'success', record: toRecord(entry) }
    },
    delete(key) {
      const entries = live()
      const others = entries.filter((entry) => entry.key !== key)
      if (others.length === entries.length) return { type: 'error', code: 'ItemNotFound' }
      caches.put(id, others)
      return { type: 'success' }
    },
  }
}

function findFault(others: readonly CacheEntry[], key: unknown, value: unknown): string | undefined {
  if (typeof key !== 'string' || key === '') return 'InvalidKey'
  if (Buffer.byteLength(key) > LIMITS.keyBytes) return 'KeyTooLong'
  if (typeof value !== 'string') return 'InvalidValue'
  if (Buffer.byteLength(value) > LIMITS.valueBytes) return 'ValueTooLong'
  if (others.length >= LIMITS.entries) return 'TooManyEntries'
  const bytes = [...others, { key, value }].reduce((sum, entry) => sum + sizeOf(entry), 0)
  return bytes > LIMITS.totalBytes ? 'CacheFull' : undefined
}

function sizeOf({ key, value }: Pick<CacheEntry, 'key' | 'value'>): number {
  return Buffer.byteLength(key) + Buffer.byteLength(value)
}

/** The earlier of `ttl` (milliseconds) and `expires_at` (since the epoch), where the action gives them. */
function readLifetime(options: unknown): number | 'InvalidExpiry' {
  const { ttl, expires_at } = isJsonObject(options) ? options : {}
  const lifetimes = [
    ...(ttl === undefined ? [] : [ttl]),
    ...(expires_at === undefined ? [] : [typeof expires_at === 'number' ? expires_at - Date.now() : expires_at]),
  ]
  if (!lifetimes.every((ms): ms is number => typeof ms === 'number' && ms > 0)) return 'InvalidExpiry'
  return lifetimes.length === 0 ? DEFAULT_LIFETIME_MS : Math.min(...lifetimes, LIMITS.lifetimeMs)
}
