import { createLoopbackCertificate } from '../../../emulator/http/certificate'
import { closeAll, deliveryKit, handlerKit, streamBody } from './delivery-kit'
import type { Call, Handler } from './handler'

afterEach(closeAll)

function onlyCall({ calls }: Handler): Call {
  const [call, ...others] = calls
  if (call === undefined || others.length > 0) throw new Error(`The handler was called ${calls.length} times`)
  return call
}

describe('a call of a webhook', () => {
  it('is a POST of one event in its envelope', async () => {
    const handler = await handlerKit()
    const { addStream, happen } = deliveryKit({ tenantName: 'shop' })
    const id = await addStream(`${handler.url}/hook?from=auth0`)
    await happen('a')
    const { method, path, headers, event } = onlyCall(handler)
    expect([method, path, headers['content-type']]).toEqual(['POST', '/hook?from=auth0', 'application/json'])
    expect(event).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^evt_\w{22}$/),
      source: 'urn:auth0:shop.localhost',
      type: 'user.created',
      time: '2026-01-02T03:04:05.000Z',
      data: { object: { user_id: 'a' }, context: { tenant: { id: 'shop' } } },
      a0stream: id,
      a0tenant: 'shop',
    })
  })

  it.each([
    [{ method: 'bearer', token: 't1' }, 'authorization', 'Bearer t1'],
    [{ method: 'basic', username: 'me', password: 'pä:ss' }, 'authorization', 'Basic bWU6cMOkOnNz'],
    [{ method: 'custom_header', header_key: 'X-Api-Key', header_value: 'k1' }, 'x-api-key', 'k1'],
  ])('is authorized by %j', async (authorization, header, value) => {
    const handler = await handlerKit()
    const { addStream, happen } = deliveryKit()
    await addStream(handler.url, streamBody(handler.url, authorization))
    await happen('a')
    expect(handler.calls[0]?.headers[header]).toBe(value)
  })

  it('says cloudevents in that mode', async () => {
    const handler = await handlerKit()
    const { addStream, happen, tenant } = deliveryKit()
    tenant.setModes({ webhookContentType: 'application/cloudevents+json' })
    await addStream(handler.url)
    await happen('a')
    expect(handler.calls[0]?.headers['content-type']).toBe('application/cloudevents+json')
  })

  it('goes to this machine when an override says so', async () => {
    const handler = await handlerKit()
    const webhookOverrides = { 'https://example.com': 'http://127.0.0.1:1', 'https://example.com/hooks': handler.url }
    const { addStream, happen } = deliveryKit({ deliveries: { webhookOverrides } })
    await addStream('https://example.com/hooks/users')
    await happen('a')
    expect(handler.calls[0]?.path).toBe('/users')
  })

  it('keeps its connection for the next event', async () => {
    const handler = await handlerKit()
    const { addStream, happen } = deliveryKit()
    await addStream(handler.url)
    await happen('a')
    await happen('b')
    const [first, second] = handler.calls
    expect(second?.port).toBe(first?.port)
  })
})

describe('a kept connection that the handler has closed meanwhile', () => {
  it.each(['http', 'https'])('costs no attempt over %s', async (scheme) => {
    const { caCert, ...tls } = await createLoopbackCertificate()
    const handler = await handlerKit(scheme === 'https' ? tls : undefined)
    const { addStream, happen, tenant } = deliveryKit({ deliveries: { webhookCa: caCert } })
    await addStream(handler.url)
    await happen('a')
    handler.reply('reset', 204)
    await happen('b')
    const [, second] = tenant.deliveries()
    expect([handler.calls.length, second?.status, second?.attempts.length]).toEqual([3, 'success', 1])
  })
})

describe('a call that brings no answer', () => {
  async function failWith(endpoint: string, webhookTimeoutMs = 1_000) {
    const { addStream, happen, clock, tenant } = deliveryKit({ deliveries: { webhookTimeoutMs } })
    await addStream(endpoint)
    await happen('a')
    await clock.advance(7_000)
    return tenant.deliveries()[0]?.attempts ?? []
  }

  it('is described as recorded, cut after fifty characters, and in full for the controls', async () => {
    const attempts = await failWith('https://localhost:1/w/random-turquoise-mead')
    expect(attempts[0]?.error_message).toBe('Post "https://localhost:1/w/random-turquoise-mead" ...')
    expect(attempts[0]?.error_detail).toMatch(
      /^Post "https:\/\/localhost:1\/w\/random-turquoise-mead": dial tcp .*connection refused$/,
    )
  })

  it('is tried again', async () => {
    expect(await failWith('https://localhost:1/')).toHaveLength(4)
  })

  it('is given up after the timeout, in real time', async () => {
    const handler = await handlerKit()
    handler.reply('hang')
    const [attempt] = await failWith(handler.url, 40)
    expect(attempt?.error_detail).toContain('context deadline exceeded')
    expect(attempt?.duration).toBeGreaterThan(35)
  })

  it('is a failure when the connection breaks', async () => {
    const handler = await handlerKit()
    handler.reply('reset')
    const [attempt] = await failWith(handler.url)
    expect(attempt?.error_detail ?? attempt?.error_message).toMatch(/": EOF$/)
  })

  it('is a failure when a header cannot be sent', async () => {
    const handler = await handlerKit()
    const { addStream, happen, tenant } = deliveryKit()
    await addStream(handler.url, streamBody(handler.url, { method: 'bearer', token: 'two\nlines' }))
    await happen('a')
    expect(tenant.deliveries()[0]?.attempts[0]?.status).toBe('failed')
  })
})

describe('a webhook behind TLS', () => {
  it.each([
    ['is refused when nobody vouches for its certificate', () => ({}), 'unknown authority'],
    ['is called when its authority is trusted', (caCert: string) => ({ webhookCa: caCert }), undefined],
    ['is called when certificates do not matter', () => ({ insecureWebhooks: true }), undefined],
  ])('%s', async (_name, options, reason) => {
    const { caCert, ...tls } = await createLoopbackCertificate()
    const handler = await handlerKit(tls)
    const { addStream, happen, tenant } = deliveryKit({ deliveries: options(caCert) })
    await addStream(`${handler.url.replace('127.0.0.1', 'localhost')}/`)
    await happen('a')
    const [attempt] = tenant.deliveries()[0]?.attempts ?? []
    expect(handler.calls).toHaveLength(reason === undefined ? 1 : 0)
    expect(attempt?.error_detail ?? '').toContain(reason ?? '')
  })
})

describe('an endpoint without TLS', () => {
  it.each([
    ['reject', 'http://127.0.0.1:3000/hook', 400],
    ['loopback', 'http://127.0.0.1:3000/hook', 201],
    ['loopback', 'http://localhost', 201],
    ['loopback', 'http://[::1]:3000/', 201],
    ['loopback', 'http://example.com/', 400],
    ['loopback', 'http://localhost.example.com/', 400],
    ['loopback', 'http://127.0.0.1@example.com/', 400],
  ] as const)('ends in mode %s for %s with %i', async (httpEndpoints, endpoint, expected) => {
    const { call } = deliveryKit({ modes: { httpEndpoints } })
    expect((await call('POST', '/api/v2/event-streams', streamBody(endpoint))).status).toBe(expected)
  })
})
