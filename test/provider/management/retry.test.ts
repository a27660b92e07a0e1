import { createManagementClient } from '../../../provider/management'
import { answeredStream, clientOf, clientSecret, managementErrorOf, newStream, withTenant } from './fixtures'
import { inTurn, json, reset, silence, startTenant } from './tenant'

const STREAM = json(200, answeredStream())
const CREATED = json(201, answeredStream())
const TOO_MANY = { statusCode: 429, error: 'Too Many Requests', message: 'Global limit has been reached' }

describe('a read', () => {
  it.each([
    ['a 429', json(429, TOO_MANY)],
    ['a 408', json(408, {})],
    ['a 500', json(500, {})],
    ['a 502', json(502, {})],
    ['a 504', json(504, {})],
    ['a reset', reset],
    ['a timeout', silence],
  ])('is sent again after %s', (_, answer) =>
    withTenant(
      { api: inTurn(answer, STREAM) },
      async ({ eventStreams, tenant }) => {
        expect(await eventStreams.get('est_1')).toEqual(answeredStream())
        expect(tenant.calls()).toHaveLength(2)
      },
      { timeoutMs: 200 },
    ),
  )

  it('gives up after three server errors', () =>
    withTenant({ api: json(503, {}) }, async ({ eventStreams, tenant, waits }) => {
      const error = await managementErrorOf(eventStreams.get('est_1'))
      expect(error).toMatchObject({ kind: 'http', status: 503, attempts: 3, mayHaveBeenApplied: false })
      expect(tenant.calls()).toHaveLength(3)
      expect(waits).toEqual([250, 500])
    }))

  it('gives up after ten answers of 429', () =>
    withTenant({ api: json(429, TOO_MANY) }, async ({ eventStreams, tenant }) => {
      expect(await managementErrorOf(eventStreams.get('est_1'))).toMatchObject({ status: 429, attempts: 10 })
      expect(tenant.calls()).toHaveLength(10)
    }))

  it('counts rate limits and failures each by themselves', () =>
    withTenant(
      { api: inTurn(json(429, {}), json(429, {}), json(429, {}), json(503, {}), json(503, {}), STREAM) },
      async ({ eventStreams }) => {
        expect(await eventStreams.get('est_1')).toEqual(answeredStream())
      },
    ))

  it('waits as long as the server says', () =>
    withTenant({ api: inTurn(json(429, {}, { 'retry-after': '7' }), STREAM) }, async ({ eventStreams, waits, log }) => {
      await eventStreams.get('est_1')
      expect(waits).toEqual([7000])
      expect(log).toContainEqual({
        event: 'retry',
        method: 'GET',
        path: '/api/v2/event-streams/est_1',
        attempt: 1,
        waitMs: 7000,
        reason: '429',
      })
    }))

  it('says every ten seconds that it waits', () =>
    withTenant(
      { api: inTurn(json(429, {}, { 'retry-after': '25' }), STREAM) },
      async ({ eventStreams, waits, log }) => {
        await eventStreams.get('est_1')
        expect(waits).toEqual([10_000, 10_000, 5000])
        const reason = 'the last try failed (429)'
        expect(log.filter(({ event }) => event === 'wait')).toEqual([
          { event: 'wait', waitedMs: 10_000, waiting: 1, expectedMs: 15_000, reason },
          { event: 'wait', waitedMs: 20_000, waiting: 1, expectedMs: 5000, reason },
        ])
      },
    ))

  it('tells how long the server asked to wait when it gives up', () =>
    withTenant(
      { api: json(429, {}, { 'retry-after': '30' }) },
      async ({ eventStreams, waits }) => {
        expect(await managementErrorOf(eventStreams.get('est_1'))).toMatchObject({ status: 429, retryAfterMs: 30_000 })
        expect(waits).toEqual([])
      },
      { retry: { maxTotalMs: 29_000 } },
    ))

  it('is not sent again when waiting is ended while it waits', () =>
    withTenant({ api: json(503, {}) }, async ({ eventStreams, tenant }) => {
      const cancelWaiting = AbortSignal.abort(new Error('stop'))
      await expect(eventStreams.get('est_1', { cancelWaiting })).rejects.toThrow('stop')
      expect(tenant.calls().length).toBeLessThanOrEqual(1)
    }))

  it('fails as its last try did when waiting is ended after a write that may have been carried out', () => {
    const interrupt = new AbortController()
    return withTenant(
      { api: json(503, {}) },
      async ({ eventStreams, tenant }) => {
        const update = eventStreams.update('est_1', { status: 'disabled' }, { cancelWaiting: interrupt.signal })
        expect(await managementErrorOf(update)).toMatchObject({ status: 503, mayHaveBeenApplied: true })
        expect(tenant.calls()).toHaveLength(1)
      },
      {
        sleep: (_, signal) => {
          interrupt.abort(new Error('stop'))
          return Promise.reject(signal?.reason)
        },
      },
    )
  })

  it('is not sent again after a refusal', () =>
    withTenant({ api: json(404, {}) }, async ({ eventStreams, tenant }) => {
      await managementErrorOf(eventStreams.get('est_1'))
      expect(tenant.calls()).toHaveLength(1)
    }))

  it('ends at once when it is aborted while waiting', async () => {
    const abort = new AbortController()
    const tenant = await startTenant({ api: json(429, {}, { 'retry-after': '50' }) })
    const client = createManagementClient({ domain: tenant.domain, credentials: clientSecret, env: {} })
    setTimeout(() => abort.abort(), 300)
    const failure = client.eventStreams.get('est_1', { signal: abort.signal })
    await expect(failure).rejects.toMatchObject({ name: 'AbortError' })
    expect(tenant.calls()).toHaveLength(1)
    await client.close()
    await tenant.close()
  })

  it('ends at once when the client is closed while it waits', async () => {
    const tenant = await startTenant({ api: json(429, {}, { 'retry-after': '50' }) })
    const client = createManagementClient({ domain: tenant.domain, credentials: clientSecret, env: {} })
    setTimeout(() => client.close(), 300)
    await expect(client.eventStreams.get('est_1')).rejects.toThrow('the Management API client is closed')
    await tenant.close()
  })
})

