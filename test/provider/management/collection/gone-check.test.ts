import { type EventStream, type EventStreams, ManagementError } from '../../../../provider/management'
import { withGoneCheck } from '../../../../provider/management/collection/gone-check'
import { eventStreamCollection } from '../../../../provider/management/event-streams/collection'
import { answeredStream, managementErrorOf } from '../fixtures'

function failure(status: number, rest: object = { fromAuth0: true }) {
  return new ManagementError('no', {
    kind: 'http',
    operation: 'x',
    method: 'GET',
    path: '/',
    reason: `answered ${status}`,
    status,
    mayHaveBeenApplied: false,
    ...rest,
  })
}

/** A client that answers gets with these, one after the other, and lists with that. */
function client(gets: readonly (EventStream | Error)[], list: Error | undefined) {
  const calls: string[] = []
  let nowMs = 0
  async function next(call: string) {
    const answer = gets[calls.filter((other) => other.startsWith(call)).length] ?? gets.at(-1)
    calls.push(call)
    if (answer instanceof Error) throw answer
    return answer as EventStream
  }
  const eventStreams: Partial<EventStreams> = {
    get: (id) => next(`get ${id}`),
    delete: async (id) => void (await next(`delete ${id}`)),
    async list({ take } = {}) {
      calls.push(`list ${take}`)
      if (list !== undefined) throw list
      return { eventStreams: [], unreadable: [] }
    },
  }
  const timer = {
    now: () => nowMs,
    sleep: async (ms: number) => {
      nowMs += ms
    },
  }
  const streams = withGoneCheck(eventStreams as EventStreams, eventStreamCollection, timer)
  return { streams, calls, later: (ms: number) => timer.sleep(ms) }
}

const OLD = { confirmGone: { createdAt: '2026-01-16T08:50:33.955Z' } }
function young() {
  return { confirmGone: { createdAt: new Date(Date.now() - 60_000).toISOString() } }
}
const stream = answeredStream() as EventStream

describe.each(['get', 'delete'] as const)('a 404 of a %s', (method) => {
  it('is believed when the collection is answered', async () => {
    const { streams, calls } = client([failure(404)], undefined)
    expect((await managementErrorOf(streams[method]('est_1', OLD))).gone).toBe(true)
    expect(calls).toEqual([`${method} est_1`, 'list 1'])
  })

  it.each([404, 400, 405, 410])('is not believed when the collection is answered with %i', async (status) => {
    const { streams } = client([failure(404)], failure(status))
    expect((await managementErrorOf(streams[method]('est_1', OLD))).gone).toBe(`answered ${status}`)
  })

  it.each([
    ['a missing scope', failure(403)],
    ['the rate limit', failure(429)],
    ['a failure of the server', failure(503)],
    ['a broken connection', failure(0, { kind: 'network' })],
    ['refused credentials', failure(401, { kind: 'auth' })],
    ['a page of something else', failure(200, { kind: 'shape' })],
  ])('gives way to %s of the collection', async (_, refused) => {
    const { streams } = client([failure(404)], refused)
    await expect(streams[method]('est_1', OLD)).rejects.toBe(refused)
  })

  it('costs one list for many', async () => {
    const { streams, calls } = client([failure(404)], undefined)
    await Promise.allSettled(['a', 'b', 'c'].map((id) => streams[method](id, OLD)))
    expect(calls.filter((call) => call.startsWith('list'))).toEqual(['list 1'])
  })

  it('costs none when a list was answered a moment ago, and one again after a minute', async () => {
    const { streams, calls, later } = client([failure(404)], undefined)
    await streams.list({ take: 100 })
    expect((await managementErrorOf(streams[method]('a', OLD))).gone).toBe(true)
    await later(60_000)
    expect((await managementErrorOf(streams[method]('b', OLD))).gone).toBe(true)
    expect(calls.filter((call) => call.startsWith('list'))).toEqual(['list 100', 'list 1'])
  })

  it('of a young stream is asked for twice more', async () => {
    const { streams, calls } = client([failure(404)], undefined)
    expect((await managementErrorOf(streams[method]('est_1', young()))).gone).toBe(true)
    expect(calls).toEqual([`${method} est_1`, `${method} est_1`, `${method} est_1`, 'list 1'])
  })

  it('of something that is not Auth0 is left as it is', async () => {
    const refused = failure(404, {})
    const { streams, calls } = client([refused], undefined)
    await expect(streams[method]('est_1', young())).rejects.toBe(refused)
    expect(calls).toEqual([`${method} est_1`])
  })

  it('is left as it is where nobody asks for more', async () => {
    const refused = failure(404)
    const { streams, calls } = client([refused], undefined)
    await expect(streams[method]('est_1')).rejects.toBe(refused)
    expect(calls).toEqual([`${method} est_1`])
  })
})

describe('a young stream that is not found at once', () => {
  it('is read by one of the further tries', async () => {
    const { streams, calls } = client([failure(404), failure(404), stream], undefined)
    expect(await streams.get('est_1', young())).toBe(stream)
    expect(calls).toHaveLength(3)
  })

  it('of a clock that goes ahead is young, too', async () => {
    const tomorrow = { confirmGone: { createdAt: new Date(Date.now() + 86_400_000).toISOString() } }
    const { streams } = client([failure(404), stream], undefined)
    expect(await streams.get('est_1', tomorrow)).toBe(stream)
  })

  it('without a date is asked for once', async () => {
    const { streams, calls } = client([failure(404)], undefined)
    await managementErrorOf(streams.get('est_1', { confirmGone: { createdAt: null } }))
    expect(calls).toEqual(['get est_1', 'list 1'])
  })
})
