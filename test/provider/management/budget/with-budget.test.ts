import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTokenBucket, LIMIT_PRESETS, rateLimitHeaders } from '../../../../emulator/http/token-bucket'
import { createManagementClient, type ManagementLogEntry } from '../../../../provider/management'
import { answeredStream, clientSecret, managementErrorOf, newStream } from '../fixtures'
import { type Answer, inTurn, json, reset, startTenant, type Tenant } from '../tenant'

let folder: string
let tenant: Tenant
let closing: (() => Promise<void>)[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'budget-'))
  closing = []
})
afterEach(async () => {
  for (const close of closing) await close()
  await tenant.close()
  rmSync(folder, { recursive: true })
})

const STREAM = answeredStream()

function left(limit: number, remaining: number): Answer {
  return json(200, STREAM, { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': String(remaining) })
}

/** Refuses the stream `a`, and asks for a pause. */
function refusingFirst(seconds: string): Answer {
  return (response, nth, seen) =>
    (seen.url.endsWith('/a') ? json(429, {}, { 'retry-after': seconds }) : json(200, STREAM))(response, nth, seen)
}

/** Fails, and says that the bucket is empty for so long: the budget waits for it, the next try does not. */
function exhausted(seconds: number): Answer {
  return (response, nth, seen) => {
    const reset = String(Math.ceil(Date.now() / 1000) + seconds)
    const headers = { 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
    json(503, {}, headers)(response, nth, seen)
  }
}

/** A tenant with the limit of the plan Free. */
function freePlan(): Answer {
  const bucket = createTokenBucket(LIMIT_PRESETS.free)
  return (response, nth, seen) => {
    const said = bucket.take(Date.now())
    json(said.taken ? 200 : 429, said.taken ? STREAM : {}, rateLimitHeaders(said))(response, nth, seen)
  }
}

/** A client of its own, as another process would have; time is real unless it is told otherwise. */
function open(over: Partial<Parameters<typeof createManagementClient>[0]> = {}) {
  const log: ManagementLogEntry[] = []
  const client = createManagementClient({
    domain: tenant.domain,
    credentials: clientSecret,
    env: {},
    budget: { folder: join(folder, 'shared') },
    log: (entry) => log.push(entry),
    ...over,
  })
  closing.push(() => client.close())
  function statuses() {
    return log.flatMap((entry) => (entry.event === 'request' ? [entry.status] : []))
  }
  return { client, eventStreams: client.eventStreams, log, statuses }
}

/** A clock that moves only when somebody sleeps. */
function fakeTime() {
  let nowMs = Date.now()
  return {
    now: () => nowMs,
    random: () => 0,
    sleep: async (ms: number, signal?: AbortSignal) => {
      await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
      nowMs += ms
    },
  }
}

describe('clients of one tenant', () => {
  it('share its limit, and are refused nothing', async () => {
    tenant = await startTenant({ api: freePlan() })
    const clients = [open(), open()]
    await Promise.all(clients.flatMap(({ eventStreams }) => ['a', 'b', 'c'].map((id) => eventStreams.get(id))))
    expect(clients.flatMap(({ statuses }) => statuses().filter((status) => status === 429))).toEqual([])
    expect(tenant.calls()).toHaveLength(6)
  })

  it('are refused requests without a budget', async () => {
    tenant = await startTenant({ api: freePlan() })
    const [domain, retry] = [tenant.domain, { rateLimitAttempts: 1 }]
    const client = createManagementClient({ domain, credentials: clientSecret, env: {}, retry })
    closing.push(() => client.close())
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => client.eventStreams.get(id)))
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true)
  })

  it('know from each other that Auth0 asked for a pause', async () => {
    tenant = await startTenant({ api: refusingFirst('30') })
    await managementErrorOf(open({ retry: { rateLimitAttempts: 1 } }).eventStreams.get('a'))
    const { eventStreams, log } = open(fakeTime())
    await eventStreams.get('b')
    expect(log.filter(({ event }) => event === 'wait')).toMatchObject([
      { waiting: 1, reason: expect.stringMatching(/^Auth0 asked for a pause, of which (29|30) s are left$/) },
      { reason: expect.stringMatching(/which (19|20) s are left$/) },
      { reason: expect.stringMatching(/which (9|10) s are left$/) },
    ])
  })

  it('do without each other when the folder cannot be trusted, and say so', async () => {
    tenant = await startTenant({ api: left(10, 9) })
    writeFileSync(join(folder, 'file'), '')
    const { eventStreams, log } = open({ budget: { folder: join(folder, 'file') } })
    await eventStreams.get('a')
    expect(log).toContainEqual({
      event: 'warning',
      message: expect.stringMatching(/^the request budget is not shared with other processes, because ".*file" cannot/),
    })
  })
})

