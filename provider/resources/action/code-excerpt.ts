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

/**
 * The lines of the code around a place, with their numbers and a mark below the column; empty outside of the code. Texts are struck
 * out: a template may have put a secret there, which Terraform shows nowhere, and no provider can know that.
 */
export function excerptOf(code: string, { line, column }: CodePlace): string {
  const lines = code.split('\n')
  if (lines[line - 1] === undefined) return ''
  const width = String(line).length
  const from = column === undefined || column <= LONGEST_EXCERPT ? 0 : column - LONGEST_EXCERPT / 2
  const shown = [line - 1, line]
    .filter((number) => number === line || (number >= 1 && (lines[number - 1] ?? '').length >= from))
    .map((number) => `  ${String(number).padStart(width)} | ${partOf(withoutTexts(lines, number), from)}`)
  const indent = column === undefined ? 0 : column - 1 - from + (from > 0 ? 1 : 0)
  const mark = column === undefined ? [] : [`  ${' '.repeat(width)} | ${' '.repeat(indent)}^`]
  return [...shown, ...mark].join('\n')
}

function partOf(line: string, from: number): string {
  const to = from + LONGEST_EXCERPT
  const part = visible(line.slice(from, to).replaceAll('\t', ' '))
  return `${from > 0 ? '…' : ''}${part}${line.length > to ? '…' : ''}`
}

const TEXT = /(["'`])((?:\\.|(?!\1)[^\\])*)(\1?)/g

function withoutTexts(lines: readonly string[], number: number): string {
  const line = lines[number - 1] ?? ''
  const isWithinText =
    lines
      .slice(0, number - 1)
      .join('\n')
      .replaceAll(/\\./g, '')
      .split('`').length %
      2 ===
    0
  const end = isWithinText ? line.indexOf('`') : 0
  if (end < 0) return struckOut(line)
  const rest = line.slice(isWithinText ? end + 1 : 0)
  const begin = isWithinText ? `${struckOut(line.slice(0, end))}\`` : ''
  return begin + rest.replaceAll(TEXT, (_, open: string, text: string, close: string) => open + struckOut(text) + close)
}

// What stands in ${} is code again.
function struckOut(text: string): string {
  return text
    .split(/(\$\{[^}]*\})/)
    .map((part, index) => (index % 2 === 1 ? part : '*'.repeat(part.length)))
    .join('')
}
