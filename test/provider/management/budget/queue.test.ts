import { type BudgetRules, type BudgetState, unknownState } from '../../../../provider/management/budget/bucket'
import { createQueue, QueueTimeoutError, type Turn } from '../../../../provider/management/budget/queue'
import { createProcessStore } from '../../../../provider/management/budget/store'
import type { ManagementLogEntry } from '../../../../provider/management/log'

const START = 1_800_000_000_000

/** A queue whose tenant is known, on a clock that moves only when everybody waits. */
function createFixture(state: Partial<BudgetState>, rules: Partial<BudgetRules> = {}) {
  let nowMs = START
  const log: ManagementLogEntry[] = []
  const store = createProcessStore(START)
  async function sleep(ms: number, signal?: AbortSignal) {
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
    nowMs += ms
  }
  const tools = {
    now: () => nowMs,
    elapsed: () => nowMs,
    sleep,
    random: () => 0.5,
    log: (entry: ManagementLogEntry) => void log.push(entry),
  }
  const queue = createQueue(store, { headroomPercent: 20, ...rules }, tools)
  const ready = store.change(() => ({ ...unknownState(START), limit: 2, level: 2, ...state }))
  const order: string[] = []
  return {
    log,
    order,
    store,
    elapsedMs: () => nowMs - START,
    lines: () => log.filter(({ event }) => event === 'wait'),
    async enter(name: string, over: Partial<Turn> = {}) {
      await ready
      const turn = { isWrite: false, maxWaitMs: 300_000, signal: new AbortController().signal, ...over }
      const own = await queue.enter(turn)
      order.push(name)
      return own
    },
    leave: queue.leave,
  }
}

describe('the queue', () => {
  it('lets requests go in the order in which they came', async () => {
    const { enter, order } = createFixture({})
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => enter(name)))
    expect(order).toEqual(['a', 'b', 'c', 'd'])
  })

  it('lets writes go before reads', async () => {
    const { enter, order } = createFixture({ level: 0 })
    const reads = ['read 1', 'read 2'].map((name) => enter(name))
    const writes = ['write 1', 'write 2'].map((name) => enter(name, { isWrite: true }))
    await Promise.all([...reads, ...writes])
    expect(order).toEqual(['write 1', 'write 2', 'read 1', 'read 2'])
  })

  it('lets no read wait for ever while new writes come', async () => {
    const { enter, order } = createFixture({ level: 0 })
    async function write(name: string) {
      return void (await enter(name, { isWrite: true }))
    }
    async function writing() {
      for (let count = 0; count < 30; count++) await Promise.all([write(`${count} a`), write(`${count} b`)])
    }
    await Promise.all([enter('read'), writing()])
    expect(order.indexOf('read')).toBeGreaterThan(10)
    expect(order.indexOf('read')).toBeLessThan(30)
  })

  it('reservations as long as the limit asks for', async () => {
    const { enter, elapsedMs } = createFixture({})
    await Promise.all(Array.from({ length: 11 }, (_, index) => enter(String(index))))
    expect(elapsedMs()).toBeGreaterThanOrEqual(4700)
    expect(elapsedMs()).toBeLessThan(5200)
  })

  it('lets requests go as soon as an answer says that there is room', async () => {
    const { enter, leave, elapsedMs } = createFixture({ limit: 'unknown', level: 1 })
    const first = await enter('first')
    const others = Array.from({ length: 30 }, (_, index) => enter(String(index)))
    await leave(first, { refused: false, limit: 50, remaining: 49 })
    await Promise.all(others)
    expect(elapsedMs()).toBeLessThan(100)
  })

  it('asks nobody for a tenant without a limit', async () => {
    const { enter, leave, store } = createFixture({ limit: 'none' })
    await leave(await enter('first'), { refused: false })
    const change = jest.spyOn(store, 'change')
    await leave(await enter('second'), { refused: false })
    expect(change).not.toHaveBeenCalled()
  })

  it('asks again when such a tenant has got a limit', async () => {
    const { enter, leave, elapsedMs } = createFixture({ limit: 'none' })
    await leave(await enter('first'), { refused: false })
    await leave(await enter('second'), { refused: false, limit: 2, remaining: 0 })
    await enter('third')
    expect(elapsedMs()).toBeGreaterThanOrEqual(400)
  })

  it('lets go of a request that is aborted, and serves the others', async () => {
    const { enter, order } = createFixture({ level: 0 })
    const abort = new AbortController()
    const aborted = enter('aborted', { signal: abort.signal })
    const others = ['a', 'b'].map((name) => enter(name))
    setImmediate(() => abort.abort(new Error('stop')))
    await expect(aborted).rejects.toThrow('stop')
    await Promise.all(others)
    expect(order).toEqual(['a', 'b'])
  })

  it('reservations in no request that has been aborted before', async () => {
    const { enter } = createFixture({})
    await expect(enter('a', { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop')
  })

  it('gives up on a request that has waited as long as it may', async () => {
    const { enter, elapsedMs } = createFixture({ level: 0, perSecond: 0.02 })
    const failure = await enter('a', { maxWaitMs: 20_000 }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(QueueTimeoutError)
    expect(failure).toMatchObject({ wait: { reason: 'limit', waitMs: 30_000 } })
    expect(elapsedMs()).toBe(20_000)
  })

  it('gives up at once when the pause that Auth0 asks for is longer than a request may wait', async () => {
    const { enter, elapsedMs } = createFixture({ pausedUntilMs: START + 600_000, pausedSinceMs: START })
    const failure = await enter('a', { maxWaitMs: 300_000 }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'QueueTimeoutError', wait: { reason: 'asked', waitMs: 600_000 } })
    expect(elapsedMs()).toBe(0)
  })
})

describe('the log of a wait', () => {
  it('begins at once, and goes on every ten seconds', async () => {
    const { enter, lines } = createFixture({ pausedUntilMs: START + 25_000, pausedSinceMs: START })
    await enter('a')
    expect(lines()).toEqual([
      {
        event: 'wait',
        waitedMs: 0,
        waiting: 1,
        expectedMs: 25_000,
        reason: 'Auth0 asked for a pause, of which 25 s are left',
      },
      { event: 'wait', waitedMs: 10_000, waiting: 1, expectedMs: 15_000, reason: expect.stringContaining('15 s') },
      { event: 'wait', waitedMs: 20_000, waiting: 1, expectedMs: 5000, reason: expect.stringContaining('5 s') },
    ])
  })

  it('is one line for many requests', async () => {
    const { enter, lines } = createFixture({})
    await Promise.all(Array.from({ length: 9 }, (_, index) => enter(String(index))))
    expect(lines()).toHaveLength(1)
  })

  it('says what the tenant admits', async () => {
    const { enter, lines } = createFixture({ level: 0.4 })
    await enter('a')
    expect(lines()).toMatchObject([{ reason: 'burst limit 2, 0 remaining, 20 % reserved' }])
  })

  it("says when it is the user's own maximum", async () => {
    const { enter, lines } = createFixture({ limit: 'none' }, { maxRequestsPerSecond: 2 })
    await Promise.all(['a', 'b', 'c'].map((name) => enter(name)))
    expect(lines()).toMatchObject([{ reason: 'at most 2 requests per second are allowed here', expectedMs: 1000 }])
  })

  it('is silent about what nobody notices', async () => {
    const { enter, lines } = createFixture({ level: 1.2 })
    await enter('a')
    expect(lines()).toEqual([])
  })
})
