/** The fields, of event streams and of the token endpoint, whose values are secret. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'token',
  'password',
  'header_value',
  'client_secret',
  'client_assertion',
  'access_token',
  'id_token',
  'refresh_token',
])

/** What stands where a secret stood. */
const MASK = '***'

/** Shorter ones are left standing: striking every "a" out of a sentence protects nothing and destroys it. */
const SHORTEST_SECRET = 4

/** Deeper than any body of the API; what is below is left out. A body nested without end must not exhaust the stack. */
const MAX_DEPTH = 20

/** What stands where a value is nested too deep. */
const TOO_DEEP = '...'

/** The user and the password of a URL, such as a webhook's endpoint may have. */
const USER_INFO = /(\/\/)([^/?#\s]*)@/g

/** A copy of a JSON value with every secret field and the user information of URLs masked, down to a depth beyond which nothing is copied. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(USER_INFO, `$1${MASK}@`)
  if (typeof value !== 'object' || value === null) return value
  if (depth === MAX_DEPTH) return TOO_DEEP
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redactField(key, inner, depth + 1)]))
}

function redactField(key: string, value: unknown, depth: number): unknown {
  if (SECRET_FIELDS.has(key)) return MASK
  // The secrets of an action are pairs of a name and a value.
  if (key === 'secrets' && Array.isArray(value)) return value.map((pair) => maskValue(pair, depth))
  return redact(value, depth)
}

const maskValue = (pair: unknown, depth: number): unknown =>
  typeof pair === 'object' && pair !== null && 'value' in pair ? { ...pair, value: MASK } : redact(pair, depth)

/** The texts in the secret fields and in the user information of URLs of a JSON value, down to the same depth. */
export function secretsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [...value.matchAll(USER_INFO)].flatMap(([, , user = '']) => user.split(':'))
  if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    SECRET_FIELDS.has(key) && typeof inner === 'string' ? [inner] : secretsIn(inner, depth + 1),
  )
}

/** The text with each of the secrets masked, as it is or as JSON writes it. */
export function scrub(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
  const longestFirst = forms.filter((form) => form.length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length)
  return longestFirst.reduce((rest, form) => rest.replaceAll(form, MASK), text)
}

/** A body fit for a log: JSON and forms with their secrets masked, of anything else only its type and length. */
export function redactedBody(text: string, contentType: string | undefined, secrets: readonly string[]): unknown {
  if (text === '') return undefined
  const type = contentType?.split(';')[0] ?? 'unknown type'
  if (type === 'application/x-www-form-urlencoded') return redact(Object.fromEntries(new URLSearchParams(text)))
  const parsed = type === 'application/json' ? parsedOrUndefined(scrub(text, secrets)) : undefined
  return parsed === undefined ? `${text.length} characters of ${type}` : redact(parsed)
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
