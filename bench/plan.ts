import { type BenchContext, NO_TERRAFORM } from './context'
import { interleave, type Subject } from './measure'
import { formatReadings, toRows } from './table'
import { timePlan } from './terraform'

const EMPTY = 'empty configuration'

/** Few streams show the cost of a start, many the cost of a stream. */
const STREAM_COUNTS = [1, 500]

/** How long a plan takes that finds nothing to do, beside one of an empty configuration, on a tenant without latency. */
export async function benchPlan({ builds, runs, planner }: BenchContext): Promise<string> {
  if (planner === undefined) return `Plan: ${NO_TERRAFORM}`
  const { terraform, workspaces } = planner
  const empty = await workspaces.withStreams(0, builds[0])
  const subjects: Subject[] = [async () => ({ [EMPTY]: await timePlan(terraform, empty) })]
  for (const count of STREAM_COUNTS) {
    for (const build of builds) {
      const name = `${count} ${count === 1 ? 'stream' : 'streams'}${build.suffix}`
      const workspace = await workspaces.withStreams(count, build)
      subjects.push(async () => ({ [name]: await timePlan(terraform, workspace) }))
    }
  }
  return formatReadings('No-change plan of ...', 'ms', toRows(await interleave(subjects, runs), EMPTY))
}
