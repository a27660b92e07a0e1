import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, LIMIT_PRESETS, type LimitPreset, startEmulator } from '../../emulator/index'
import { startClock } from '../measure'
import { type Calls, countCalls } from './calls'
import { type Contender, OPERATIONS, type Operation, type Work } from './contender'

/** One contender's operations on its own tenant, from apply to destroy. */
export interface Cell {
  readonly contender: Contender
  readonly limits: LimitPreset
  readonly streamCount: number
}

/** Calls and time of an operation. */
export interface Reading {
  readonly calls: Calls
  readonly seconds: number
  /** Whether it failed. It was then repeated without limits, so that the following operations could run. */
  readonly isFailed: boolean
}

/** The measured operations. */
export type Readings = ReadonlyMap<Operation, Reading>

/** Latency of each call: slow, but not unusual. With less, programs only reach the limit sooner. */
export const LATENCY_MS = 350

/** Where writing the streams would take longer by the limit alone, only the plan is measured. */
const MAX_WRITING_SECONDS = 60

const MS_PER_SECOND = 1000

/** Each operation begins with a full bucket. Unmeasured steps run without limits and are not logged. */
export async function measureCell({ contender, limits, streamCount }: Cell, scratch: string): Promise<Readings> {
  const tenant = await startEmulator({ tls: contender.tls, onUnknownRoute: 'silent' })
  const readings = new Map<Operation, Reading>()
  try {
    const work = contender.open(tenant, streamCount)
    const temporaryFolder = createTemporaryFolder(scratch)
    const onlyPlan = streamCount / LIMIT_PRESETS[limits].perSecond > MAX_WRITING_SECONDS
    for (const operation of onlyPlan ? PLAN_ONLY : OPERATIONS) {
      const isMeasured = !onlyPlan || operation === 'no-change plan'
      const reading = isMeasured && (await measure(tenant, limits, () => work(operation, temporaryFolder)))
      if (reading) readings.set(operation, reading)
      if (!reading || reading.isFailed) await prepare(tenant, work, operation, scratch)
    }
  } finally {
    await tenant.close()
  }
  return readings
}

const PLAN_ONLY = OPERATIONS.slice(0, 1 + OPERATIONS.indexOf('no-change plan'))

function createTemporaryFolder(scratch: string): string {
  return mkdtempSync(join(scratch, 't-'))
}

async function measure({ tenant }: Emulator, limits: LimitPreset, work: () => Promise<void>): Promise<Reading> {
  tenant.setLimits(limits)
  tenant.setLatency(LATENCY_MS)
  tenant.clearRequests()
  const clock = startClock()
  const isFailed = await work().then(
    () => false,
    () => true,
  )
  return { seconds: clock() / MS_PER_SECOND, calls: countCalls(tenant.requests()), isFailed }
}

async function prepare({ tenant }: Emulator, work: Work, operation: Operation, scratch: string): Promise<void> {
  tenant.setLimits('none')
  tenant.setLatency(0)
  await work(operation, createTemporaryFolder(scratch))
}
