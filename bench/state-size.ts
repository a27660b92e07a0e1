import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../emulator/index'
import type { BuildUnderTest } from './build-under-test'
import { type BenchContext, NO_TERRAFORM } from './context'
import { interleave, type Readings, type Series, startClock } from './measure'
import { createWorkspace, writeStreams } from './streams'
import { formatReadings, type Row } from './table'
import { apply, destroy, type Terraform } from './terraform'

/** Terraform writes the whole state after every resource, so the size of a state counts by its square. */
const STREAMS = 500

/** What the state without the marks of write-only attributes was to reach, as parts of what it was with them. */
const TARGETS = { 'apply, ms': '<= 0.75', 'destroy, ms': '<= 0.82', 'state, kB': '<= 0.65' } as const
type Reading = keyof typeof TARGETS

/** How large the state of many webhook streams is, and how long it takes to create and to destroy them, on a tenant without latency. */
export async function benchStateSize({ builds, runs, scratch, planner }: BenchContext): Promise<string> {
  if (planner === undefined) return `State: ${NO_TERRAFORM}`
  const emulator = await startEmulator()
  const { terraform } = planner
  try {
    const subjects = builds.map((build) => () => lifeOfStreams(terraform, emulator, build, scratch))
    const series = await interleave(subjects, runs)
    const tables = (Object.keys(TARGETS) as Reading[]).map((reading) => table(reading, builds, series))
    return tables.join('\n')
  } finally {
    await emulator.close()
  }
}

async function lifeOfStreams(
  terraform: Terraform,
  emulator: Emulator,
  build: BuildUnderTest,
  scratch: string,
): Promise<Readings> {
  const workspace = createWorkspace(emulator, build, scratch)
  writeStreams(workspace, STREAMS)
  const applied = await timed(() => apply(terraform, workspace))
  const bytes = statSync(join(workspace.folder, 'terraform.tfstate')).size
  const destroyed = await timed(() => destroy(terraform, workspace))
  return {
    [nameOf('apply, ms', build)]: applied,
    [nameOf('destroy, ms', build)]: destroyed,
    [nameOf('state, kB', build)]: bytes / 1000,
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const clock = startClock()
  await work()
  return clock()
}

function nameOf(reading: Reading, { suffix }: BuildUnderTest): string {
  return `${reading}${suffix}`
}

// The second build is the one to compare with; alone, this one has nothing to be a part of.
function table(reading: Reading, builds: readonly BuildUnderTest[], series: Series): string {
  const base = builds[1] && series.get(nameOf(reading, builds[1]))
  const rows = builds.map(
    (build, index): Row => ({
      name: `${STREAMS} streams${build.suffix}`,
      readings: series.get(nameOf(reading, build)) ?? [],
      base,
      ...(index === 0 && base !== undefined && { target: TARGETS[reading] }),
    }),
  )
  const [what, unit = ''] = reading.split(', ')
  return formatReadings(`State: ${what} of ...`, unit, rows)
}
