import type { Fault, FaultMatch, FaultQueue } from '../../../emulator/index'
import type { Random } from '../../kit/random'

/** The ways for things to go wrong; `delay` also holds those that are longer than it takes to strike a process. */
export const FAULT_KINDS = [
  'refusal',
  'refusal, applied',
  'rate limit',
  'absurd rate limit',
  'reset before',
  'reset after',
  'truncated',
  'wrong content type',
  'page of a proxy',
  'broken JSON',
  'delay',
] as const

/** One of the ways for things to go wrong. */
export type FaultKind = (typeof FAULT_KINDS)[number]

/** A fault that knows its kind, so that those that were taken can be counted. */
export interface CampaignFault extends Fault {
  readonly kind: FaultKind
  readonly operation: FaultOperation
}

const REQUESTS = {
  token: { method: 'POST', path: '/oauth/token' },
  list: { method: 'GET', path: '^/api/v2/event-streams$' },
  read: { method: 'GET', path: '^/api/v2/event-streams/' },
  create: { method: 'POST', path: '/api/v2/' },
  update: { method: 'PATCH', path: '/api/v2/' },
  delete: { method: 'DELETE', path: '/api/v2/' },
} as const satisfies Record<string, FaultMatch>

/** What a fault is for. */
export type FaultOperation = keyof typeof REQUESTS

/** How often each is expected in a step. */
export type ExpectedRequests = Readonly<Record<'create' | 'update' | 'delete' | 'read', number>>

const ABSURD_HEADERS: readonly Fault['headers'][] = [
  { 'x-ratelimit-limit': '-1', 'x-ratelimit-remaining': 'NaN', 'x-ratelimit-reset': '99999999999999' },
  { 'x-ratelimit-limit': '1e400', 'x-ratelimit-remaining': '-5', 'x-ratelimit-reset': '0' },
  { 'x-ratelimit-limit': '', 'x-ratelimit-remaining': '9007199254740993', 'x-ratelimit-reset': 'tomorrow' },
  { 'retry-after': '-30', 'x-ratelimit-reset': '-1', date: 'the day before yesterday' },
  { 'retry-after': '1e9', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
]

// A 429 was never carried out, so it is the one refusal that is not applied.
const MAKERS: Readonly<Record<FaultKind, (random: Random) => Fault>> = {
  refusal: (random) => ({ status: random.pick([500, 502, 503, 504, 408]) }),
  'refusal, applied': (random) => ({ status: random.pick([500, 502, 503, 504, 408]), applied: true }),
  'rate limit': (random) => ({
    status: 429,
    ...(random.chance(0.8) && { headers: { 'x-ratelimit-reset': null, 'x-ratelimit-remaining': null } }),
  }),
  'absurd rate limit': (random) => ({
    ...(random.chance(0.5) && { status: 429 }),
    headers: random.pick(ABSURD_HEADERS) ?? {},
  }),
  'reset before': () => ({ connection: 'reset-before' }),
  'reset after': () => ({ connection: 'reset-after' }),
  truncated: () => ({ connection: 'truncate' }),
  'wrong content type': (random) => ({
    contentType: random.pick(['text/html', 'application/octet-stream', 'nonsense']),
  }),
  'page of a proxy': (random) => ({
    status: random.pick([200, 404, 502]),
    body: '<html>Not here',
    contentType: 'text/html',
    applied: random.chance(0.5),
  }),
  'broken JSON': (random) => ({
    status: random.pick([200, 201]),
    body: random.pick(['{"id":"est_', 'null', '[]', '{"id":1}']),
    applied: random.chance(0.5),
  }),
  delay: (random) => ({ delayMs: random.below(250) }),
}

/** Faults for a step's requests; one in two strikes the next request of its operation, the others let one or two pass before. */
export function makeFaults(random: Random, expected: ExpectedRequests, isStruck: boolean): CampaignFault[] {
  function many(operation: FaultOperation, mean: number) {
    return Array.from({ length: Math.round(mean * (0.5 + random.below(100) / 100)) }, () =>
      makeFault(random, operation, isStruck),
    )
  }
  const isListLost = expected.read > 1 && random.chance(0.3)
  return [
    ...many('token', 0.3),
    ...(isListLost ? lostList() : many('list', 1.5)),
    ...many('read', isListLost ? expected.read / 2 : 1),
    ...many('create', expected.create * 1.2),
    ...many('update', expected.update * 1.2),
    ...many('delete', expected.delete * 1.2),
  ]
}

function makeFault(random: Random, operation: FaultOperation, isStruck: boolean): CampaignFault {
  const kind = random.pick(FAULT_KINDS)
  const fault = isStruck && random.chance(0.3) ? { delayMs: 800 + random.below(1200) } : MAKERS[kind](random)
  const skip = random.chance(0.5) ? 0 : 1 + random.below(2)
  return { ...fault, kind: fault.delayMs === undefined ? kind : 'delay', operation, match: REQUESTS[operation], skip }
}

/** Three failures, after which the provider reads each stream by itself. */
function lostList(): CampaignFault[] {
  return Array.from({ length: 3 }, () => ({ status: 503, kind: 'refusal', operation: 'list', match: REQUESTS.list }))
}

/** Queues faults. */
export function injectFaults(queue: FaultQueue, faults: readonly CampaignFault[]): void {
  for (const { kind: _, operation: __, ...fault } of faults) queue.next(fault)
}

/** Ends what is left of the faults; returns those that were taken. */
export function endFaults(queue: FaultQueue, injected: readonly CampaignFault[]): CampaignFault[] {
  const left = queue.pending().map((fault) => identity(fault))
  queue.clear()
  return injected.filter((fault) => {
    const at = left.indexOf(identity(fault))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** What stays of a fault while requests pass it. */
function identity({ skip: _, kind: __, operation: ___, ...fault }: Partial<CampaignFault>): string {
  return JSON.stringify(fault)
}
