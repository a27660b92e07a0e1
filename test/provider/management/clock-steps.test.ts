import { createActiveClock } from '../../../provider/management/active-clock'
import { unknownState } from '../../../provider/management/budget/bucket'
import { createQueue } from '../../../provider/management/budget/queue'
import { createProcessStore } from '../../../provider/management/budget/store'
import type { ApiRequest } from '../../../provider/management/exchange'
import { statusError } from '../../../provider/management/request-error'
import { withRetry } from '../../../provider/management/retry'
import { DEFAULT_RETRY_POLICY } from '../../../provider/management/retry-delay'

const START = 1_800_000_000_000
const HOUR = 3_600_000

/** A machine whose wall clock can be set while its own goes on. */
function createMachine() {
  let [wallMs, monotonicMs] = [START, 0]
  function pass(ms: number) {
    wallMs += ms
    monotonicMs += ms
  }
  return {
    now: () => wallMs,
    elapsed: createActiveClock(() => monotonicMs),
    sleep: async (ms: number, signal?: AbortSignal) => {
      await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
      pass(ms)
    },
    random: () => 0.5,
    setWallClock: (byMs: number) => {
      wallMs += byMs
    },
    /** The machine sleeps, and its monotonic clock goes on or not. */
    suspend(ms: number, isCounted: boolean) {
      wallMs += ms
      if (isCounted) monotonicMs += ms
    },
  }
}

const STEPS: readonly (readonly [string, (machine: ReturnType<typeof createMachine>) => void])[] = [
  ['the clock is set ten minutes ahead', ({ setWallClock }) => setWallClock(600_000)],
  ['the clock is set an hour back', ({ setWallClock }) => setWallClock(-HOUR)],
  ['the laptop sleeps, on a system that counts it', ({ suspend }) => suspend(8 * HOUR, true)],
  ['the laptop sleeps, on a system that does not count it', ({ suspend }) => suspend(8 * HOUR, false)],
]

describe('requests that wait for the rate limit', () => {
  it.each(STEPS)('do not end early while %s', async (_, step) => {
    const machine = createMachine()
    const store = createProcessStore(START)
    await store.change(() => ({ ...unknownState(START), limit: 2, level: 2 }))
    const queue = createQueue(store, { headroomPercent: 20 }, machine)
    function turn() {
      return { isWrite: false, maxWaitMs: 300_000, signal: new AbortController().signal }
    }
    const waiting = Array.from({ length: 12 }, async (_unused, index) => {
      await queue.enter(turn())
      if (index === 3) step(machine)
    })
    const outcomes = await Promise.allSettled(waiting)
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
  })

  it('lose it after the time that they may wait', async () => {
    const machine = createMachine()
    const store = createProcessStore(START)
    await store.change(() => ({ ...unknownState(START), limit: 2, level: 0, perSecond: 0.1 }))
    const queue = createQueue(store, { headroomPercent: 20 }, machine)
    const turn = { isWrite: false, maxWaitMs: 1_500, signal: new AbortController().signal }
    await expect(queue.enter(turn)).rejects.toThrow('does not come in time')
  })
})

describe('a request that is tried again', () => {
  const request: ApiRequest = {
    operation: 'read event stream x',
    endpoint: 'api',
    method: 'GET',
    path: '/api/v2/event-streams/x',
    effect: 'none',
    headers: {},
    secrets: { values: [], paths: [] },
    attempt: 1,
    mayHaveBeenApplied: false,
  }
  const OK = { status: 200, headers: {}, text: '{}' }

  it.each(STEPS)('has its further tries though %s', async (_, step) => {
    const machine = createMachine()
    let tries = 0
    async function send(one: ApiRequest) {
      tries++
      if (tries === 3) return OK
      step(machine)
      throw statusError(one, { status: 503, headers: {}, text: '' }, machine.now())
    }
    const tools = { ...machine, policy: DEFAULT_RETRY_POLICY }
    expect(await withRetry(send, tools)(request)).toBe(OK)
  })
})
