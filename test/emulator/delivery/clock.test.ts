import { createClock, createSteppedClock } from '../../../emulator/clock'

describe('a stepped clock', () => {
  it('runs what falls due in order, each at its time', async () => {
    const clock = createSteppedClock(1_000)
    const seen: [string, number][] = []
    function note(name: string) {
      return () => void seen.push([name, clock()])
    }
    clock.setTimer(note('late'), 30)
    clock.setTimer(note('early'), 10)
    clock.setTimer(note('never'), 41)
    await clock.advance(40)
    expect([seen, clock()]).toEqual([
      [
        ['early', 1_010],
        ['late', 1_030],
      ],
      1_040,
    ])
  })

  it('runs timers that others set on the way', async () => {
    const clock = createSteppedClock()
    const seen: number[] = []
    clock.setTimer(() => clock.setTimer(() => seen.push(clock()), 5), 5)
    await clock.advance(10)
    expect(seen).toEqual([10])
  })

  it('waits for the work that was noted, and for what hangs on it', async () => {
    const clock = createSteppedClock()
    const seen: string[] = []
    const work = new Promise((resolve) => setTimeout(resolve, 20))
    void clock
      .during(work)
      .then(() => clock.sleep(5))
      .then(() => seen.push('done'))
    await clock.advance(5)
    expect(seen).toEqual(['done'])
  })

  it('does not run a timer that was called off', async () => {
    const clock = createSteppedClock()
    const callback = jest.fn()
    clock.setTimer(callback, 5)()
    await clock.advance(10)
    expect(callback).not.toHaveBeenCalled()
  })
})

describe('a running clock', () => {
  function soon() {
    return new Promise((resolve) => setTimeout(resolve, 30))
  }

  it('passes as many times as fast as it is told', () => {
    let nowMs = 1_000
    const clock = createClock({ now: () => nowMs, speed: 60 })
    nowMs += 10
    const fast = clock()
    clock.setSpeed(2)
    nowMs += 10
    expect([fast, clock()]).toEqual([1_600, 1_620])
  })

  it('shortens timers with its speed, those under way included', async () => {
    const clock = createClock()
    const callback = jest.fn()
    clock.setTimer(callback, 60_000)
    clock.setSpeed(60_000)
    await soon()
    expect(callback).toHaveBeenCalledTimes(1)
  })

  it('can be advanced by hand', async () => {
    const clock = createClock({ now: () => 0 })
    const callback = jest.fn()
    clock.setTimer(callback, 60_000)
    await clock.advance(60_000)
    await soon()
    expect([clock(), callback.mock.calls.length]).toEqual([60_000, 1])
  })

  it('takes delays that are longer than Node can wait', () => {
    jest.useFakeTimers()
    const callback = jest.fn()
    createClock().setTimer(callback, 2 ** 32)
    jest.advanceTimersByTime(2 ** 32 - 1)
    const calledEarly = callback.mock.calls.length
    jest.advanceTimersByTime(1)
    jest.useRealTimers()
    expect([calledEarly, callback.mock.calls.length]).toEqual([0, 1])
  })

  it('runs nothing after close', async () => {
    const clock = createClock()
    const callback = jest.fn()
    clock.setTimer(callback, 5)
    clock.close()
    await soon()
    expect(callback).not.toHaveBeenCalled()
  })

  it('wakes a sleeper whose signal aborts', async () => {
    const controller = new AbortController()
    const sleep = createClock().sleep(60_000, controller.signal)
    controller.abort()
    await expect(sleep).resolves.toBeUndefined()
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the speed %d', (speed) => {
    expect(() => createClock({ speed })).toThrow('positive number')
  })
})
