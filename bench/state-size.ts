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

const READINGS = ['apply, ms', 'destroy, ms', 'state, kB'] as const
type Reading = (typeof READINGS)[number]

/** How large the state of many webhook streams is, and how long it takes to create and to destroy them, on a tenant without latency. */
export async function benchStateSize({ builds, runs, scratch, planner }: BenchContext): Promise<string> {
  if (planner === undefined) return `State: ${NO_TERRAFORM}`
  const emulator = await startEmulator()
  const { terraform } = planner
  try {
    const subjects = builds.map((build) => () => lifeOfStreams(terraform, emulator, build, scratch))
    const series = await interleave(subjects, runs)
    const tables = READINGS.map((reading) => table(reading, builds, series))
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
    (build): Row => ({
      name: `${STREAMS} streams${build.suffix}`,
      readings: series.get(nameOf(reading, build)) ?? [],
      base,
    }),
  )
  const [what, unit = ''] = reading.split(', ')
  return formatReadings(`State: ${what} of ...`, unit, rows)
}
