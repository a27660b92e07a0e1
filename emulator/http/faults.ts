import type { Json } from '../json'
import { LONGEST_TIMER_MS } from '../timer'
import { assertKnownMembers } from './known-members'
import type { TypedSchema } from './schema-type'

/** Which requests a fault is for. Without `path` it is any Management API call, so that a token request never eats it. */
export interface FaultMatch {
  readonly method?: string
  /** A prefix of the path; a text that begins with `^` is a regular expression. */
  readonly path?: string | RegExp
}

/** How a connection can break: before the tenant looks at the request, after it has acted on it, or within the response. */
const BROKEN_CONNECTIONS = ['reset-before', 'reset-after', 'truncate'] as const

/** One way for a connection to break. */
export type BrokenConnectionKind = (typeof BROKEN_CONNECTIONS)[number]

/**
 * Something that goes wrong with the next matching requests.
 *
 * With `status` or `body` the tenant does not see the request and the fault is the response, unless `applied` is true:
 * then the request takes effect and only its response is replaced. Without them the request is handled as always, and
 * the fault changes the rest: its time, its headers, its body's pace, its connection.
 */
export interface Fault {
  readonly match?: FaultMatch
  /** How many matching requests it is for; default 1. */
  readonly times?: number
  /** How many matching requests pass unharmed before; default 0. */
  readonly skip?: number
  readonly status?: number
  /** JSON, or a text that is sent as it is, for responses that are not JSON. Default: Auth0's error body for the status. */
  readonly body?: Json
  readonly applied?: boolean
  /** Set over the response's own; null takes a header away. */
  readonly headers?: Readonly<Record<string, string | null>>
  readonly contentType?: string
  /** How long the request waits before anything else happens to it. */
  readonly delayMs?: number
  /** How long the second half of the response's body is held back; the headers and the first half go at once. */
  readonly bodyDelayMs?: number
  readonly connection?: BrokenConnectionKind
}

/** The members of a fault, and what each can be. */
export const FAULT_SCHEMA: TypedSchema<Fault> = {
  type: 'object',
  additionalProperties: false,
  properties: {
    match: {
      type: 'object',
      additionalProperties: false,
      properties: { method: { type: 'string' }, path: { type: ['string', 'object'] } },
    },
    times: { type: 'integer', minimum: 1 },
    skip: { type: 'integer', minimum: 0 },
    status: { type: 'integer' },
    body: {},
    applied: { type: 'boolean' },
    headers: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
    contentType: { type: 'string' },
    delayMs: {},
    bodyDelayMs: {},
    connection: { type: 'string' },
  },
}

/** What a fault must have one of: without any of them it would change nothing. */
const EFFECTS = ['status', 'body', 'headers', 'contentType', 'delayMs', 'bodyDelayMs', 'connection'] as const

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** Faults waiting for their requests, first come first served. */
export interface FaultQueue {
  /**
   * Queues a fault. Throws when it cannot be meant: a member that faults do not have, no effect, an unknown connection, a
   * status outside 200..599, a method or path that no request has, a bad expression, a header that HTTP cannot carry, a
   * delay that no timer can wait for, a slow body on a connection that breaks.
   */
  next(fault: Fault): void
  /** The fault for a request, taken off the queue. */
  take(method: string, path: string): Fault | undefined
  pending(): Fault[]
  clear(): void
}

const DEFAULT_PATH = '/api/v2/'

/** An empty queue. */
export function createFaultQueue(): FaultQueue {
  let queue: Fault[] = []
  return {
    next(fault) {
      assertFault(fault)
      queue.push(fault)
    },
    take(method, path) {
      const fault = queue.find(({ match }) => isMatch(match, method, path))
      if (fault === undefined) return undefined
      queue = queue.flatMap((queued) => (queued === fault ? spend(queued) : [queued]))
      return (fault.skip ?? 0) > 0 ? undefined : fault
    },
    pending: () => [...queue],
    clear() {
      queue = []
    },
  }
}

/** What is left of a fault after one matching request. */
function spend(fault: Fault): Fault[] {
  const { skip = 0, times = 1 } = fault
  if (skip > 0) return [{ ...fault, skip: skip - 1 }]
  return times > 1 ? [{ ...fault, times: times - 1 }] : []
}

function isMatch(
  { method, path = DEFAULT_PATH }: FaultMatch = {},
  requestMethod: string,
  requestPath: string,
): boolean {
  if (method !== undefined && method.toUpperCase() !== requestMethod) return false
  const expression = toExpression(path)
  return expression === undefined ? requestPath.startsWith(String(path)) : requestPath.search(expression) >= 0
}

function toExpression(path: string | RegExp): RegExp | undefined {
  if (typeof path !== 'string') return path
  return path.startsWith('^') ? new RegExp(path) : undefined
}

/** Throws an `Error` for a fault that cannot be meant. */
export function assertFault(fault: Fault): void {
  assertKnownMembers('a fault', fault, FAULT_SCHEMA)
  if (!EFFECTS.some((effect) => fault[effect] !== undefined)) {
    throw new Error(`A fault needs at least one of ${EFFECTS.join(', ')}`)
  }
  const { status, connection, match, times = 1, skip = 0 } = fault
  const isStatus = status === undefined || (Number.isInteger(status) && status >= 200 && status <= 599)
  if (!isStatus) throw new Error(`Invalid fault status ${status}: expected an integer from 200 to 599`)
  if (connection !== undefined && !BROKEN_CONNECTIONS.includes(connection)) {
    throw new Error(`Invalid fault connection "${connection}": expected one of ${BROKEN_CONNECTIONS.join(', ')}`)
  }
  if (!(times >= 1 && skip >= 0)) throw new Error('A fault needs times of 1 or more and skip of 0 or more')
  if (match !== undefined) assertMatch(match)
  assertDelays(fault)
  assertHeaders(fault)
}

function assertMatch({ method, path }: FaultMatch): void {
  if (method !== undefined && !METHODS.includes(method.toUpperCase())) {
    throw new Error(`Invalid fault method "${method}": expected one of ${METHODS.join(', ')}`)
  }
  if (path === undefined || toExpression(path) !== undefined) return
  const wanted =
    'a prefix of a path, which begins with "/" and has no query, or a regular expression, which begins with "^"'
  if (!/^\/[^*?{}:]*$/.test(String(path))) throw new Error(`Invalid fault path "${path}": expected ${wanted}`)
}

function assertDelays({ delayMs = 0, bodyDelayMs = 0, connection }: Fault): void {
  for (const [name, ms] of Object.entries({ delayMs, bodyDelayMs })) {
    const isDelay = typeof ms === 'number' && ms >= 0 && ms <= LONGEST_TIMER_MS
    if (!isDelay) throw new Error(`Invalid fault ${name} ${ms}: expected a number from 0 to ${LONGEST_TIMER_MS}`)
  }
  if (bodyDelayMs > 0 && connection !== undefined) {
    throw new Error(`A fault cannot have both bodyDelayMs and connection "${connection}"`)
  }
}

/** Throws what `Headers` throws. */
function assertHeaders({ headers = {}, contentType = '' }: Fault): void {
  const values = Object.entries(headers).map(([name, value]): [string, string] => [name, value ?? ''])
  new Headers([...values, ['content-type', contentType]])
}
