import { visible } from '../../visible-text'

/** A place in the code of an Action. Lines and columns begin with 1. */
export interface CodePlace {
  readonly line: number
  readonly column: number | undefined
}

/** `action.js:3:14`, as Node.js writes a place; the column may be missing. */
const NODE_PLACE = /[\w@./\\-]+\.[cm]?[jt]s:(\d+)(?::(\d+))?/
const WORDED_PLACE = /\bline (\d+)(?:,? (?:column|col) (\d+))?/i

/** The place that a message of a build names. */
export function placeIn(message: string): CodePlace | undefined {
  const [, line, column] = NODE_PLACE.exec(message) ?? WORDED_PLACE.exec(message) ?? []
  return line === undefined
    ? undefined
    : { line: Number(line), column: column === undefined ? undefined : Number(column) }
}

/** The lines of the code around a place, with their numbers and a mark below the column; empty outside of the code. */
export function excerptOf(code: string, { line, column }: CodePlace): string {
  const lines = code.split('\n')
  if (lines[line - 1] === undefined) return ''
  const width = String(line).length
  const shown = [line - 1, line]
    .filter((number) => number >= 1)
    .map(
      (number) => `  ${String(number).padStart(width)} | ${visible((lines[number - 1] ?? '').replaceAll('\t', ' '))}`,
    )
  const mark = column === undefined ? [] : [`  ${' '.repeat(width)} | ${' '.repeat(column - 1)}^`]
  return [...shown, ...mark].join('\n')
}
