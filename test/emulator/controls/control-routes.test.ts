import { STREAMS, tenantKit, webhookDestination, webhookStream } from '../tenant-kit'

async function withStream() {
  const kit = tenantKit()
  const { body } = await kit.call('POST', STREAMS, webhookStream())
  return { ...kit, stream: body }
}

describe('the recorded requests', () => {
  it('name method, path, query, body and status in order', async () => {
    const { call } = tenantKit()
    await call('GET', `${STREAMS}?take=7`)
    await call('POST', STREAMS, { name: '' })
    const { body } = await call('GET', '/__emulator/requests')
    expect(body).toMatchObject([
      { sequence: 1, method: 'GET', path: STREAMS, query: { take: '7' }, body: null, status: 200 },
      { sequence: 2, method: 'POST', path: STREAMS, body: { name: '' }, status: 400 },
    ])
  })

  it('name the client of the token', async () => {
    const { tenant } = tenantKit()
    const { clientId: client_id, clientSecret: client_secret } = tenant
    const grant = { grant_type: 'client_credentials', client_id, client_secret, audience: 'http://localhost/api/v2/' }
    const issued = await tenant.request('/oauth/token', { method: 'POST', body: new URLSearchParams(grant) })
    const { access_token } = (await issued.json()) as { access_token: string }
    await tenant.request(STREAMS, { headers: { authorization: `Bearer ${access_token}` } })
    expect(tenant.requests().map(({ clientId }) => clientId)).toEqual([client_id, client_id])
  })

  it('do not hold the Authorization header', async () => {
    const { tenant, call } = tenantKit()
    await call('GET', STREAMS)
    expect(JSON.stringify(tenant.requests())).not.toContain(tenant.apiToken)
  })

  it('can be forgotten', async () => {
    const { tenant, call } = tenantKit()
    await call('GET', STREAMS)
    await call('DELETE', '/__emulator/requests')
    expect(tenant.requests()).toEqual([])
  })
})

describe('a stream behind the back', () => {
  it('is not changed to values of other types', async () => {
    const { call, stream } = await withStream()
    const { status } = await call('PATCH', `/__emulator/event-streams/${stream.id}`, { name: [1] })
    expect(status).toBe(400)
  })

  it('shows what its destination holds', async () => {
    const { call, stream } = await withStream()
    expect((await call('GET', `/__emulator/secrets/${stream.id}`)).body).toEqual({ token: 'first-token' })
  })

  it('changes without validation and with a later updated_at', async () => {
    const { call, stream } = await withStream()
    const destination = { configuration: { webhook_endpoint: 'http://elsewhere' } }
    await call('PATCH', `/__emulator/event-streams/${stream.id}`, { subscriptions: [], destination })
    const { body } = await call('GET', `${STREAMS}/${stream.id}`)
    expect(body).toMatchObject({ name: 'users', subscriptions: [], destination: { ...destination, type: 'webhook' } })
    expect(Date.parse(body.updated_at)).toBeGreaterThan(Date.parse(stream.updated_at))
  })

  it('takes a new secret and still hides it', async () => {
    const { call, tenant, stream } = await withStream()
    const destination = webhookDestination({ token: 'second-token' })
    const { text } = await call('PATCH', `/__emulator/event-streams/${stream.id}`, { destination })
    expect(tenant.secrets(stream.id)).toEqual({ token: 'second-token' })
    expect(text).not.toContain('second-token')
  })

  it('vanishes', async () => {
    const { call, stream } = await withStream()
    expect((await call('DELETE', `/__emulator/event-streams/${stream.id}`)).status).toBe(204)
    expect((await call('GET', `${STREAMS}/${stream.id}`)).status).toBe(404)
    expect((await call('DELETE', `/__emulator/event-streams/${stream.id}`)).status).toBe(404)
  })
})

