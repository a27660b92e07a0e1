import type { Fault } from '../../../emulator/http/faults'
import { STREAMS, tenantKit, webhookStream } from '../tenant-kit'

describe('a fault with an answer of its own', () => {
  it('keeps the request from the tenant', async () => {
    const { tenant, call } = tenantKit()
    tenant.faults.next({ status: 503 })
    const { status, body } = await call('POST', STREAMS, webhookStream())
    expect([status, body.statusCode, body.error, tenant.eventStreams()]).toEqual([503, 503, 'Service Unavailable', []])
  })

  it('lets the request take effect when it is applied', async () => {
    const { tenant, call } = tenantKit()
    tenant.faults.next({ status: 500, applied: true })
    const { status } = await call('POST', STREAMS, webhookStream())
    expect([status, tenant.eventStreams().length]).toEqual([500, 1])
  })

  it('answers a 429 with the headers of an empty bucket', async () => {
    const { tenant, call } = tenantKit({ clock: () => 1_700_000_000_000 })
    tenant.faults.next({ status: 429 })
    const { headers, body } = await call('GET', STREAMS)
    expect([headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-reset')]).toEqual(['0', '1700000001'])
    expect(body.errorCode).toBe('too_many_requests')
  })

  it('sends a text as it is, under the content type given', async () => {
    const { tenant, call } = tenantKit()
    tenant.faults.next({ body: '<html>', contentType: 'text/html' })
    const { status, text, headers } = await call('GET', STREAMS)
    expect([status, text, headers.get('content-type')]).toEqual([200, '<html>', 'text/html'])
  })
})

describe('a fault without an answer', () => {
  it('changes headers and takes them away', async () => {
    const { tenant, call } = tenantKit()
    tenant.faults.next({ headers: { 'x-ratelimit-reset': 'soon', 'x-ratelimit-limit': null } })
    const { status, headers } = await call('GET', STREAMS)
    expect([status, headers.get('x-ratelimit-reset'), headers.get('x-ratelimit-limit')]).toEqual([200, 'soon', null])
  })

  it('makes the request wait', async () => {
    const { tenant, call } = tenantKit()
    tenant.faults.next({ delayMs: 60 })
    const before = performance.now()
    const { status } = await call('GET', STREAMS)
    expect(status).toBe(200)
    expect(performance.now() - before).toBeGreaterThan(55)
  })
})

describe('a slow body', () => {
  const HOUR_MS = 3_600_000

  async function readFirst(fault: Fault, body?: string) {
    const { tenant } = tenantKit()
    tenant.faults.next({ bodyDelayMs: HOUR_MS, ...fault })
    const headers = { authorization: `Bearer ${tenant.apiToken}`, 'content-type': 'application/json' }
    const request = body === undefined ? { headers } : { method: 'POST', headers, body }
    const response = await tenant.request(STREAMS, request)
    const reader = response.body?.getReader()
    const first = Buffer.from((await reader?.read())?.value ?? []).toString()
    const second = await Promise.race([reader?.read(), new Promise((resolve) => setImmediate(resolve, 'not yet'))])
    await reader?.cancel()
    return { status: response.status, first, second, streams: tenant.eventStreams().length }
  }

  it.each<[string, Fault, number, string]>([
    ["the tenant's answer", {}, 200, '{"eventStr'],
    ['a body', { body: 'odd' }, 200, 'od'],
    ['a status', { status: 503, body: '0123456789' }, 503, '01234'],
  ])('comes by half after the headers of %s', async (_of, fault, status, first) => {
    expect(await readFirst(fault)).toMatchObject({ status, first, second: 'not yet' })
  })

  it('comes by half when the request has taken effect', async () => {
    const fault = { applied: true, status: 500, body: 'lost' }
    expect(await readFirst(fault, JSON.stringify(webhookStream()))).toEqual({
      status: 500,
      first: 'lo',
      second: 'not yet',
      streams: 1,
    })
  })

  it('is whole in the end', async () => {
    const { tenant, call } = tenantKit()
    tenant.faults.next({ bodyDelayMs: 1 })
    expect((await call('GET', STREAMS)).body).toEqual({ eventStreams: [] })
  })

  it('leaves an answer without a body alone', async () => {
    const { tenant, call } = tenantKit()
    tenant.faults.next({ bodyDelayMs: HOUR_MS, status: 204 })
    expect(await call('GET', STREAMS)).toMatchObject({ status: 204, text: '' })
  })
})

describe('a broken connection', () => {
  it.each([
    ['reset-before', 0, null],
    ['reset-after', 1, 201],
    ['truncate', 1, 201],
  ] as const)('by %s leaves %i streams and the status %p in the log', async (connection, streams, status) => {
    const { tenant, call } = tenantKit()
    tenant.faults.next({ connection })
    await expect(call('POST', STREAMS, webhookStream())).rejects.toMatchObject({ connection })
    expect(tenant.eventStreams()).toHaveLength(streams)
    expect(tenant.requests()[0]).toMatchObject({ status, connection })
  })
})