describe('a request', () => {
  it('is not slowed on a tenant whose answers name no limit, nor by what is in the file', async () => {
    tenant = await startTenant({ api: json(200, STREAM) })
    const time = fakeTime()
    const { eventStreams } = open(time)
    const startedAt = time.now()
    await eventStreams.get('a')
    await Promise.all(Array.from({ length: 20 }, (_, index) => eventStreams.get(String(index))))
    expect(time.now()).toBe(startedAt)
    expect(readdirSync(join(folder, 'shared'))).toHaveLength(1)
  })

  it('is told that its turn will not come, and what held it', async () => {
    tenant = await startTenant({ api: refusingFirst('3000') })
    await managementErrorOf(open({ retry: { rateLimitAttempts: 1 } }).eventStreams.get('a'))
    const failure = await managementErrorOf(open(fakeTime()).eventStreams.create(newStream))
    expect(failure).toMatchObject({ kind: 'budget', limitReason: 'asked', method: 'POST', mayHaveBeenApplied: false })
    expect(failure.message).toBe(
      'Cannot create event stream "users": Auth0 asked for a pause, of which 50 min are left',
    )
    expect(tenant.calls().filter((call) => call.startsWith('POST'))).toEqual([])
  })

  it('waits no longer than it may in all its tries together', async () => {
    tenant = await startTenant({ api: exhausted(40) })
    const retry = { failureAttempts: 10, maxTotalMs: 1_000_000 }
    const { eventStreams } = open({ ...fakeTime(), retry, budget: { folder, maxWaitMs: 100_000 } })
    const failure = await managementErrorOf(eventStreams.get('a'))
    expect(failure).toMatchObject({ kind: 'budget', attempts: 4 })
    expect(failure.reason).toContain('longer than 100 s')
  })

  it('has its tries although it waited long', async () => {
    tenant = await startTenant({
      api: inTurn(exhausted(50), json(503, {}), json(200, STREAM)),
    })
    const { eventStreams } = open({ ...fakeTime(), retry: { maxTotalMs: 30_000 } })
    expect(await eventStreams.get('a')).toEqual(STREAM)
  })

  it('waits no longer than its caller', async () => {
    tenant = await startTenant({ api: json(429, {}, { 'retry-after': '60' }) })
    await managementErrorOf(open({ retry: { rateLimitAttempts: 1 } }).eventStreams.get('a'))
    const { eventStreams } = open()
    const waiting = eventStreams.get('b', { signal: AbortSignal.timeout(50) })
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(tenant.calls()).toHaveLength(1)
  })

  it('waits no longer than the client is open', async () => {
    tenant = await startTenant({ api: json(429, {}, { 'retry-after': '60' }) })
    await managementErrorOf(open({ retry: { rateLimitAttempts: 1 } }).eventStreams.get('a'))
    const { eventStreams, client } = open()
    const waiting = eventStreams.get('b')
    setTimeout(() => client.close(), 50)
    await expect(waiting).rejects.toThrow('the Management API client is closed')
  })

  it('does not wait behind one that fails without an answer', async () => {
    tenant = await startTenant({ api: inTurn(reset, json(200, STREAM)) })
    const time = fakeTime()
    const { eventStreams } = open({ ...time, retry: { failureAttempts: 1 } })
    const startedAt = time.now()
    await managementErrorOf(eventStreams.get('a'))
    await Promise.all(['b', 'c', 'd'].map((id) => managementErrorOf(eventStreams.get(id))))
    expect(time.now()).toBe(startedAt)
  })

  it('for a token is not counted', async () => {
    tenant = await startTenant({ api: json(200, STREAM), token: json(429, {}, { 'retry-after': '60' }) })
    const { eventStreams } = open({ retry: { rateLimitAttempts: 1 } })
    expect(await managementErrorOf(eventStreams.get('a'))).toMatchObject({ status: 429 })
    expect(readdirSync(folder)).toEqual([])
  })
})
