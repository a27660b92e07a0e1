import type { CallOptions } from './collection/call-options'
import type { ApiRequest, Method } from './exchange'
import { ManagementError } from './management-error'
import { secretsIn } from './redaction'

/** What a call of the Management API asks for. */
export interface ApiCall {
  readonly method: Method
  /** In words, to follow on "cannot": `read custom domain cd_…`. */
  readonly operation: string
  /** Path with query. */
  readonly path: string
  readonly body?: object | undefined
  /** Where in the body and in the response secrets stand: `secrets.value`. */
  readonly secretPaths?: readonly string[]
}

const EFFECTS = { GET: 'none', POST: 'once', PATCH: 'repeatable', DELETE: 'repeatable' } as const

/** The request of a call. */
export function apiRequest(call: ApiCall, { signal, cancelWaiting, secrets = [] }: CallOptions = {}): ApiRequest {
  const { method, operation, path, body, secretPaths = [] } = call
  return {
    operation,
    endpoint: 'api',
    method,
    path,
    effect: EFFECTS[method],
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body !== undefined && { body: encode(call, body) }),
    secrets: { values: [...secretsIn(body, secretPaths), ...secrets], paths: secretPaths },
    ...(signal && { signal }),
    ...(cancelWaiting && { cancelWaiting }),
    attempt: 1,
    mayHaveBeenApplied: false,
  }
}

function encode(call: ApiCall, body: object): string {
  try {
    return JSON.stringify(body)
  } catch {
    throw usageError(call, 'the body cannot be written as JSON')
  }
}

/** A call that was not sent, because it cannot be meant. */
export function usageError(
  { method, operation, path }: Pick<ApiRequest, 'method' | 'operation' | 'path'>,
  reason: string,
): ManagementError {
  return new ManagementError(`Cannot ${operation}: ${reason}`, {
    kind: 'usage',
    operation,
    method,
    path,
    reason,
    mayHaveBeenApplied: false,
  })
}

/**
 * A path with ids in it; what an id is of is the name of its place, with `_` for a space: `/custom-domains/{custom_domain}`.
 * Throws a `ManagementError` of kind `usage` for an id that would address something else.
 */
export function pathTo(
  call: Pick<ApiCall, 'method' | 'operation'>,
  template: string,
  ids: Readonly<Record<string, unknown>>,
): string {
  return template.replace(/\{(\w+)\}/g, (_, place: string) => {
    const id = ids[place]
    if (typeof id === 'string' && !/^\.{0,2}$/.test(id)) return encodeURIComponent(id)
    const given = typeof id === 'string' ? `"${id}"` : `a value of type ${id === null ? 'null' : typeof id}`
    throw usageError(
      { ...call, path: template },
      `${given} is not the id of ${withArticle(place.replaceAll('_', ' '))}`,
    )
  })
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

/** A query, with its question mark; lists are joined by commas, what is undefined is left out. */
export function queryOf(parameters: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, Array.isArray(value) ? value.join(',') : textOf(value))
  }
  return query.size === 0 ? '' : `?${query}`
}

/** Auth0 takes dates without parts of a second. */
function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString().replace(/\.\d+Z$/, 'Z') : String(value)
}
