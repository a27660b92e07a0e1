import { isUnknown, type Unknown } from './value'

/** Something wrong with one value. The path is relative to that value; a warning never blocks. */
export interface Fault {
  readonly severity: 'error' | 'warning'
  readonly summary: string
  readonly detail: string
  readonly at?: readonly (string | number)[]
}

/** Validates one known, non-null value. A check of a sensitive attribute must not quote the value. */
export type Check<T> = (value: T) => readonly Fault[]

/** The one fault of a check that refuses. */
export function refuse(summary: string, detail: string): readonly Fault[] {
  return [{ severity: 'error', summary, detail }]
}

/** The one fault of a check that warns. Its summary holds the value, since Terraform shows one of several with the same summary. */
export function warn(summary: string, detail: string): readonly Fault[] {
  return [{ severity: 'warning', summary, detail }]
}

/** Refuses text that does not match; `expected` completes the sentence "… must be …", `advice` says what to do. */
export function pattern(regex: RegExp, summary: string, expected: string, advice: string): Check<string> {
  return (text) => (regex.test(text) ? [] : refuse(summary, `${quoted(text)} must be ${expected}.\n\n${advice}`))
}

/** Text in quotes, for a message. A user and a password before the "@" of what should be a URL or a host are left out. */
export function quoted(text: string): string {
  return JSON.stringify(text.replace(/^.*:.*@/s, '***@'))
}

/** Whether the text, or the URL that it should be, has a user or a password before the "@", which must not be shown. */
export function carriesPassword(text: string): boolean {
  return /\/\/(?:[^/?#]*|[^/?#@]*:.*)@/s.test(text)
}

/** Refuses text shorter or longer than the bounds, which count Unicode code points and are both allowed themselves. */
export function length(summary: string, min: number, max: number): Check<string> {
  return (text) => {
    const count = [...text].length
    if (count >= min && count <= max) return []
    if (count === 0) return refuse(summary, `It must not be empty (${min} to ${max} characters).\n\nGive it a value.`)
    const shown = count > max ? `${JSON.stringify(text.slice(0, 40))}… (${count} characters)` : JSON.stringify(text)
    return refuse(
      summary,
      `${shown} must have ${min} to ${max} characters.\n\nChoose a ${count > max ? 'shorter' : 'longer'} one.`,
    )
  }
}

/** Refuses secret text that is empty, without quoting it. */
export function notEmpty(summary: string, advice: string): Check<string> {
  return (text) => (text === '' ? refuse(summary, `The value is an empty string.\n\n${advice}`) : [])
}

/** Refuses a number that is not whole. */
export function wholeNumber(summary: string, advice: string): Check<number | bigint> {
  return (value) =>
    typeof value === 'bigint' || Number.isInteger(value)
      ? []
      : refuse(summary, `${value} must be a whole number.\n\n${advice}`)
}

/** Refuses a number, or text of a number, outside of a range; `expected` completes the sentence "… must be …". */
export function inRange(
  summary: string,
  isAllowed: (value: number) => boolean,
  expected: string,
  advice: string,
): Check<number | bigint | string> {
  return (value) => {
    // A fraction such as 0.1, which no float64 holds, comes as its text.
    const number = Number(String(value))
    const shown = typeof value === 'string' ? JSON.stringify(value) : value
    return Number.isFinite(number) && isAllowed(number)
      ? []
      : refuse(summary, `${shown} must be ${expected}.\n\n${advice}`)
  }
}

/** Refuses a list without elements. */
export function someElement(summary: string, detail: string): Check<readonly unknown[]> {
  return (list) => (list.length > 0 ? [] : refuse(summary, detail))
}

/** Validates each known element of a list; a null element is always refused. */
export function each<T>(check: Check<T>): Check<readonly (T | Unknown | null)[]> {
  return (list) =>
    list.flatMap((element, index) => {
      if (isUnknown(element)) return []
      const faults =
        element === null
          ? refuse('Null element', `Element ${index + 1} of this list is null.\n\nRemove it, or give it a value.`)
          : check(element)
      return faults.map((fault) => ({ ...fault, at: [index, ...(fault.at ?? [])] }))
    })
}

/**
 * Warns about a value that a catalog lacks and suggests the nearest one. Only a warning: the catalog belongs to the
 * server and grows without us.
 * `title` names the kind of value without an article, `noun` with one.
 */
export function catalog(title: string, noun: string, known: readonly string[]): Check<string> {
  return (text) => {
    if (known.includes(text)) return []
    const nearest = suggest(text, known)
    const hint = nearest === undefined ? `Known ones: ${known.join(', ')}.` : `Did you mean ${JSON.stringify(nearest)}?`
    const problem = isWord(text) ? `is not ${noun} that this provider knows` : `is not ${noun}: ${wordProblem(text)}`
    return warn(
      `Unknown ${title} ${JSON.stringify(text)}`,
      `${JSON.stringify(text)} ${problem}. ${hint}\n\nIt will be sent unchanged, because Auth0 adds new values regularly.`,
    )
  }
}

/**
 * Refuses an identifier that is empty or has white space, control or invisible characters in it. `title` names it without
 * an article, `advice` says what to do.
 */
export function identifier(title: string, advice: string): Check<string> {
  return (text) =>
    isWord(text)
      ? []
      : refuse(
          `${text === '' ? 'Empty' : 'Invalid'} ${title}`,
          `${JSON.stringify(text)} is not an ${title}: ${wordProblem(text)}.\n\n${advice}`,
        )
}

function isWord(text: string): boolean {
  return /^[^\s\p{C}]+$/u.test(text)
}
function wordProblem(text: string): string {
  return text === '' ? 'it is empty' : 'it contains white space, or characters that cannot be seen'
}

/** The known word nearest to the text by edit distance, or undefined when none is near enough to be what was meant. */
export function suggest(text: string, known: readonly string[]): string | undefined {
  const written = text.trim().toLowerCase()
  const ranked = known
    .map((word) => ({ word, distance: editDistance(written, word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const [best] = ranked
  // A third of the length: one slip in "basic", four in "organization.member.added"; beyond that a guess is noise.
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : undefined
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