describe('a create', () => {
  it('is sent again after a 429', () =>
    withTenant({ api: inTurn(json(429, TOO_MANY), CREATED) }, async ({ eventStreams, tenant }) => {
      expect(await eventStreams.create(newStream)).toEqual(answeredStream())
      expect(tenant.calls()).toHaveLength(2)
    }))

  it('was not applied when it is refused', () =>
    withTenant({ api: json(409, {}) }, async ({ eventStreams }) => {
      const failure = await managementErrorOf(eventStreams.create(newStream))
      expect(failure).toMatchObject({ status: 409, mayHaveBeenApplied: false })
    }))

  it('is tried again while nobody listens, and was not applied', async () => {
    const { eventStreams, waits } = clientOf(
      { domain: 'http://127.0.0.1:1' },
      { credentials: { kind: 'token', token: 'my-token' } },
    )
    const failure = await managementErrorOf(eventStreams.create(newStream))
    expect(failure).toMatchObject({
      kind: 'network',
      cause: { code: 'ECONNREFUSED' },
      attempts: 3,
      mayHaveBeenApplied: false,
    })
    expect(waits).toHaveLength(2)
  })
})

describe('an update', () => {
  it('is sent again after a reset', () =>
    withTenant({ api: inTurn(reset, STREAM) }, async ({ eventStreams, tenant }) => {
      expect(await eventStreams.update('est_1', { name: 'b' })).toEqual(answeredStream())
      expect(tenant.calls()).toHaveLength(2)
    }))

  it('may have been applied by a try before the one that was refused', () =>
    withTenant({ api: inTurn(reset, json(404, {})) }, async ({ eventStreams }) => {
      const failure = await managementErrorOf(eventStreams.update('est_1', { name: 'b' }))
      expect(failure).toMatchObject({ status: 404, mayHaveBeenApplied: true })
    }))
})

describe('a delete', () => {
  it('is sent again after a reset', () =>
    withTenant(
      { api: inTurn(reset, (response) => response.writeHead(204).end()) },
      async ({ eventStreams, tenant }) => {
        await eventStreams.delete('est_1')
        expect(tenant.calls()).toHaveLength(2)
      },
    ))
})
