import { MODES } from '../../../emulator/index'
import { STREAMS, tenantKit, webhookStream } from '../tenant-kit'

const silent = { onUnknownRoute: 'silent' } as const

async function messageOf(method: string, path: string, body?: unknown): Promise<[number, string]> {
  const { call } = tenantKit(silent)
  const answer = await call(method, `/__emulator${path}`, body as never)
  return [answer.status, answer.body?.message]
}

describe('a control request with a member that there is not', () => {
  it.each([
    ['POST', '/faults', { stauts: 503 }, '"stauts" is not a member of a fault. Did you mean "status"?'],
    ['POST', '/faults', { method: 'POST', status: 503 }, 'Did you mean "match.method"?'],
    ['POST', '/faults', { path: '/api/v2', status: 503 }, 'Did you mean "match.path"?'],
    [
      'POST',
      '/faults',
      { match: { status: 503 } },
      '"status" is not a member of match of a fault. Did you mean "status"?',
    ],
    ['POST', '/faults', { status: 503, delay_ms: 5 }, 'Did you mean "delayMs"?'],
    ['POST', '/faults', [{ status: 500 }, { stauts: 503 }], 'Did you mean "status"?'],
    ['POST', '/faults', { wings: 2 }, 'Members: match, times, skip, status, body,'],
    ['PUT', '/limits', { presset: 'free' }, 'Did you mean "preset"?'],
    ['PUT', '/limits', { burst: 2, per_second: 1 }, 'Did you mean "perSecond"?'],
    ['PUT', '/limits', { preset: 'free', burst: 2, perSecond: 1 }, 'not both'],
    ['PUT', '/latency', { latency: 300 }, 'Members: ms.'],
    ['PUT', '/modes', { httpEndpoint: 'loopback' }, 'Did you mean "httpEndpoints"?'],
    ['PUT', '/modes', { modes: { httpEndpoints: 'loopback' } }, '"modes" is not a member of the switches.'],
    ['PUT', '/clock', { advance: 7000 }, 'Did you mean "advanceMs"?'],
    ['PUT', '/clock', { speed: 'fast' }, 'Expected type number'],
    ['PUT', '/clock', { speed: 2, advancems: 3 }, 'Did you mean "advanceMs"?'],
    ['POST', '/events', { type: 'user.created', object: {}, previousObject: {} }, 'Did you mean "previous_object"?'],
    ['POST', '/clients', { client_id: 'me' }, 'Did you mean "clientId"?'],
    ['POST', '/clients', { scopes: ['read:event_stream'] }, 'Did you mean "read:event_streams"?'],
    ['POST', '/actions', { nmae: 'a' }, 'Did you mean "name"?'],
    ['POST', '/event-connections/error', { codes: 'timeout' }, 'Did you mean "code"?'],
    ['POST', '/groups', { displayName: 'a' }, 'Members: name, external_id,'],
    [
      'PATCH',
      '/event-streams/est_x',
      { webhook_endpoint: 'x' },
      'Did you mean "destination.configuration.webhook_endpoint"?',
    ],
    ['POST', '/reset', { streams: true }, 'POST /__emulator/reset takes no body'],
    ['GET', '/deliveries?stream=x', undefined, '"stream" is not a member of the query.'],
    ['GET', '/deliveries?event_streamid=x', undefined, 'Did you mean "event_stream_id"?'],
    ['DELETE', '/requests?path=x', undefined, 'It has none.'],
  ])('%s %s %j is refused and says what was meant', async (method, path, body, words) => {
    const [status, message] = await messageOf(method, path, body)
    expect([status, message]).toEqual([400, expect.stringContaining(words)])
  })

  it.each([
    '/api/v2/event-streams/*',
    '/api/v2/event-streams/{id}',
    '/api/v2/event-streams/:id',
    '/api/v2/users?page=1',
  ])('cannot be a fault for a path that no request has: %s', async (path) => {
    expect(await messageOf('POST', '/faults', { match: { path }, status: 503 })).toEqual([
      400,
      `Invalid fault path "${path}": expected a prefix of a path, which begins with "/" and has no query, or a regular expression, which begins with "^"`,
    ])
  })

  it('changes nothing, not even by the right ones of a list', async () => {
    const { call, tenant } = tenantKit()
    await call('POST', '/__emulator/faults', [{ status: 500 }, { stauts: 503 }])
    expect(tenant.faults.pending()).toEqual([])
  })
})

describe('a fault that would pass without a trace', () => {
  it.each([
    [{}, 'A fault needs at least one of'],
    [{ match: { method: 'POST' }, times: 3 }, 'A fault needs at least one of'],
    [{ applied: true }, 'A fault needs at least one of'],
    [{ status: 503, match: { path: 'api/v2/event-streams' } }, 'expected a prefix of a path'],
    [{ status: 503, match: { method: 'PSOT' } }, 'Invalid fault method "PSOT"'],
    [{ status: '503' }, 'Expected type integer'],
    [{ status: 503, times: 0 }, 'minimum'],
    [{ status: 503, times: 1.5 }, 'Expected type integer'],
  ])('is refused: %j', async (fault, words) => {
    const [status, message] = await messageOf('POST', '/faults', fault)
    expect([status, message]).toEqual([400, expect.stringContaining(words)])
  })

  it('is refused in a program, too', () => {
    const { tenant } = tenantKit()
    const fault = { stauts: 503 }
    expect(() => tenant.faults.next(fault as never)).toThrow('Did you mean "status"?')
  })
})

describe('a control route that there is not', () => {
  it.each([
    ['POST', '/fault', 'Did you mean "POST /__emulator/faults"?'],
    ['POST', '/latency', 'Did you mean "PUT /__emulator/latency"?'],
    ['GET', '/eventstreams', 'Did you mean "GET /__emulator/event-streams"?'],
    ['GET', '/wings', 'GET /__emulator/ lists the control routes.'],
  ])('%s %s', async (method, path, words) => {
    const [status, message] = await messageOf(method, path)
    expect([status, message]).toEqual([404, expect.stringContaining(words)])
  })
})

describe('the list of the control routes', () => {
  it.each(['/__emulator/', '/__emulator'])('stands at %s', async (path) => {
    const { call } = tenantKit()
    const { status, body } = await call('GET', path)
    expect(status).toBe(200)
    const { routes, modes, seed } = body
    expect(routes.map(({ method, path }: Record<string, string>) => `${method} ${path}`)).toEqual(
      expect.arrayContaining(['POST /__emulator/faults', 'GET /__emulator/actions/{id}/executions']),
    )
    expect(modes.map(({ name }: { name: string }) => name)).toEqual(Object.keys(MODES))
    expect(seed).toContain('event_streams')
  })

  it('has an example for each body that its route accepts', async () => {
    const { call } = tenantKit()
    const { body: stream } = await call('POST', STREAMS, webhookStream())
    const { body: group } = await call('POST', '/__emulator/groups', { name: 'a' })
    const { routes } = (await call('GET', '/__emulator/')).body
    for (const { method, path, example } of routes) {
      if (example === undefined) continue
      const target = path.replace('{id}', path.includes('groups') ? group.id : stream.id)
      const { status } = await call(method, target, example)
      expect([method, path, status]).toEqual([method, path, status < 300 ? status : 'a success'])
      await call('DELETE', '/__emulator/faults')
    }
  })
})
