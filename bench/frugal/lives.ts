import { type Cell, measureCell, type Readings } from './cell'

/** A cell that was measured. */
export type Life = Cell & { readonly readings: Readings }

/** Below it the start of processes is most of the time. */
const MANY_STREAMS = 10

/** Measures every cell: first the small ones, one at a time, then the others in lanes that run side by side. By number of streams. */
export async function runLives(cells: readonly Cell[], scratch: string): Promise<readonly Life[]> {
  const few = await runInTurn(
    cells.filter(({ streamCount }) => streamCount < MANY_STREAMS),
    scratch,
  )
  const lanes = toLanes(cells.filter(({ streamCount }) => streamCount >= MANY_STREAMS))
  const many = await Promise.all(lanes.map((lane) => runInTurn(lane, scratch)))
  return [...few, ...many.flat()].sort((a, b) => a.streamCount - b.streamCount)
}

function toLanes(cells: readonly Cell[]): Cell[][] {
  const lanes = new Map<string, Cell[]>()
  for (const cell of cells) lanes.set(laneOf(cell), [...(lanes.get(laneOf(cell)) ?? []), cell])
  return [...lanes.values()]
}

// On Free, all programs wait for the limit. On other plans Terraform computes all the time, and two would slow each other down so
// much that neither reaches the limit.
function laneOf({ contender, limits, streamCount }: Cell): string {
  return limits === 'free' ? `${contender.name}, ${streamCount}` : contender.program
}

async function runInTurn(cells: readonly Cell[], scratch: string): Promise<Life[]> {
  const lives: Life[] = []
  for (const cell of cells) lives.push({ ...cell, readings: await measureCell(cell, scratch) })
  return lives
}
