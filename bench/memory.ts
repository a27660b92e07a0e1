import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildUnderTest, preloading } from './build-under-test'
import { type BenchContext, NO_TERRAFORM } from './context'
import { interleave, type Readings, type Subject } from './measure'
import { formatReadings, type Row, toRows } from './table'
import { timePlan } from './terraform'

const STREAMS = 500

/** The peak resident memory of any provider process of a plan, and their total CPU time. */
export async function benchMemory({ builds, runs, scratch, planner }: BenchContext): Promise<string> {
  if (process.platform !== 'linux')
    return 'Memory: skipped, since only Linux tells a process how much it had at most.\n'
  if (planner === undefined) return `Memory: ${NO_TERRAFORM}`
  const { terraform, workspaces } = planner
  const file = join(scratch, 'usage.txt')
  const preload = { ...preloading('usage', scratch), BENCH_USAGE_FILE: file }

  async function subjectOf(build: BuildUnderTest): Promise<Subject> {
    const { folder, env } = await workspaces.withStreams(STREAMS, build)
    return async () => {
      rmSync(file, { force: true })
      await timePlan(terraform, { folder, env: { ...env, ...preload } })
      return readUsage(file, build.suffix)
    }
  }

  const rows = toRows(await interleave(await Promise.all(builds.map(subjectOf)), runs))
  return [
    formatReadings(`Memory at ${STREAMS} streams`, 'MB', withTarget(rows.filter(isMemory), '< 70')),
    formatReadings(
      `Computing at ${STREAMS} streams`,
      'ms',
      rows.filter((row) => !isMemory(row)),
    ),
  ].join('\n')
}

const LARGEST = 'largest provider process'
const KIB_PER_MB = 1e6 / 1024
const US_PER_MS = 1000

function isMemory({ name }: Row): boolean {
  return name.startsWith(LARGEST)
}
function withTarget(rows: readonly Row[], target: string): Row[] {
  return rows.map((row) => ({ ...row, target }))
}

function readUsage(file: string, suffix: string): Readings {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const usages = lines.map((line) => JSON.parse(line) as { readonly peakKiB: number; readonly cpuUs: number })
  return {
    [`${LARGEST}${suffix}`]: Math.max(...usages.map(({ peakKiB }) => peakKiB)) / KIB_PER_MB,
    [`all provider processes${suffix}`]: usages.reduce((sum, { cpuUs }) => sum + cpuUs, 0) / US_PER_MS,
  }
}
