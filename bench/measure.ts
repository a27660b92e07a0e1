/** Readings by the name of what was read, such as milliseconds by the name of a table's row. */
export type Readings = Readonly<Record<string, number>>

/** A subject to measure repeatedly; each run returns the same names. */
export type Subject = () => Promise<Readings>

/** Every reading of every run, by name. */
export type Series = ReadonlyMap<string, readonly number[]>

/** Summary of a series. */
export interface Summary {
  readonly runs: number
  readonly min: number
  readonly median: number
  readonly max: number
}

/**
 * Runs all subjects in turn, `runs` times, in a new random order each time, so that other load on the machine affects them equally.
 * A first round warms caches and is not counted; subjects that run for a minute skip it.
 */
export async function interleave(
  subjects: readonly Subject[],
  runs: number,
  { warmUp = true }: { readonly warmUp?: boolean } = {},
): Promise<Series> {
  if (warmUp) for (const subject of subjects) await subject()
  const series = new Map<string, number[]>()
  for (let round = 0; round < runs; round += 1) {
    for (const subject of shuffled(subjects)) {
      for (const [name, reading] of Object.entries(await subject())) {
        series.set(name, [...(series.get(name) ?? []), reading])
      }
    }
  }
  return series
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

/** Throws for an empty series. */
export function summarize(readings: readonly number[]): Summary {
  const sorted = [...readings].sort((a, b) => a - b)
  const [min, max] = [sorted[0], sorted.at(-1)]
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  if (min === undefined || max === undefined || upper === undefined || lower === undefined) throw new Error('no runs')
  return { runs: sorted.length, min, median: (lower + upper) / 2, max }
}

/** Starts a clock; the returned function gives the elapsed milliseconds. */
export function startClock(): () => number {
  const start = process.hrtime.bigint()
  return () => Number(process.hrtime.bigint() - start) / 1e6
}
