import { ApiError } from '../http/api-error'
import { isJsonObject } from '../json'
import type { User } from './user-store'

/** One `field:value` of a search. */
interface Term {
  readonly path: readonly string[]
  readonly matches: (value: string) => boolean
}

const TERM = /^([\w.]+):(?:"([^"]*)"|([^\s"()[\]{}]+))$/

/**
 * The test that a search text (`q`) stands for: terms such as `email:"ada@example.com"`, `user_id:"auth0|1"`,
 * `identities.connection:"db"` or `name:ada*`, joined by AND. Auth0 takes all of Lucene; anything more is refused here
 * with a 400 `ApiError` that says so, since a response to half a query would be worse.
 */
export function parseSearch(text: string): (user: User) => boolean {
  const terms = text
    .trim()
    .split(/\s+AND\s+/)
    .map(parseTerm)
  return (user) => terms.every(({ path, matches }) => valuesAt(user, path).some(matches))
}

function parseTerm(text: string): Term {
  const [, field, quoted, bare = ''] = TERM.exec(text) ?? []
  if (field === undefined) throw unsupported(text)
  const wanted = (quoted ?? bare).toLowerCase()
  const path = field.split('.')
  if (quoted === undefined && bare.endsWith('*')) {
    return { path, matches: (value) => value.toLowerCase().startsWith(wanted.slice(0, -1)) }
  }
  return { path, matches: (value) => value.toLowerCase() === wanted }
}

function unsupported(text: string): ApiError {
  const supported = 'The local tenant understands field:"value" and field:prefix*, joined by AND.'
  return new ApiError(400, `Query validation error: '${text}' is not a search term. ${supported}`, {
    errorCode: 'invalid_query_string',
  })
}

/** Every value at a path, as text; a list stands for each of its elements. */
function valuesAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path))
  const [key, ...rest] = path
  if (key !== undefined) return isJsonObject(value) && Object.hasOwn(value, key) ? valuesAt(value[key], rest) : []
  return value === undefined || value === null || isJsonObject(value) ? [] : [String(value)]
}
