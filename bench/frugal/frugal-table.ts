import { formatTable } from '../table'
import { formatCalls } from './calls'
import { OPERATIONS } from './contender'
import type { Life } from './lives'

const DIGITS = 1

/** For each operation the accepted calls and the wall time, then the number of refused calls. */
export function formatLives(title: string, lives: readonly Life[], missing: readonly string[]): string {
  const head = [title, 'streams', ...OPERATIONS.flatMap((operation) => [operation, 's']), '429s']
  return formatTable(head, [...lives.map(toLine), ...missing.map((reason) => [reason])])
}

function toLine({ contender, streamCount, readings }: Life): string[] {
  const cells = OPERATIONS.flatMap((operation) => {
    const reading = readings.get(operation)
    if (reading === undefined) return ['-', '']
    return [`${formatCalls(reading.calls)}${reading.isFailed ? ', failed' : ''}`, reading.seconds.toFixed(DIGITS)]
  })
  const refused = OPERATIONS.map((operation) => readings.get(operation)?.calls.refused ?? '-')
  return [contender.name, String(streamCount), ...cells, refused.join(' ')]
}
