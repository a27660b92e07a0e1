/** How many requests a bucket holds, and how fast it fills again. */
export interface Limits {
  readonly burst: number
  readonly perSecond: number
  /** Whether a 429 carries `Retry-After`. Auth0 does not promise it for the tenant-wide limit, so clients must do without. */
  readonly retryAfter?: boolean
}

/** The Management API limits that Auth0 publishes per plan, and `none`: headers as always, a bucket that is never empty. */
export const LIMIT_PRESETS = {
  none: { burst: 1_000_000, perSecond: 1_000_000 },
  free: { burst: 2, perSecond: 2 },
  professional: { burst: 10, perSecond: 150 / 60 },
  enterprise: { burst: 50, perSecond: 16 },
  'enterprise-non-production': { burst: 10, perSecond: 2 },
  'private-cloud-dev': { burst: 20, perSecond: 20 },
  'private-cloud-100': { burst: 50, perSecond: 50 },
  'private-cloud-500': { burst: 250, perSecond: 250 },
  'private-cloud-1500': { burst: 750, perSecond: 750 },
} as const satisfies Record<string, Limits>

/** The name of a published plan. */
export type LimitPreset = keyof typeof LIMIT_PRESETS

/** The names of the published plans. */
export const LIMIT_PRESET_NAMES = Object.keys(LIMIT_PRESETS) as LimitPreset[]

/** What the bucket said to one request; the headers are made of it. */
export interface Take {
  readonly taken: boolean
  readonly limit: number
  readonly remaining: number
  /** When the next request is added: whole UNIX seconds, rounded up. */
  readonly resetAtSeconds: number
}

/** A token bucket that fills continuously. */
export interface TokenBucket {
  take(nowMs: number): Take
}

/** A full bucket. */
export function createTokenBucket({ burst, perSecond }: Limits): TokenBucket {
  let level = burst
  let filledAtMs: number | undefined
  function fill(nowMs: number) {
    const elapsedMs = Math.max(0, nowMs - (filledAtMs ?? nowMs))
    level = Math.min(burst, level + (elapsedMs / 1000) * perSecond)
    filledAtMs = nowMs
  }
  return {
    take(nowMs) {
      fill(nowMs)
      const taken = level >= 1
      if (taken) level -= 1
      const untilNextMs = ((Math.floor(level) + 1 - level) / perSecond) * 1000
      const resetAtSeconds = Math.ceil((nowMs + untilNextMs) / 1000)
      return { taken, limit: burst, remaining: Math.floor(level), resetAtSeconds }
    },
  }
}

/** The preset of that name. Throws when there is none. */
export function findPreset(name: string): Limits {
  if (Object.hasOwn(LIMIT_PRESETS, name)) return LIMIT_PRESETS[name as LimitPreset]
  throw new Error(`Unknown rate-limit preset "${name}". Presets: ${LIMIT_PRESET_NAMES.join(', ')}`)
}

/** What a bucket said, as the headers of a response. */
export function rateLimitHeaders({ limit, remaining, resetAtSeconds }: Take): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(resetAtSeconds),
  }
}
