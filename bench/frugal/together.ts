import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { startEmulator } from '../../emulator/index'
import { startClock } from '../measure'
import { formatTable } from '../table'
import { countCalls, formatCalls } from './calls'
import { LATENCY_MS } from './cell'
import type { Contender } from './contender'

const PROCESSES = 5
const STREAMS_EACH = 4
const MS_PER_SECOND = 1000
const DIGITS = 1

/**
 * Several concurrent applies against one tenant on the Free plan. Processes share the budget through a file in the folder for
 * temporary files, so those with separate folders do not share it.
 */
export async function benchTogether(contender: Contender, scratch: string): Promise<string> {
  function createFolder() {
    return mkdtempSync(join(scratch, 't-'))
  }
  const common = createFolder()
  return formatTable(
    [`${PROCESSES} applies of ${STREAMS_EACH} streams at once, Free`, 'calls', '429s', 's'],
    [
      ['with the shared budget', ...(await applyTogether(contender, () => common))],
      ['without', ...(await applyTogether(contender, createFolder))],
    ],
  )
}

async function applyTogether({ tls, open }: Contender, temporaryFolder: () => string): Promise<string[]> {
  const emulator = await startEmulator({ tls })
  const works = Array.from({ length: PROCESSES }, () => open(emulator, STREAMS_EACH))
  emulator.tenant.setLimits('free')
  emulator.tenant.setLatency(LATENCY_MS)
  const clock = startClock()
  const ends = await Promise.allSettled(works.map((work) => work('apply', temporaryFolder())))
  const seconds = clock() / MS_PER_SECOND
  await emulator.close()
  const calls = countCalls(emulator.tenant.requests())
  const failed = ends.filter(({ status }) => status === 'rejected').length
  const outcome = `${formatCalls(calls)}${failed === 0 ? '' : `, ${failed} failed`}`
  return [outcome, String(calls.refused), seconds.toFixed(DIGITS)]
}
