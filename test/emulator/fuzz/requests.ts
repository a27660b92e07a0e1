import type { Random } from '../../kit/random'
import { makeBody } from './bodies'
import { type Endpoint, isControl } from './endpoints'
import type { KnownIds } from './ids'

/** A request as `tenant.request` takes it. */
export interface FuzzRequest {
  readonly path: string
  readonly init: RequestInit & { readonly headers: Record<string, string> }
}

const WRONG_IDS = [
  'none', 'est_1111111111111111111111', '__proto__', 'constructor', 'auth0%7C%00', '%E0%A4%A', '%FF', '..%2F..', '%2e%2e', '%20',
  'x'.repeat(2_000), '0', '-1', 'null', '%F0%9F%98%80', 'a%2Fb', '%25', "'%20or%201=1",
] // biome-ignore format: a list of values reads best as one

const PARAMETERS = [
  'from', 'take', 'page', 'per_page', 'include_totals', 'q', 'sort', 'fields', 'include_fields', 'search_engine', 'date_from', 'date_to',
  'statuses', 'event_types', 'event_type', 'from_timestamp', 'triggerId', 'actionName', 'deployed', 'installed', 'force', 'email', 'name',
  'strategy', 'name_filter', 'connection', 'event_stream_id', 'done', 'status', '__proto__', 'constructor', '',
] // biome-ignore format: ditto

const VALUES = [
  '', '0', '1', '-1', '1e9', '50', '100', '101', '99999999999999999999', 'NaN', 'true', 'false', 'null', '%00', '%FF', '%E0%A4%A', '[]', '{}',
  'x'.repeat(3_000), 'e30', 'e30=', '2026-01-01T00:00:00Z', '2026-99-99', '-271821-04-20', '275760-09-14T00:00:00Z', 'user.created', 'failed',
  'email:"a', 'email:*', 'a:b AND (c:d', '_exists_:x', '\\', '[1 TO', 'name:1', ',,', 'name,-id', '__proto__', '__proto__.x', '%2B', '(a+)+$',
] // biome-ignore format: ditto

const CONTENT_TYPES = [
  'application/x-www-form-urlencoded', 'text/plain', ';;;', '', 'application/json; charset=utf-16', 'application/problem+json',
  'multipart/form-data; boundary=x', 'multipart/form-data', 'x'.repeat(4_000),
] // biome-ignore format: ditto

const AUTHORIZATIONS = [
  '', 'Bearer', 'Bearer ', 'Bearer a.b.c', 'Bearer eyJhbGciOiJub25lIn0.e30.', 'Basic', 'Basic Og==', 'Basic %%%', 'Basic /w==', 'x'.repeat(5_000),
] // biome-ignore format: ditto

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND']

/** A request to an endpoint: near enough to a right one to get far, and wrong somewhere. */
export function makeRequest(random: Random, endpoint: Endpoint, apiToken: string, ids: KnownIds): FuzzRequest {
  const method = random.chance(0.03) ? random.pick(METHODS) : endpoint.method
  // Deleting too much would leave nothing for the others.
  const wrong = method === 'DELETE' ? 0.8 : 0.2
  const path =
    endpoint.path.replace(/([\w-]+)\/:\w+/g, (_, place) => `${place}/${pathId(random, ids, place, wrong)}`) +
    makeQuery(random, ids)
  const headers = makeHeaders(random, endpoint, apiToken, ids)
  if (method === 'GET' || method === 'HEAD') return { path, init: { method, headers } }
  return { path, init: { method, headers, body: makeBody(random, endpoint.path, ids) } }
}

function pathId(random: Random, ids: KnownIds, place: string, wrong: number): string {
  if (random.chance(wrong)) return random.chance(0.3) ? encodeURIComponent(ids.any()) : random.pick(WRONG_IDS)
  return encodeURIComponent(ids.at(place))
}

function makeQuery(random: Random, ids: KnownIds): string {
  if (random.chance(0.5)) return ''
  const pairs = Array.from({ length: 1 + random.below(3) }, () => {
    const value = random.chance(0.1) ? encodeURIComponent(ids.any()) : random.pick(VALUES)
    return `${random.pick(PARAMETERS)}=${value}`
  })
  return `?${pairs.join('&')}`
}

function makeHeaders(random: Random, endpoint: Endpoint, apiToken: string, ids: KnownIds) {
  const wrong = random.chance(0.05)
  const headers: Record<string, string> = {
    authorization: wrong ? random.pick(AUTHORIZATIONS) : `Bearer ${apiToken}`,
    'content-type': random.chance(0.1) ? random.pick(CONTENT_TYPES) : contentTypeOf(endpoint),
  }
  if (endpoint.path.includes('/console/')) headers['origin'] = random.chance(0.05) ? 'null' : 'http://localhost'
  if (random.chance(0.1)) headers['last-event-id'] = random.chance(0.5) ? ids.any().replace(/[^ -~]/g, '') : 'e30'
  if (random.chance(0.05)) headers['accept'] = random.pick(['application/json', 'text/html', '*/*;q=x', ''])
  if (random.chance(0.02)) headers['content-length'] = random.pick(['-1', 'x', '99999999999', '0'])
  if (random.chance(0.02)) headers['host'] = random.pick(['evil.example', '', '[', 'localhost:99999'])
  return headers
}

function contentTypeOf(endpoint: Endpoint): string {
  const isForm = endpoint.path.includes('/console/') && !isControl(endpoint)
  return isForm ? 'application/x-www-form-urlencoded' : 'application/json'
}
