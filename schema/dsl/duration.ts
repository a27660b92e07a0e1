/** Milliseconds of each unit of Go's duration syntax. Source: Go, package time, ParseDuration. */
const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y

/** Go holds a duration in 63 bits of nanoseconds, some 292 years. */
const MAX_MS = 2 ** 63 / 1e6

/** The milliseconds of a duration in Go's syntax, such as "6m" or "1h30m"; undefined when it is none, or not positive. */
export function parseDuration(text: string): number | undefined {
  let total = 0
  PART.lastIndex = 0
  while (PART.lastIndex < text.length) {
    const [, amount, unit = ''] = PART.exec(text) ?? []
    if (amount === undefined) return undefined
    total += Number(amount) * (UNIT_MS[unit] ?? 0)
  }
  return total > 0 && total < MAX_MS ? total : undefined
}
