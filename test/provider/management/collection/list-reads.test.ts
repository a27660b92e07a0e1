import {
  type EventStream,
  type EventStreamPage,
  type EventStreams,
  ManagementError,
} from '../../../../provider/management'
import { withListReads } from '../../../../provider/management/collection/list-reads'
import { writeMarksOf } from '../../../../provider/management/collection/write-marks'
import { eventStreamCollection } from '../../../../provider/management/event-streams/collection'
import { answeredStream } from '../fixtures'

function failure(status: number, kind: 'http' | 'auth' = 'http') {
  return new ManagementError('no', {
    kind,
    operation: 'x',
    method: 'GET',
    path: '/',
    reason: 'no',
    status,
    mayHaveBeenApplied: false,
  })
}

function stream(id: string, name = id) {
  return answeredStream({ id, name }) as EventStream
}

const done = Promise.resolve()

let tenants = 0

/** A client whose tenant holds these streams, on pages of `pageSize`; what it was asked is in `calls`. */
function tenantOf(
  ids: readonly string[],
  { pageSize = 100, listFails, token = done }: { pageSize?: number; listFails?: Error; token?: Promise<void> } = {},
) {
  const calls: string[] = []
  const streams = new Map(ids.map((id) => [id, stream(id)]))
  let nowMs = 0
  let updating = Promise.resolve()
  const eventStreams: Partial<EventStreams> = {
    async get(id) {
      calls.push(`get ${id}`)
      return streams.get(id) ?? Promise.reject(failure(404))
    },
    async list({ from = '0' } = {}): Promise<EventStreamPage> {
      calls.push(`list ${from}`)
      if (listFails) throw listFails
      const [all, start] = [[...streams.values()], Number(from)]
      const next = start + pageSize < all.length ? { next: String(start + pageSize) } : {}
      return { eventStreams: all.slice(start, start + pageSize), unreadable: [], ...next }
    },
    async update(id, { name = id }) {
      calls.push(`update ${id}`)
      await updating
      streams.set(id, stream(id, name))
      return streams.get(id) as EventStream
    },
  }
  tenants += 1
  const marks = writeMarksOf(`https://t${tenants}.auth0.com`)
  function createClient() {
    return withListReads(eventStreams as EventStreams, eventStreamCollection, {
      ...{ marks, load: () => done, prefetchToken: () => token, now: () => nowMs, sleep: () => done },
    })
  }
  const read = createClient()
  return {
    calls,
    streams,
    later: (ms: number) => {
      nowMs += ms
    },
    read: async (...wanted: readonly string[]) =>
      (await Promise.all(wanted.map((id) => read.get(id)))).map(({ name }) => name),
    update: (id: string, name?: string) => read.update(id, name === undefined ? {} : { name }),
    /** Holds what updates do back until the function that this gives is called. */
    holdUpdates() {
      let release: () => void = () => {}
      updating = new Promise((resolve) => {
        release = resolve
      })
      return () => release()
    },
    /** Another client of the same tenant in this process. */
    alias: createClient,
  }
}

function numbered(count: number) {
  return Array.from({ length: count }, (_, index) => `est_${index}`)
}

describe('reading event streams', () => {
  it('costs one GET for a single one', async () => {
    const { read, calls } = tenantOf(['est_a', 'est_b'])
    expect(await read('est_a')).toEqual(['est_a'])
    expect(calls).toEqual(['get est_a'])
  })

  it('costs one list call for two', async () => {
    const { read, calls } = tenantOf(['est_a', 'est_b'])
    expect(await read('est_a', 'est_b')).toEqual(['est_a', 'est_b'])
    expect(calls).toEqual(['list 0'])
  })

  it('costs one list call for two, the second of which comes while the token is asked for', async () => {
    let arrive: () => void = () => {}
    const token = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const { read, calls } = tenantOf(['est_a', 'est_b'], { token })
    const first = read('est_a')
    await new Promise((resolve) => setTimeout(resolve, 20))
    const second = read('est_b')
    arrive()
    expect(await Promise.all([first, second])).toEqual([['est_a'], ['est_b']])
    expect(calls).toEqual(['list 0'])
  })

  it('costs five list calls for five hundred, ten at a time', async () => {
    const ids = numbered(500)
    const { read, calls } = tenantOf(ids)
    for (let first = 0; first < ids.length; first += 10) await read(...ids.slice(first, first + 10))
    expect(calls).toEqual(['list 0', 'list 100', 'list 200', 'list 300', 'list 400'])
  })

  it('answers a later one from the list that is there', async () => {
    const { read, calls } = tenantOf(['est_a', 'est_b', 'est_c'])
    await read('est_a', 'est_b')
    expect(await read('est_c')).toEqual(['est_c'])
    expect(calls).toEqual(['list 0'])
  })

  it('reads no more pages than streams were asked for', async () => {
    const { read, calls } = tenantOf(numbered(1000), { pageSize: 10 })
    expect(await read('est_998', 'est_999')).toEqual(['est_998', 'est_999'])
    expect(calls.sort()).toEqual(['get est_998', 'get est_999', 'list 0', 'list 10'])
  })

  it('asks once more for a stream that the list lacks before it is called gone', async () => {
    const { read, calls } = tenantOf(['est_a', 'est_b'])
    await expect(read('est_a', 'est_gone')).rejects.toMatchObject({ status: 404 })
    expect(calls).toEqual(['list 0', 'get est_gone'])
  })
})

