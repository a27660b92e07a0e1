import { createSteppedClock } from '../../../emulator/clock'
import { encodeOffset } from '../../../emulator/events/sse-cursor'
import { sourceKit, userPath } from '../directory/source-kit'
import { BEGINNING, connect, type Frame } from './sse-kit'

function typesOf(frames: readonly Frame[]) {
  return frames.flatMap(({ event }) => event ?? [])
}
function eventsOf(frames: readonly Frame[]) {
  return frames.filter(({ data }) => data?.event !== undefined)
}

describe('a connection to the events', () => {
  it('begins with a greeting and how to come back', async () => {
    const { tenant } = sourceKit()
    const client = await connect(tenant)
    expect(await client.soFar()).toEqual([{ comment: 'connected' }, { retry: '2000' }])
    expect([client.status, client.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
  })

  it('tells what happens, under a cursor', async () => {
    const { tenant, createUser } = sourceKit()
    const client = await connect(tenant)
    await client.soFar()
    const created = await createUser()
    const [frame] = await client.soFar()
    expect(frame).toEqual({
      event: 'user.created',
      id: encodeOffset(1),
      data: {
        offset: encodeOffset(1),
        event: expect.objectContaining({ type: 'user.created', data: expect.objectContaining({ object: created }) }),
      },
    })
  })

  it('does not mention earlier events', async () => {
    const { tenant, createUser } = sourceKit()
    await createUser()
    expect(eventsOf(await (await connect(tenant)).soFar())).toEqual([])
  })

  it('tells only of the types that were asked for', async () => {
    const { tenant, createUser, api } = sourceKit()
    const client = await connect(
      tenant,
      `?from=${encodeURIComponent(BEGINNING)}&event_type=user.updated&event_type=user.deleted`,
    )
    const created = await createUser()
    await api('PATCH', userPath(created), { nickname: 'x' })
    await api('DELETE', userPath(created))
    expect(typesOf(await client.soFar())).toEqual(['user.updated', 'user.deleted'])
  })

  it('goes on behind the cursor that it gave', async () => {
    const { tenant, createUser, api } = sourceKit()
    const created = await createUser()
    const [first] = eventsOf(await (await connect(tenant, `?from=${encodeURIComponent(BEGINNING)}`)).soFar())
    await api('DELETE', userPath(created))
    const client = await connect(tenant, `?from=${encodeURIComponent(first?.id ?? '')}`)
    expect(typesOf(await client.soFar())).toEqual(['user.deleted'])
  })

  it('goes by Last-Event-ID rather than by from', async () => {
    const { tenant, createUser } = sourceKit()
    await createUser()
    const client = await connect(tenant, `?from=${encodeURIComponent(encodeOffset(1))}`, { 'last-event-id': BEGINNING })
    expect(typesOf(await client.soFar())).toEqual(['user.created'])
  })

  it('begins at a time', async () => {
    const clock = createSteppedClock(Date.parse('2026-03-01T10:00:00Z'))
    const { tenant, createUser, api } = sourceKit({ clock })
    const created = await createUser()
    await clock.advance(60_000)
    await api('DELETE', userPath(created))
    async function from(time: string) {
      return typesOf(await (await connect(tenant, `?from_timestamp=${time}`)).soFar())
    }
    expect(await from('2026-03-01T10:00:00Z')).toEqual(['user.created', 'user.deleted'])
    expect(await from('2026-03-01T10:00:01Z')).toEqual(['user.deleted'])
    expect(await from('2026-03-01T10:01:01Z')).toEqual([])
  })
})

describe('a request for the events', () => {
  it.each([
    '?from=nonsense',
    '?event_type=user.flown',
    '?event_type=user.created&event_type=user.flown',
    '?from_timestamp=yesterday',
    '?from_timestamp=2026-03-01T10:00:00.000Z',
    `?from=${BEGINNING}&from_timestamp=2026-03-01T10:00:00Z`,
    `?from=${'x'.repeat(1025)}`,
    '?wings=2',
  ])('is refused with %s', async (query) => {
    const { tenant } = sourceKit()
    expect((await connect(tenant, query)).status).toBe(400)
  })

  it('is refused with a Last-Event-ID that is no cursor', async () => {
    const { tenant } = sourceKit()
    expect((await connect(tenant, '', { 'last-event-id': 'nonsense' })).status).toBe(400)
  })

  it('finds events gone that are no longer kept', async () => {
    const { tenant, createUser } = sourceKit()
    await createUser()
    tenant.reset()
    const { status } = await connect(tenant, '', { 'last-event-id': BEGINNING })
    expect(status).toBe(410)
  })

  it('finds events gone that another run of the tenant had', async () => {
    const { tenant } = sourceKit()
    expect((await connect(tenant, '', { 'last-event-id': encodeOffset(99) })).status).toBe(410)
  })

  it.each([
    ['free', 1],
    ['professional', 4],
    ['enterprise', 8],
    ['none', 8],
  ] as const)('is refused beyond the connections of the plan %s', async (rateLimits, limit) => {
    let nowMs = 0
    // A minute between any two requests keeps the plan's bucket full.
    const { tenant } = sourceKit({ rateLimits, clock: () => (nowMs += 60_000) })
    const statuses: number[] = []
    for (let count = 0; count <= limit; count += 1) statuses.push((await connect(tenant)).status)
    expect(statuses).toEqual([...Array<number>(limit).fill(200), 403])
  })

  it('finds room again when another connection is closed', async () => {
    const { tenant } = sourceKit({ eventConnections: 1 })
    const first = await connect(tenant)
    await first.close()
    expect((await connect(tenant)).status).toBe(200)
  })
})

describe('an idle connection', () => {
  it('hears where it stands, beyond events that it did not want', async () => {
    const clock = createSteppedClock()
    const { tenant, createUser } = sourceKit({ clock })
    const client = await connect(tenant, '?event_type=user.deleted')
    await client.soFar()
    await createUser()
    await clock.advance(15_000)
    expect(await client.soFar()).toEqual([
      { event: 'offset-only', id: encodeOffset(1), data: { offset: encodeOffset(1) } },
      { comment: 'heartbeat' },
    ])
  })

  it('is ended by the server after some minutes, and lets the next one in', async () => {
    const clock = createSteppedClock()
    const { tenant } = sourceKit({ clock, eventConnections: 1 })
    const client = await connect(tenant)
    await client.soFar()
    const ended = client.next()
    await clock.advance(300_000)
    const last = await ended
    expect([typesOf(last ?? []), (await connect(tenant)).status]).toEqual([['offset-only'], 200])
  })
})

describe('a slow connection', () => {
  it('gets each event when it takes the one before', async () => {
    const { tenant, createUser } = sourceKit()
    const client = await connect(tenant)
    await client.next()
    for (const name of ['a', 'b', 'c']) await createUser({ email: `${name}@example.com` })
    expect(await client.next()).toHaveLength(1)
  })

  it('is told when it has fallen behind what is kept', async () => {
    const { tenant, createUser } = sourceKit()
    const client = await connect(tenant)
    await client.next()
    await createUser()
    tenant.reset()
    const error = { code: 'cursor_expired', message: expect.any(String), offset: BEGINNING }
    expect(await client.next()).toEqual([{ event: 'error', data: { error } }])
    expect(await client.next()).toBeUndefined()
  })
})

describe('a connection that a test ends', () => {
  it('hears the reason last', async () => {
    const { tenant, control } = sourceKit()
    const client = await connect(tenant)
    await client.soFar()
    await control('POST', '/__emulator/event-connections/error', { code: 'processing_error', message: 'Ouch' })
    const error = { code: 'processing_error', message: 'Ouch', offset: BEGINNING }
    expect(await client.next()).toEqual([{ event: 'error', data: { error } }])
    expect(await client.next()).toBeUndefined()
  })

  it('is no longer counted', async () => {
    const { tenant, control } = sourceKit()
    await connect(tenant)
    const before = await control('GET', '/__emulator/event-connections')
    await control('POST', '/__emulator/event-connections/error', { code: 'timeout' })
    const after = await control('GET', '/__emulator/event-connections')
    expect([before.body, after.body]).toEqual([{ open: 1 }, { open: 0 }])
  })

  it('needs a reason that Auth0 knows', async () => {
    const { control } = sourceKit()
    const { status } = await control('POST', '/__emulator/event-connections/error', { code: 'whim' })
    expect(status).toBe(400)
  })
})
