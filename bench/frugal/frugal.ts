import type { LimitPreset } from '../../emulator/index'
import { isDeployCliInstalled, REMEDY } from '../../test/deploy-cli/deploy-cli'
import type { BuildUnderTest } from '../build-under-test'
import { type BenchContext, NO_TERRAFORM } from '../context'
import { LATENCY_MS } from './cell'
import { deployCliContender } from './deploy-cli-contender'
import { formatLives } from './frugal-table'
import { runLives } from './lives'
import { buildWithSingleReads } from './single-reads-build'
import { terraformContender } from './terraform-contender'
import { benchTogether } from './together'

const PLANS = ['free', 'enterprise'] as const satisfies readonly LimitPreset[]

const TITLES = { free: 'Free', enterprise: 'Enterprise production' } as const

/** How many calls and how much time the life of event streams takes under Auth0's limits, beside two other ways to manage them. */
export async function benchFrugal({ builds, streamCounts, scratch, planner }: BenchContext): Promise<string> {
  if (planner === undefined) return `Frugality: ${NO_TERRAFORM}`
  const { terraform } = planner
  function toContender(build: BuildUnderTest) {
    return terraformContender(`this provider${build.suffix}`, terraform, build, scratch)
  }
  const singleReads = await buildWithSingleReads(scratch)
  const contenders = [
    ...builds.map(toContender),
    terraformContender('one read per stream', terraform, singleReads, scratch),
    ...(isDeployCliInstalled() ? [deployCliContender(scratch)] : []),
  ]
  const cells = streamCounts.flatMap((streamCount) =>
    PLANS.flatMap((limits) => contenders.map((contender) => ({ contender, limits, streamCount }))),
  )
  const lives = await runLives(cells, scratch)
  const missing = isDeployCliInstalled() ? [] : [REMEDY]
  const tables = PLANS.map((plan) => {
    const onPlan = lives.filter(({ limits }) => limits === plan)
    return formatLives(`${TITLES[plan]}, ${LATENCY_MS} ms a call`, onPlan, missing)
  })
  return [...tables, await benchTogether(toContender(builds[0]), scratch)].join('\n')
}
