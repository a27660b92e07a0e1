import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Emulator, startEmulator } from '../../../emulator/index'

/** How hard and how long. */
export interface Load {
  readonly eventsPerSecond: number
  readonly seconds: number
  readonly streams: number
}

/** What came of it. */
export interface LoadResult {
  readonly published: number
  readonly delivered: number
  readonly repeated: number
  readonly failed: number
  /** How long the last event took after the last was published. */
  readonly drainMs: number
  /** Heap after garbage collection (with --expose-gc), every five seconds, in mebibytes. */
  readonly heapMb: readonly number[]
  /** `GET /event-streams/{id}` meanwhile, one every ten milliseconds. */
  readonly get: { readonly count: number; readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number }
  readonly cpuPercent: number
}

const DEFAULT_LOAD: Load = { eventsPerSecond: 1_000, seconds: 30, streams: 20 }

/** How often a share of the events is published: as fine as timers are even. */
const TICK_MS = 10

/**
 * Publishes events evenly over streams, each of which subscribes to a type of its own, to one handler in a process of its
 * own, and reads a stream all the while. Resolves when everything has been delivered, or nothing more comes.
 */
export async function runLoad(load: Load = DEFAULT_LOAD): Promise<LoadResult> {
  const handler = fork(require.resolve('./load-handler'), { execArgv: ['--import', 'tsx'] })
  const [{ port }] = (await once(handler, 'message')) as [{ port: number }]
  const emulator = await startEmulator({ modes: { httpEndpoints: 'loopback' } })
  try {
    const ids = await createStreams(emulator, load.streams, `http://127.0.0.1:${port}/hook`)
    const reading = new AbortController()
    const latencies = readContinually(emulator, ids[0] ?? '', reading.signal)
    const cpu = process.cpuUsage()
    const startedMs = performance.now()
    const { published, heapMb } = await publish(emulator, load)
    const publishedMs = performance.now()
    const arrived = await drain(handler, published)
    const drainMs = performance.now() - publishedMs
    const { user, system } = process.cpuUsage(cpu)
    reading.abort()
    return {
      published,
      ...arrived,
      failed: emulator.tenant.deliveries().filter(({ status }) => status !== 'success').length,
      drainMs: Math.round(drainMs),
      heapMb: [...heapMb, heapInUse()],
      get: summarize(await latencies),
      cpuPercent: Math.round((user + system) / 10 / (publishedMs + drainMs - startedMs)),
    }
  } finally {
    await emulator.close()
    handler.disconnect()
  }
}

async function createStreams({ url, apiToken }: Emulator, count: number, webhook_endpoint: string): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const webhook_authorization = { method: 'bearer', token: 'secret' }
    const destination = { type: 'webhook', configuration: { webhook_endpoint, webhook_authorization } }
    const body = { name: `load-${index}`, subscriptions: [{ event_type: typeOf(index) }], destination }
    const headers = { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' }
    const answer = await fetch(`${url}/api/v2/event-streams`, { method: 'POST', headers, body: JSON.stringify(body) })
    ids.push(((await answer.json()) as { id: string }).id)
  }
  return ids
}

function typeOf(stream: number): string {
  return `load.${stream}`
}

async function publish({ tenant }: Emulator, { eventsPerSecond, seconds, streams }: Load) {
  const heapMb = [heapInUse()]
  const startedMs = performance.now()
  let published = 0
  while (published < eventsPerSecond * seconds) {
    const elapsedMs = performance.now() - startedMs
    const due = Math.min(eventsPerSecond * seconds, Math.floor((elapsedMs / 1000) * eventsPerSecond))
    for (; published < due; published += 1) {
      const object = { user_id: `auth0|${published}`, email: 'load@example.com', app_metadata: { plan: 'pro' } }
      tenant.publish({ type: typeOf(published % streams), object })
    }
    if (elapsedMs >= heapMb.length * 5_000) heapMb.push(heapInUse())
    await sleep(TICK_MS)
  }
  return { published, heapMb }
}

/** Waits until everything has arrived, or nothing has for two seconds. */
async function drain(handler: ChildProcess, wanted: number): Promise<{ delivered: number; repeated: number }> {
  let [before, quietTurns] = [-1, 0]
  for (;;) {
    handler.send('count')
    const [{ events, repeated }] = (await once(handler, 'message')) as [{ events: number; repeated: number }]
    quietTurns = events === before ? quietTurns + 1 : 0
    if (events >= wanted || quietTurns > 20) return { delivered: events, repeated }
    before = events
    await sleep(100)
  }
}

async function readContinually({ url, apiToken }: Emulator, id: string, signal: AbortSignal): Promise<number[]> {
  const latencies: number[] = []
  while (!signal.aborted) {
    const startedMs = performance.now()
    const call = request(`${url}/api/v2/event-streams/${id}`, { headers: { authorization: `Bearer ${apiToken}` } })
    call.end()
    const [response] = await once(call, 'response')
    response.resume()
    await once(response, 'end')
    latencies.push(performance.now() - startedMs)
    await sleep(TICK_MS)
  }
  return latencies
}

function summarize(latencies: readonly number[]): LoadResult['get'] {
  const sorted = [...latencies].sort((a, b) => a - b)
  function at(share: number) {
    return Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2))
  }
  return { count: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) }
}

function heapInUse(): number {
  globalThis.gc?.()
  return Math.round((process.memoryUsage().heapUsed / 2 ** 20) * 10) / 10
}

if (require.main === module) {
  const [eventsPerSecond = DEFAULT_LOAD.eventsPerSecond, seconds = DEFAULT_LOAD.seconds] = process.argv
    .slice(2)
    .map(Number)
  runLoad({ ...DEFAULT_LOAD, eventsPerSecond, seconds }).then((result) => {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  })
}
