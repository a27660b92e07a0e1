import { parseArgs } from 'node:util'

// In the order in which they run.
const PARTS = ['startup', 'plan', 'memory', 'size', 'load'] as const

/** One part of the benchmark. */
export type Part = (typeof PARTS)[number]

/** What is to be measured, and how often. */
export interface BenchOptions {
  readonly runs: number
  readonly parts: readonly Part[]
  /** Folders of further builds, to be run in turn with this one. */
  readonly against: readonly string[]
}

/** Fewer runs say little on a machine that does other things too. */
const DEFAULT_RUNS = 10

/** Reads the command line. Throws, in a sentence for the person who typed it, when it cannot be meant. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string' },
      only: { type: 'string', multiple: true },
      against: { type: 'string', multiple: true },
    },
  })
  return {
    runs: parseRuns(values.runs),
    parts: values.only === undefined ? PARTS : values.only.map(parsePart),
    against: values.against ?? [],
  }
}

function parseRuns(text: string | undefined): number {
  const runs = Number(text ?? DEFAULT_RUNS)
  if (Number.isInteger(runs) && runs > 0) return runs
  throw new Error(`--runs cannot be "${text}"; it is a whole number above 0.`)
}

function parsePart(text: string): Part {
  const part = PARTS.find((known) => known === text)
  if (part !== undefined) return part
  throw new Error(`--only cannot be "${text}"; it is one of ${PARTS.join(', ')}.`)
}
