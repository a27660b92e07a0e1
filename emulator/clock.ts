import { LONGEST_TIMER_MS } from './timer'

/**
 * The tenant's time, in milliseconds since the epoch, and everything that waits for it. Whatever the tenant itself waits
 * for (a retry, a heartbeat, a deadline of days) goes through here, so that it can be compressed and, in tests, stepped.
 * Work outside the tenant, such as a webhook's response, takes real time.
 */
export interface Clock {
  (): number
  /**
   * The time that clients go by, in milliseconds since the epoch: never moved and never compressed. Whatever a response
   * tells a client to wait for (rate limits, the life of a token) is reckoned in it.
   */
  wall(): number
  /** Calls back once, when so much tenant time has passed. Keeps no process alive. Returns how to call it off. */
  setTimer(callback: () => void, delayMs: number): () => void
  /** Resolves when so much tenant time has passed, or as soon as the signal aborts: the caller looks which. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>
  /** Notes work that runs outside tenant time, such as an HTTP request: a stepped clock waits for it. Returns it. */
  during<Work extends Promise<unknown>>(work: Work): Work
  /** Moves time forward by hand. What falls due runs in its order. */
  advance(ms: number): Promise<void>
  /** How much faster than a wall clock this one runs; 0 when it moves by hand only. */
  readonly speed: number
  /** Makes time run so many times as fast, timers included. Throws unless it is a positive number. */
  setSpeed(speed: number): void
  /** Calls off every timer. */
  close(): void
}

/** A clock that runs by itself, by default with the system's. */
export interface ClockOptions {
  /** What to read; default the system's clock. */
  readonly now?: () => number
  /** How many times as fast tenant time passes; default 1. */
  readonly speed?: number
}

/** A year in half a minute. Much more, and the tenant's time would leave the years that dates are written in. */
export const HIGHEST_SPEED = 1_000_000

/** Time goes no further: later years have more than four digits, and soon no date can be made of them. */
const END_OF_TIME_MS = Date.UTC(9999, 11, 31)

type RunningTimer = {
  readonly dueMs: number
  readonly fire: () => void
  handle?: NodeJS.Timeout
}

/** A clock that runs by itself. Throws on a speed that is not a positive number. */
export function createClock({ now = Date.now, speed = 1 }: ClockOptions = {}): Clock {
  const timers = new Set<RunningTimer>()
  const time = createPacedTime(now, assertSpeed(speed))
  function arm(timer: RunningTimer) {
    clearTimeout(timer.handle)
    const realMs = Math.max(0, timer.dueMs - time.read()) / time.pace()
    const act = realMs > LONGEST_TIMER_MS ? () => arm(timer) : timer.fire
    timer.handle = setTimeout(act, Math.min(realMs, LONGEST_TIMER_MS)).unref()
  }
  function shift(ms: number, pace: number) {
    time.shift(ms, pace)
    for (const timer of [...timers].sort((a, b) => a.dueMs - b.dueMs)) arm(timer)
  }
  function cancel(timer: RunningTimer) {
    clearTimeout(timer.handle)
    timers.delete(timer)
  }
  const setTimer: Clock['setTimer'] = (callback, delayMs) => {
    function fire() {
      timers.delete(timer)
      callback()
    }
    const timer: RunningTimer = { dueMs: time.read() + delayMs, fire }
    timers.add(timer)
    arm(timer)
    return () => cancel(timer)
  }
  return withReading(() => Math.floor(time.read()), {
    wall: now,
    setTimer,
    sleep: (delayMs, signal) => sleepBy(setTimer, delayMs, signal),
    during: (work) => work,
    advance: async (ms) => shift(assertForward(ms, time.read()), time.pace()),
    get speed() {
      return time.pace()
    },
    setSpeed: (next) => shift(0, assertSpeed(next)),
    close: () => timers.forEach(cancel),
  })
}

