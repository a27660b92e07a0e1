import { type Series, summarize } from './measure'

/** One line of a table of readings. */
export interface Row {
  readonly name: string
  readonly readings: readonly number[]
  /** The row to compare its median with; none for a row without a ratio. */
  readonly base?: readonly number[] | undefined
  /** The target, such as `<= 1.6`. */
  readonly target?: string
}

/** One row for each name of a series, in order of their names, each compared with the row `base`. */
export function toRows(series: Series, base = ''): Row[] {
  return [...series]
    .map(([name, readings]) => ({ name, readings, base: series.get(base) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const DIGITS = 1
const RATIO_DIGITS = 2

/** A table of readings with their number, smallest, median and largest, and the ratio of medians. */
export function formatReadings(title: string, unit: string, rows: readonly Row[]): string {
  const lines = rows.map(({ name, readings, base, target = '' }) => {
    const { runs, min, median, max } = summarize(readings)
    const ratio = base === undefined ? '' : (median / summarize(base).median).toFixed(RATIO_DIGITS)
    return [name, String(runs), min.toFixed(DIGITS), median.toFixed(DIGITS), max.toFixed(DIGITS), ratio, target]
  })
  return formatTable([title, 'runs', 'min', `median ${unit}`, 'max', 'ratio', 'target'], lines)
}

/** Plain text in columns, numbers aligned right, words left. Columns without values are omitted. */
export function formatTable(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const columns = head
    .map((name, column) => [name, ...lines.map((line) => line[column] ?? '')])
    .filter((cells) => cells.slice(1).some((cell) => cell !== ''))
    .map(alignCells)
  const rows = [head, ...lines].map((_, row) => columns.map((cells) => cells[row]).join('  '))
  return `${rows.map((row) => row.trimEnd()).join('\n')}\n`
}

function alignCells([name = '', ...cells]: readonly string[]): string[] {
  const width = Math.max(name.length, ...cells.map((cell) => cell.length))
  const hasNumbers = cells.every((cell) => /^[\d.<= ]*$/.test(cell))
  return [name, ...cells].map((cell) => (hasNumbers ? cell.padStart(width) : cell.padEnd(width)))
}