describe('the settings', () => {
  it('queue faults one by one or as a list', async () => {
    const { call } = tenantKit()
    await call('POST', '/__emulator/faults', { status: 500 })
    await call('POST', '/__emulator/faults', [{ status: 502 }, { status: 503 }])
    const answers = [await call('GET', STREAMS), await call('GET', STREAMS), await call('GET', STREAMS)]
    expect(answers.map(({ status }) => status)).toEqual([500, 502, 503])
  })

  it('send the headers of a fault by value, however absurd', async () => {
    const { call } = tenantKit()
    const headers = {
      'x-ratelimit-remaining': '-5',
      'x-ratelimit-reset': '99999999999999',
      'retry-after': 'soon',
      'content-length': '7',
    }
    await call('POST', '/__emulator/faults', { headers })
    const answer = await call('GET', STREAMS)
    expect(Object.keys(headers).map((name) => answer.headers.get(name))).toEqual(Object.values(headers))
  })

  it('put a plan in force and take it back', async () => {
    const { call } = tenantKit({ clock: () => 0 })
    await call('PUT', '/__emulator/limits', { preset: 'free' })
    const limited = await call('GET', STREAMS)
    await call('PUT', '/__emulator/limits', { burst: 5, perSecond: 1 })
    const relaxed = await call('GET', STREAMS)
    expect([limited, relaxed].map(({ headers }) => headers.get('x-ratelimit-limit'))).toEqual(['2', '5'])
  })

  it('make every answer slow', async () => {
    const { call } = tenantKit()
    await call('PUT', '/__emulator/latency', { ms: 60 })
    const before = performance.now()
    await call('GET', STREAMS)
    expect(performance.now() - before).toBeGreaterThan(55)
  })

  it('turn modes', async () => {
    const { call } = tenantKit()
    await call('PUT', '/__emulator/modes', { unknownQueryParameters: 'ignore' })
    expect((await call('GET', `${STREAMS}?color=red`)).status).toBe(200)
  })

  it('add a deployed action under a chosen id', async () => {
    const { call } = tenantKit()
    const id = '11111111-2222-4333-8444-555555555555'
    const { status, body } = await call('POST', '/__emulator/actions', { id })
    expect([status, body.id, body.status, body.deployed_version.deployed]).toEqual([201, id, 'built', true])
  })

  it('add a client with the secret that it must use', async () => {
    const { call } = tenantKit()
    const { status, body } = await call('POST', '/__emulator/clients', { clientId: 'reader', scopes: ['read:events'] })
    expect([status, body]).toEqual([
      201,
      { client_id: 'reader', client_secret: expect.any(String), scopes: ['read:events'], authorized: true },
    ])
  })

  it('go back to the start with everything else', async () => {
    const { tenant, call } = await withStream()
    tenant.faults.next({ status: 500 })
    tenant.setModes({ unknownQueryParameters: 'ignore' })
    await call('POST', '/__emulator/reset')
    expect((await call('GET', `${STREAMS}?color=red`)).status).toBe(400)
    expect([tenant.eventStreams(), tenant.requests().length]).toEqual([[], 1])
  })

  it.each([
    ['POST', 'faults', { connection: 'explode' }],
    ['POST', 'faults', 'status 500'],
    ['POST', 'faults', { bodyDelayMs: -1 }],
    ['PUT', 'limits', { preset: 'platinum' }],
    ['PUT', 'limits', { burst: 0, perSecond: 1 }],
    ['PUT', 'latency', { ms: -1 }],
    ['PUT', 'modes', { cascadeDeleteAction: 'maybe' }],
    ['PUT', 'clock', { advanceMs: 1e300 }],
    ['PUT', 'clock', { speed: 1e300 }],
    ['POST', 'actions', { secrets: [{ name: 1, value: 'v' }] }],
    ['POST', 'clients', { scopes: 'read:users' }],
  ])('refuse %s %s %j', async (method, path, body) => {
    const { call } = tenantKit()
    expect((await call(method, `/__emulator/${path}`, body)).status).toBe(400)
  })
})

describe('an unknown route', () => {
  it('is answered by its name and noted on stderr', async () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { body } = await tenantKit().call('PUT', STREAMS)
    expect(body.message).toContain(`PUT ${STREAMS}`)
    expect(write).toHaveBeenCalledTimes(1)
    write.mockRestore()
  })

  it.each([
    ['error', 501],
    ['silent', 404],
  ] as const)('ends under the policy %s with %i', async (onUnknownRoute, expected) => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { status } = await tenantKit({ onUnknownRoute }).call('GET', '/api/v2/nowhere')
    expect([status, write.mock.calls.length]).toEqual([expected, onUnknownRoute === 'silent' ? 0 : 1])
    write.mockRestore()
  })

  it('is not found under the control prefix either', async () => {
    const { status } = await tenantKit({ onUnknownRoute: 'silent' }).call('GET', '/__emulator/nowhere')
    expect(status).toBe(404)
  })
})