/** A time that passes some times as fast as another. */
function createPacedTime(now: () => number, firstPace: number) {
  let pace = firstPace
  let anchor = { tenantMs: now(), realMs: now() }
  function read() {
    return anchor.tenantMs + (now() - anchor.realMs) * pace
  }
  return {
    read,
    pace: () => pace,
    /** Goes on from the present time, moved by so much, at this pace. */
    shift(ms: number, nextPace: number) {
      anchor = { tenantMs: read() + ms, realMs: now() }
      pace = nextPace
    },
  }
}

interface SteppedTimer {
  readonly dueMs: number
  readonly callback: () => void
}

/** A clock that only moves by `advance`, which runs what falls due and waits for the work that it started. For tests. */
export function createSteppedClock(startMs = 0): Clock {
  let nowMs = startMs
  const timers = new Set<SteppedTimer>()
  const works = new Set<Promise<unknown>>()
  const setTimer: Clock['setTimer'] = (callback, delayMs) => {
    const timer = { dueMs: nowMs + delayMs, callback }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  function runNext(untilMs: number): boolean {
    const next = firstDue(timers, untilMs)
    if (next === undefined) return false
    timers.delete(next)
    nowMs = Math.max(nowMs, next.dueMs)
    next.callback()
    return true
  }
  return withReading(() => nowMs, {
    wall: () => nowMs,
    setTimer,
    sleep: (delayMs, signal) => sleepBy(setTimer, delayMs, signal),
    during(work) {
      works.add(work)
      function forget() {
        return void works.delete(work)
      }
      work.then(forget, forget)
      return work
    },
    async advance(ms) {
      const untilMs = nowMs + assertForward(ms, nowMs)
      do await settled(works)
      while (runNext(untilMs))
      nowMs = untilMs
    },
    speed: 0,
    setSpeed() {
      throw new Error('A stepped clock has no speed: advance it instead')
    },
    close: () => timers.clear(),
  })
}

/** The earliest timer that is due by then; of several, the one that was set first. */
function firstDue(timers: ReadonlySet<SteppedTimer>, untilMs: number): SteppedTimer | undefined {
  const due = [...timers].filter(({ dueMs }) => dueMs <= untilMs)
  return due.sort((a, b) => a.dueMs - b.dueMs)[0]
}

/** A clock from what an option holds: a clock, or a mere reading of the time. */
export function toClock(given: Clock | (() => number) | undefined, speed?: number): Clock {
  if (given !== undefined && 'setTimer' in given) return given
  return createClock({ ...(given === undefined ? {} : { now: given }), ...(speed === undefined ? {} : { speed }) })
}

/** Properties on top of the reading; `Object.assign` would freeze the getter `speed` at its first value. */
function withReading(read: () => number, members: { [Member in keyof Clock]: Clock[Member] }): Clock {
  return Object.defineProperties(() => read(), Object.getOwnPropertyDescriptors(members)) as Clock
}

function sleepBy(setTimer: Clock['setTimer'], delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve()
    const cancel = setTimer(() => wake(), delayMs)
    function wake() {
      cancel()
      signal?.removeEventListener('abort', wake)
      resolve()
    }
    signal?.addEventListener('abort', wake)
  })
}

/** Resolves once no noted work is left and whatever hung on it has had its turn. */
async function settled(works: ReadonlySet<Promise<unknown>>): Promise<void> {
  do {
    await Promise.allSettled(works)
    await new Promise((resolve) => setImmediate(resolve))
  } while (works.size > 0)
}

function assertSpeed(speed: number): number {
  if (speed > 0 && speed <= HIGHEST_SPEED) return speed
  throw new Error(`Invalid speed ${speed}: expected a positive number up to ${HIGHEST_SPEED}`)
}

function assertForward(ms: number, nowMs: number): number {
  if (ms >= 0 && nowMs + ms <= END_OF_TIME_MS) return ms
  throw new Error(`Cannot advance time by ${ms}: expected a number of milliseconds from 0, not past the year 9999`)
}
