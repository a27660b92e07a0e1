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

/** How much of a line is shown, in characters: bundled code has lines of many thousands. */
const LONGEST_EXCERPT = 100

/** The lines of the code around a place, with their numbers and a mark below the column; empty outside of the code. */
export function excerptOf(code: string, { line, column }: CodePlace): string {
  const lines = code.split('\n')
  if (lines[line - 1] === undefined) return ''
  const width = String(line).length
  const from = column === undefined || column <= LONGEST_EXCERPT ? 0 : column - LONGEST_EXCERPT / 2
  const shown = [line - 1, line]
    .filter((number) => number === line || (number >= 1 && (lines[number - 1] ?? '').length >= from))
    .map((number) => `  ${String(number).padStart(width)} | ${partOf(lines[number - 1] ?? '', from)}`)
  const indent = column === undefined ? 0 : column - 1 - from + (from > 0 ? 1 : 0)
  const mark = column === undefined ? [] : [`  ${' '.repeat(width)} | ${' '.repeat(indent)}^`]
  return [...shown, ...mark].join('\n')
}

function partOf(line: string, from: number): string {
  const to = from + LONGEST_EXCERPT
  const part = visible(line.slice(from, to).replaceAll('\t', ' '))
  return `${from > 0 ? '…' : ''}${part}${line.length > to ? '…' : ''}`
}
