import { type Check, type Fault, refuse, warn } from '../dsl/index'

/**
 * Checks of the secrets of a webhook's authorization. Messages never contain the value. A value that makes every delivery fail is an
 * error; one that may be intended and may reach the handler is a warning.
 */

/** How messages name a value, and why its transport limits it. */
interface Carried {
  /** The value in messages, as in "bearer token". */
  readonly what: string
  /** Why a character cannot be part of it, as a sentence. */
  readonly because: string
}

/** Refuses a value that is not valid in an HTTP header field (RFC 9110, section 5.5). */
export function headerText(what: string): Check<string> {
  return (text) => {
    const carried = { what, because: 'An HTTP header cannot carry that, so every delivery would fail.' }
    const faults = [...emptyText(carried, text), ...controlCharacters(carried, text)]
    if (faults.length > 0) return faults
    return [...blanksAroundHeader(carried, text), ...beyondLatin1(carried, text)]
  }
}

/** Refuses a user name or a password that HTTP basic authentication does not allow (RFC 7617, section 2). */
export function basicText(what: string): Check<string> {
  return (text) => {
    const carried = { what, because: 'HTTP basic authentication does not allow that.' }
    const faults = [...emptyText(carried, text), ...controlCharacters(carried, text)]
    return faults.length > 0 ? faults : blanksAroundBasic(carried, text)
  }
}

/** Warns about a token that repeats the scheme, which Auth0 puts before it. */
export const withoutScheme: Check<string> = (text) =>
  /^bearer\s/i.test(text)
    ? warn(
        'Scheme in the bearer token',
        'The token begins with "Bearer", and Auth0 puts "Bearer " before it, so the handler would get it twice.\n\nLeave it out of the token, unless the handler expects that.',
      )
    : []

const TRIM = '\n\nRemove it, for example with trimspace(file("secret.txt")), or in TypeScript with .trim().'

function emptyText({ what }: Carried, text: string): readonly Fault[] {
  if (text === '') return refuse(`Empty ${what}`, `The ${what} is an empty string.\n\n${EXPECTED}`)
  return /^\s+$/.test(text)
    ? refuse(`Empty ${what}`, `The ${what} is white space only. trimspace() would leave nothing of it.\n\n${EXPECTED}`)
    : []
}

const EXPECTED = 'Give the value that your handler expects.'

// What trimspace() removes: all white space, but not a byte order mark.
const START = /^(?:[^\S\uFEFF]|\u0085)+/
const END = /(?:[^\S\uFEFF]|\u0085)+$/

function trimmed(text: string): string {
  return text.replace(START, '').replace(END, '')
}

// A tab between other characters is the one control character that a header may hold.
const CONTROL = /(?!\t)\p{Cc}/u

function controlCharacters({ what, because }: Carried, text: string): readonly Fault[] {
  const inside = trimmed(text)
  if (CONTROL.test(inside))
    return refuse(
      `Invalid ${what}`,
      `The ${what} has ${characterIn(inside)} in it. ${because}\n\nGive it without that. trimspace() does not help, since it only removes white space at the ends.`,
    )
  if (!CONTROL.test(text)) return []
  const side = CONTROL.test(START.exec(text)?.[0] ?? '') ? 'begins' : 'ends'
  return refuse(`Invalid ${what}`, `The ${what} ${side} with ${characterIn(text)}. ${because}${TRIM}`)
}

function characterIn(text: string): string {
  if (/[\r\n]/.test(text)) return 'a line break'
  return `a control character (${codeOf(CONTROL.exec(text)?.[0] ?? '')})`
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

function blanksAroundHeader({ what }: Carried, text: string): readonly Fault[] {
  if (trimmed(text) === text) return []
  return refuse(
    `Invalid ${what}`,
    `The ${what} ${sideOf(text)} white space, which does not reach the handler as it is written.${TRIM}`,
  )
}

function blanksAroundBasic({ what }: Carried, text: string): readonly Fault[] {
  if (trimmed(text) === text) return []
  return warn(
    `White space around the ${what}`,
    `The ${what} ${sideOf(text)} white space, which is sent as a part of it.${TRIM.replace('Remove it', 'If it is not meant, remove it')}`,
  )
}

function sideOf(text: string): string {
  return START.test(text) ? 'begins with' : 'ends with'
}

function beyondLatin1({ what, because }: Carried, text: string): readonly Fault[] {
  const foreign = /[^\t\u0020-\u00ff]/u.exec(text)?.[0]
  if (foreign === '\uFEFF')
    return refuse(
      `Invalid ${what}`,
      `The ${what} has a byte order mark (U+FEFF) in it. ${because}\n\nSave its file as UTF-8 without one.`,
    )
  if (foreign !== undefined)
    return refuse(
      `Invalid ${what}`,
      `The ${what} has a character in it that is neither ASCII nor Latin-1. ${because}\n\nUse letters, digits and punctuation of ASCII, or encode it, for example with base64encode().`,
    )
  return /[\u00a0-\u00ff]/.test(text)
    ? warn(
        `Non-ASCII characters in the ${what}`,
        `The ${what} has characters beyond ASCII in it, which HTTP clients and servers encode in different ways, so the handler may get another value.\n\nUse ASCII only, if you can.`,
      )
    : []
}
