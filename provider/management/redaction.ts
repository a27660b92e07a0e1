import { formsOf } from '../secret-forms'

/** What stands where a secret stood. */
const MASK = '***'

/** Deeper than any body of the API; what is below is left out. A body nested without end must not exhaust the stack. */
const MAX_DEPTH = 20

/** What stands where a value is nested too deep. */
const TOO_DEEP = '...'

/** The user and the password of a URL, such as a webhook's endpoint may have. */
const USER_INFO = /(\/\/)([^/?#\s]*)@/g

/**
 * What must not be shown of a request and of its response. A path is a chain of field names, `secrets.value`, that is secret
 * wherever a body has it: the elements of lists do not count.
 */
export interface Secrets {
  readonly values: readonly string[]
  readonly paths: readonly string[]
}

/**
 * A copy of a JSON value with what stands at the paths, the values wherever they occur and the user information of URLs masked,
 * down to a depth beyond which nothing is copied.
 */
export function redact(value: unknown, { values, paths }: Secrets): unknown {
  const [chains, masked] = [chainsOf(paths), masking(values)]
  function copy(part: unknown, names: readonly string[], depth: number): unknown {
    if (isAt(names, chains)) return MASK
    if (typeof part === 'string') return masked(part.replace(USER_INFO, `$1${MASK}@`))
    if (typeof part === 'number') return masked(String(part)) === String(part) ? part : MASK
    if (typeof part !== 'object' || part === null) return part
    if (depth === MAX_DEPTH) return TOO_DEEP
    if (Array.isArray(part)) return part.map((item) => copy(item, names, depth + 1))
    const members = Object.entries(part)
    return Object.fromEntries(members.map(([name, item]) => [masked(name), copy(item, [...names, name], depth + 1)]))
  }
  return copy(value, [], 0)
}

/** The texts at these paths and in the user information of URLs of a JSON value, down to the same depth. */
export function secretsIn(value: unknown, paths: readonly string[]): string[] {
  return secretsAt(value, [], chainsOf(paths), 0)
}

function secretsAt(value: unknown, names: readonly string[], chains: Chains, depth: number): string[] {
  if (typeof value === 'string') return isAt(names, chains) ? [value] : userInfoOf(value)
  if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) return []
  if (Array.isArray(value)) return value.flatMap((item) => secretsAt(item, names, chains, depth + 1))
  return Object.entries(value).flatMap(([name, item]) => secretsAt(item, [...names, name], chains, depth + 1))
}

function userInfoOf(text: string): string[] {
  return [...text.matchAll(USER_INFO)].flatMap(([, , user = '']) => user.split(':'))
}

type Chains = readonly (readonly string[])[]

function chainsOf(paths: readonly string[]): Chains {
  return paths.map((path) => path.split('.'))
}

/** Whether the names that lead to a value end as one of the chains. */
function isAt(names: readonly string[], chains: Chains): boolean {
  return chains.some((chain) => chain.every((name, index) => names[names.length - chain.length + index] === name))
}

/** The text with each of the secrets masked, in every form in which it may be written. */
export function scrub(text: string, secrets: readonly string[]): string {
  return masking(secrets)(text)
}

function masking(secrets: readonly string[]): (text: string) => string {
  // A secret that contains another one must not leave its own rest behind.
  const longestFirst = [...new Set(secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length)
  return (text) => longestFirst.reduce((rest, form) => rest.replaceAll(form, MASK), text)
}

/** A body fit for a log: JSON and forms with their secrets masked, of anything else only its type and length. */
export function redactedBody(text: string, contentType: string | undefined, secrets: Secrets): unknown {
  if (text === '') return undefined
  const type = contentType?.split(';')[0] ?? 'unknown type'
  if (type === 'application/x-www-form-urlencoded')
    return redact(Object.fromEntries(new URLSearchParams(text)), secrets)
  const parsed = type === 'application/json' ? parsedOrUndefined(text) : undefined
  return parsed === undefined ? `${text.length} characters of ${scrub(type, secrets.values)}` : redact(parsed, secrets)
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