describe('a list of event streams', () => {
  it('answers a stream once: who reads it again sees it as it is by then', async () => {
    const { read, streams } = tenantOf(['est_a', 'est_b'])
    await read('est_a', 'est_b')
    streams.set('est_a', stream('est_a', 'renamed'))
    expect(await read('est_a')).toEqual(['renamed'])
  })

  it('ends with a write', async () => {
    const { read, update, streams } = tenantOf(['est_a', 'est_b', 'est_c'])
    await read('est_a', 'est_b')
    await update('est_a')
    streams.set('est_c', stream('est_c', 'renamed'))
    expect(await read('est_c')).toEqual(['renamed'])
  })

  it('made while a write was under way is not used after it', async () => {
    const { read, update, holdUpdates } = tenantOf(['est_a', 'est_b', 'est_c'])
    const release = holdUpdates()
    const writing = update('est_c', 'renamed')
    await read('est_a', 'est_b')
    release()
    await writing
    expect(await read('est_c')).toEqual(['renamed'])
  })

  it('does not answer a read of a stream that was written since it was asked for', async () => {
    const { read, update, calls } = tenantOf(['est_a', 'est_b', 'est_c'])
    const reading = read('est_a', 'est_b', 'est_c')
    await update('est_c', 'renamed')
    expect(await reading).toEqual(['est_a', 'est_b', 'renamed'])
    expect(calls).toContain('get est_c')
  })

  it('ends with a write of another client of the same tenant', async () => {
    const { read, alias } = tenantOf(['est_a', 'est_b', 'est_c'])
    await read('est_a', 'est_b')
    await alias().update('est_c', { name: 'renamed' })
    expect(await read('est_c')).toEqual(['renamed'])
  })

  it('ends after five seconds once something was written', async () => {
    const { read, update, later, calls } = tenantOf(['est_a', 'est_b', 'est_c', 'est_d'])
    await update('est_d')
    await read('est_a', 'est_b')
    later(5_000)
    await read('est_c')
    expect(calls).toEqual(['update est_d', 'list 0', 'get est_c'])
  })

  it('ends after a minute', async () => {
    const { read, later, calls } = tenantOf(['est_a', 'est_b', 'est_c'])
    await read('est_a', 'est_b')
    later(60_000)
    await read('est_c')
    expect(calls).toEqual(['list 0', 'get est_c'])
  })
})

describe('a list that fails', () => {
  it.each([400, 404, 500, 503])('with %i gives way to single reads', async (status) => {
    const { read, calls } = tenantOf(['est_a', 'est_b'], { listFails: failure(status) })
    expect(await read('est_a', 'est_b')).toEqual(['est_a', 'est_b'])
    expect(calls).toEqual(['list 0', 'get est_a', 'get est_b'])
  })

  it.each([
    ['refused credentials', failure(401, 'auth')],
    ['a missing scope', failure(403)],
    ['the rate limit', failure(429)],
  ])('for %s is not followed by single reads that would fail like it', async (_, listFails) => {
    const { read, calls } = tenantOf(['est_a', 'est_b'], { listFails })
    await expect(read('est_a', 'est_b')).rejects.toBe(listFails)
    expect(calls).toEqual(['list 0'])
  })
})
