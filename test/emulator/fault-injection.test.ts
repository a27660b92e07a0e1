import { STREAMS, tenantKit, webhookStream } from './tenant-kit'

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
