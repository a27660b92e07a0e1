import { parseArgs } from 'node:util'

// In the order in which they run.
const PARTS = ['startup', 'plan', 'memory', 'size', 'constructs', 'load', 'state-size', 'frugal'] as const

/** One part of the benchmark. */
export type Part = (typeof PARTS)[number]

/** What to measure, and how often. */
export interface BenchOptions {
  readonly runs: number
  readonly parts: readonly Part[]
  /** Folders of further builds, to be run in turn with this one. */
  readonly against: readonly string[]
  /** The numbers of streams at which frugality is counted. */
  readonly streamCounts: readonly number[]
}

/** Fewer runs say little on a machine that does other things too. */
const DEFAULT_RUNS = 10

/** One page of a list is 100. */
const DEFAULT_STREAM_COUNTS = '1,50,500'

/** Parses the command line. Throws one sentence for an invalid one. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string' },
      only: { type: 'string', multiple: true },
      against: { type: 'string', multiple: true },
      streams: { type: 'string' },
    },
  })
  return {
    runs: parseRuns(values.runs),
    parts: values.only === undefined ? PARTS : values.only.map(parsePart),
    against: values.against ?? [],
    streamCounts: (values.streams ?? DEFAULT_STREAM_COUNTS).split(',').map(parseStreamCount),
  }
}

function parseRuns(text: string | undefined): number {
  const runs = Number(text ?? DEFAULT_RUNS)
  if (Number.isInteger(runs) && runs > 0) return runs
  throw new Error(`--runs cannot be "${text}"; it is a whole number above 0.`)
}

function parseStreamCount(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0) return count
  throw new Error(`--streams cannot have "${text}"; it is whole numbers above 0, with commas between.`)
}

function parsePart(text: string): Part {
  const part = PARTS.find((known) => known === text)
  if (part !== undefined) return part
  throw new Error(`--only cannot be "${text}"; it is one of ${PARTS.join(', ')}.`)
}
