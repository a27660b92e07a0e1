import { createTenant, type Seed, type Tenant } from '../../../emulator/index'
import { createRandom, type Random } from '../../kit/random'
import { type Endpoint, isControl, listEndpoints } from './endpoints'
import { createKnownIds, type KnownIds } from './ids'
import { type FuzzRequest, makeRequest } from './requests'
import { attackSockets } from './sockets'

/** What came of a run. */
export interface FuzzReport {
  readonly requests: number
  readonly endpoints: number
  /** Endpoints that never answered with a 2xx or 3xx: the fuzz does not get far there. */
  readonly neverReached: readonly string[]
  /** The first answers that nobody should get, as text: a 5xx, none within the time, a tenant that is of no use. */
  readonly failures: readonly string[]
  /** Heap in use at the end over that after a tenth of the requests, garbage collected, in mebibytes. */
  readonly heapGrowthMb: number
}

/** A tenant with one of everything. */
const SEED = {
  users: [{ connection: 'Username-Password-Authentication', email: 'ada@example.com', password: 'Str0ng-pass' }],
  organizations: [{ name: 'org' }],
  roles: [{ name: 'role' }],
  groups: [{ name: 'group' }],
  actions: [{ id: 'fuzzed-action', name: 'a', supported_triggers: [{ id: 'event-stream', version: 'v1' }], code: '' }],
  event_streams: [
    {
      name: 'e',
      destination: { type: 'eventbridge', configuration: { aws_account_id: '123456789012', aws_region: 'us-east-1' } },
    },
  ],
} as unknown as Seed

const NO_ANSWER_MS = 10_000

/** How many failures are told; more say nothing new. */
const TOLD_FAILURES = 10

/** How many requests lie between two looks at whether the tenant is still of use. */
const CHECK_EVERY = 250

/** How often a reset is let through when its turn comes: what it takes away is missing to all others. */
const RESET_CHANCE = 0.02

interface Run {
  readonly random: Random
  readonly tenant: Tenant
  readonly ids: KnownIds
  readonly failures: string[]
  readonly reached: Set<string>
}

/** Sends random requests to every endpoint for so long, to a tenant without a port; then broken ones to one with a port. */
export async function runFuzz(seed: number, seconds: number): Promise<FuzzReport> {
  const tenant = createTenant({
    seed: SEED,
    client: { clientId: 'c', clientSecret: 's' },
    actionDelayMs: 0,
    onUnknownRoute: 'silent',
  })
  const random = createRandom(seed)
  const run: Run = { random, tenant, ids: createKnownIds(random), failures: [], reached: new Set() }
  const endpoints = listEndpoints()
  const startedMs = performance.now()
  function spentMs() {
    return performance.now() - startedMs
  }
  let requests = 0
  let firstHeap = 0
  while (spentMs() < seconds * 1_000 && run.failures.length < TOLD_FAILURES) {
    const endpoint = endpoints[requests % endpoints.length] as Endpoint
    if (!endpoint.path.endsWith('/reset') || random.chance(RESET_CHANCE)) await attack(run, endpoint)
    requests += 1
    if (requests % CHECK_EVERY === 0) await assertUsable(run)
    if (firstHeap === 0 && spentMs() > seconds * 100) firstHeap = heapInUse()
  }
  const heapGrowthMb = heapInUse() - firstHeap
  tenant.close()
  run.failures.push(...(await attackSockets(random)))
  const neverReached = endpoints.map(nameOf).filter((name) => !run.reached.has(name))
  return { requests, endpoints: endpoints.length, neverReached, failures: run.failures, heapGrowthMb }
}

function nameOf({ method, path }: Endpoint) {
  return `${method} ${path}`
}

async function attack(run: Run, endpoint: Endpoint): Promise<void> {
  const { random, tenant, ids } = run
  const request = makeRequest(random, endpoint, tenant.apiToken, ids)
  try {
    const answer = await withinTime(tenant.request(request.path, request.init))
    if (answer.status >= 500) run.failures.push(describeFailure(endpoint, request, `${answer.status}`))
    if (answer.status < 400 && request.init.method === endpoint.method) run.reached.add(nameOf(endpoint))
    await harvest(run, answer)
  } catch (error) {
    run.failures.push(describeFailure(endpoint, request, error instanceof Error ? (error.stack ?? '') : String(error)))
  }
  if (isControl(endpoint)) restore(tenant)
}

/** Takes back what control routes do on purpose to the answers of a tenant. */
function restore(tenant: Tenant): void {
  tenant.faults.clear()
  tenant.setLatency(0)
  tenant.setLimits('none')
}

async function withinTime(answer: Promise<Response>): Promise<Response> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no response within ${NO_ANSWER_MS} ms`)), NO_ANSWER_MS)
  })
  return await Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** Keeps the ids of an answer. A stream of events has no end and is left. */
async function harvest({ ids }: Run, answer: Response): Promise<void> {
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) return void (await answer.body?.cancel())
  const text = await answer.text()
  for (const [, id = ''] of text.slice(0, 4_000).matchAll(/"(?:id|user_id|next)":"([^"\\]{1,200})"/g)) {
    ids.add(id)
  }
}

/** A stream can be created, read and deleted, whatever came before, and objects are as they were. */
async function assertUsable({ tenant, failures }: Run): Promise<void> {
  const headers = { authorization: `Bearer ${tenant.apiToken}`, 'content-type': 'application/json' }
  const name = `usable ${Math.random()}`
  const destination = {
    type: 'eventbridge',
    configuration: { aws_account_id: '123456789012', aws_region: 'us-east-1' },
  }
  const body = JSON.stringify({ name, destination, subscriptions: [{ event_type: 'user.created' }] })
  const created = await tenant.request('/api/v2/event-streams', { method: 'POST', headers, body })
  const { id } = (await created.json()) as { id: string }
  const read = await tenant.request(`/api/v2/event-streams/${id}`, { headers })
  const listed = await tenant.request('/__emulator/event-streams')
  const deleted = await tenant.request(`/api/v2/event-streams/${id}`, { method: 'DELETE', headers })
  const statuses = [created, read, listed, deleted].map(({ status }) => status)
  if (String(statuses) !== '201,200,200,204') failures.push(`the tenant is of no use any more: ${statuses}`)
  if (Object.hasOwn(Object.prototype, 'polluted')) failures.push('Object.prototype is polluted')
}

function describeFailure({ method, path }: Endpoint, request: FuzzRequest, outcome: string): string {
  const { body, ...init } = request.init
  const text = body instanceof Uint8Array ? Buffer.from(body).toString('hex') : String(body)
  return `${method} ${path}: ${outcome.slice(0, 1_500)}\n  ${request.path.slice(0, 300)} ${JSON.stringify(init).slice(0, 500)}\n  ${text.slice(0, 600)}`
}

function heapInUse(): number {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().heapUsed / 1_048_576)
}

// A process of its own, so that a crash and a rejection that nobody handles end it, and memory is its own.
if (require.main === module) {
  const [seed, seconds] = process.argv.slice(2).map(Number)
  void runFuzz(seed ?? 1, seconds ?? 15).then((report) => process.stdout.write(JSON.stringify(report)))
}
