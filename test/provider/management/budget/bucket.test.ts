import {
  acquire,
  type BudgetRules,
  type BudgetState,
  complete,
  unknownState,
} from '../../../../provider/management/budget/bucket'
import type { RateLimitInfo } from '../../../../provider/management/budget/rate-limit-info'

const NOW = 1_800_000_000_000

const RULES: BudgetRules = { headroomPercent: 20 }

function known(over: Partial<BudgetState>): BudgetState {
  return { ...unknownState(NOW), ...over }
}

function lesson(over: Partial<RateLimitInfo> = {}): RateLimitInfo {
  return { refused: false, ...over }
}

/** How many go at once, and what the next one is told. */
function takeAll(state: BudgetState, nowMs = NOW, rules = RULES) {
  let current = state
  for (let count = 0; count < 1000; count++) {
    const outcome = acquire(current, nowMs, rules, `t${count}`)
    if ('waitMs' in outcome) return { count, wait: outcome, state: current }
    current = outcome
  }
  return { count: Number.POSITIVE_INFINITY, wait: undefined, state: current }
}

/** The state after one request and its answer. */
function answered(state: BudgetState, answer: RateLimitInfo | undefined, nowMs = NOW): BudgetState {
  const taken = acquire(state, nowMs, RULES, 'own')
  if ('waitMs' in taken) throw new Error(`told to wait ${taken.waitMs} ms`)
  return complete(taken, nowMs, { id: 'own', atMs: nowMs }, answer)
}

describe('a tenant of which nothing is known', () => {
  it('is sent one request, and then as many as the slowest plan allows', () => {
    expect(takeAll(unknownState(NOW))).toMatchObject({ count: 1, wait: { waitMs: 500, reason: 'limit' } })
  })

  it.each([
    ['the first answer names no limit', lesson()],
    ['the first answer names one that nobody reaches', lesson({ limit: 'none', remaining: 999_999 })],
    ['the first request fails', undefined],
  ])('is sent everything when %s', (_, answer) => {
    expect(takeAll(answered(unknownState(NOW), answer)).count).toBe(Number.POSITIVE_INFINITY)
  })

  it('is sent what its first answer allows', () => {
    expect(takeAll(answered(unknownState(NOW), lesson({ limit: 50, remaining: 49 }))).count).toBe(39)
  })

  it('is what one becomes that has been left alone for ten minutes', () => {
    const state = known({ limit: 50, level: 50 })
    expect(takeAll(state, NOW + 599_000).count).toBe(40)
    expect(takeAll(state, NOW + 601_000).count).toBe(1)
  })

  it('is what one becomes when the clock was set back', () => {
    expect(takeAll(known({ limit: 50, level: 50, pausedUntilMs: NOW + 60_000 }), NOW - 7_200_000).count).toBe(1)
  })
})

describe('the headroom', () => {
  it.each([
    [50, 20, 40],
    [50, 0, 50],
    [50, 90, 5],
    [10, 20, 8],
    [2, 20, 1],
    [2, 0, 2],
    [2, 90, 1],
    [1, 90, 1],
  ])('of a bucket of %d is %d %%, which leaves %d requests at once', (limit, headroomPercent, count) => {
    expect(takeAll(known({ limit, level: limit }), NOW, { headroomPercent }).count).toBe(count)
  })

  it('is waited for when others have used it', () => {
    const { wait } = takeAll(known({ limit: 50, level: 3 }))
    expect(wait).toEqual({ reason: 'limit', waitMs: 4000 })
  })

  it('of a large bucket is asked about every five seconds, since it fills faster than by our reckoning', () => {
    const state = answered(known({ limit: 750, level: 400 }), lesson({ limit: 750, remaining: 3 }))
    expect(takeAll(state).wait).toEqual({ reason: 'limit', waitMs: 5000 })
    const asked = takeAll(state, NOW + 5000)
    expect(asked).toMatchObject({ count: 1, wait: { waitMs: 5000 } })
    const full = complete(
      asked.state,
      NOW + 5000,
      { id: 't0', atMs: NOW + 5000 },
      lesson({ limit: 750, remaining: 749 }),
    )
    expect(takeAll(full, NOW + 5000).count).toBe(599)
  })

  it('is not asked about while the tenant itself has nothing left', () => {
    const state = answered(known({ limit: 750, level: 400 }), lesson({ refused: true, limit: 750 }))
    const lost = complete(takeAll(state, NOW + 1000).state, NOW + 1000, { id: 't0', atMs: NOW + 1000 }, undefined)
    expect(takeAll({ ...lost, perSecond: 0.1 }, NOW + 6000).wait?.waitMs).toBe(5000)
  })
})

describe('an answer', () => {
  it('corrects the reckoning upwards', () => {
    expect(answered(known({ limit: 50, level: 11 }), lesson({ limit: 50, remaining: 40 })).level).toBe(40)
  })

  it('corrects the reckoning downwards', () => {
    expect(answered(known({ limit: 50, level: 50 }), lesson({ limit: 50, remaining: 20 })).level).toBeCloseTo(20.5)
  })

  it('counts the requests of others that may come after it', () => {
    const busy = takeAll(known({ limit: 50, level: 15 })).state
    const settled = complete(busy, NOW, { id: 't0', atMs: NOW }, lesson({ limit: 50, remaining: 30 }))
    expect(settled.level).toBe(30 - 4)
  })

  it('counts none that was sent long ago and never answered', () => {
    const lost = takeAll(known({ limit: 50, level: 15 })).state
    expect(answered(lost, lesson({ limit: 50, remaining: 30 }), NOW + 6000).level).toBe(30)
  })

  it('without headers leaves what is known', () => {
    expect(answered(known({ limit: 2, level: 2 }), lesson())).toMatchObject({ limit: 2, level: 1 })
  })

  it('that names the limit alone leaves the level', () => {
    expect(answered(known({ limit: 2, level: 2 }), lesson({ limit: 10 }))).toMatchObject({ limit: 10, level: 1 })
  })

  it('of an empty bucket that fills as fast as was assumed holds nobody', () => {
    const answer = lesson({ limit: 2, remaining: 0, waitMs: 2000 })
    expect(takeAll(answered(known({ limit: 2, level: 2 }), answer)).wait?.reason).toBe('limit')
  })

  it('of an empty bucket that fills slowly holds all until then, and then lets one go', () => {
    const state = answered(known({ limit: 2, level: 2 }), lesson({ limit: 2, remaining: 0, waitMs: 10_000 }))
    expect(takeAll(state, NOW).wait).toEqual({ reason: 'asked', waitMs: 10_000 })
    expect(takeAll(state, NOW + 10_000, { headroomPercent: 0 }).count).toBe(1)
    expect(takeAll(state, NOW + 11_000, { headroomPercent: 0 }).count).toBe(1)
  })

  it('leaves plain data', () => {
    const state = answered(known({ limit: 2, level: 2 }), lesson({ limit: 2, remaining: 1 }))
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
  })
})

describe('a 429', () => {
  function refusal(over: Partial<RateLimitInfo> = {}) {
    return lesson({ refused: true, limit: 2, remaining: 0, ...over })
  }

  it('holds all for as long as it asks', () => {
    const state = answered(known({ limit: 2, level: 2 }), refusal({ waitMs: 12_000 }))
    expect(takeAll(state).wait).toEqual({ reason: 'asked', waitMs: 12_000 })
  })

  it('holds all for a second when it does not say how long', () => {
    expect(takeAll(answered(known({ limit: 2, level: 2 }), refusal())).wait?.waitMs).toBe(1000)
  })

  it('lets one go after it, even where others have used the headroom', () => {
    const state = answered(known({ limit: 50, level: 50 }), refusal({ limit: 50, waitMs: 5000 }))
    expect(takeAll(state, NOW + 5000).count).toBe(1)
  })

  it('holds nobody for longer than an hour', () => {
    const state = answered(known({ limit: 2, level: 2 }), refusal({ waitMs: 7_200_000 }))
    expect(takeAll(state).wait).toEqual({ reason: 'asked', waitMs: 3_600_000 })
  })

  it('is asked about every thirty seconds while it lasts, by one request', () => {
    const state = answered(known({ limit: 2, level: 2 }), refusal({ waitMs: 3_600_000 }))
    expect(takeAll(state, NOW + 29_000).count).toBe(0)
    const asking = takeAll(state, NOW + 31_000)
    expect(asking).toMatchObject({ count: 1, wait: { reason: 'asked', waitMs: 3_569_000 } })
    const again = complete(asking.state, NOW + 32_000, { id: 't0', atMs: NOW + 31_000 }, refusal({ waitMs: 3_568_000 }))
    expect([takeAll(again, NOW + 60_000).count, takeAll(again, NOW + 62_000).count]).toEqual([0, 1])
  })

  it('is over as soon as such a request is let through', () => {
    const state = answered(known({ limit: 2, level: 2 }), refusal({ waitMs: 3_600_000 }))
    const asking = takeAll(state, NOW + 31_000).state
    const open = complete(asking, NOW + 32_000, { id: 't0', atMs: NOW + 31_000 }, lesson({ limit: 2, remaining: 1 }))
    expect(takeAll(open, NOW + 33_000).count).toBe(1)
  })

  it('is not over because of an answer to an earlier request', () => {
    const state = answered(known({ limit: 2, level: 2 }), refusal({ waitMs: 3_600_000 }))
    const late = complete(state, NOW + 1000, { id: 'x', atMs: NOW - 1000 }, lesson({ limit: 2, remaining: 1 }))
    expect(takeAll(late, NOW + 2000).count).toBe(0)
  })

  it('is asked about when the request that asked was never answered', () => {
    const state = answered(known({ limit: 2, level: 2 }), refusal({ waitMs: 3_600_000 }))
    const asking = takeAll(state, NOW + 31_000).state
    const lost = complete(asking, NOW + 40_000, { id: 't0', atMs: NOW + 31_000 }, undefined)
    expect(takeAll(lost, NOW + 62_000).count).toBe(1)
  })

  it('shortens no hold', () => {
    const state = answered(known({ limit: 9, level: 9 }), refusal({ limit: 9, waitMs: 12_000 }))
    expect(complete(state, NOW, { id: 'x', atMs: NOW }, refusal({ waitMs: 1000 })).pausedUntilMs).toBe(NOW + 12_000)
  })

  it('halves the assumed rate once for all that were under way, and never below one in ten seconds', () => {
    const busy = takeAll(known({ limit: 50, level: 50 })).state
    const [one, two] = [0, 1].map((index) => ({ id: `t${index}`, atMs: NOW }))
    const first = complete(busy, NOW + 100, one ?? { id: '', atMs: 0 }, refusal())
    expect(first.perSecond).toBe(1)
    expect(complete(first, NOW + 110, two ?? { id: '', atMs: 0 }, refusal()).perSecond).toBe(1)
    const slow = complete(known({ perSecond: 0.1 }), NOW, { id: 'x', atMs: NOW }, refusal())
    expect(slow.perSecond).toBe(0.1)
  })

  it('is forgotten after some answers that are none', () => {
    let state = known({ limit: 50, level: 50, perSecond: 0.1 })
    for (let count = 0; count < 35; count++) {
      state = complete(state, NOW, { id: 'x', atMs: NOW }, lesson({ limit: 50, remaining: 40 }))
    }
    expect(state.perSecond).toBe(2)
  })

  it('without headers makes a tenant limited that was taken for unlimited', () => {
    const state = answered(known({ limit: 'none' }), lesson({ refused: true }))
    expect(takeAll(state, NOW + 1000).count).toBe(1)
    expect(takeAll(complete(state, NOW + 1000, { id: 'x', atMs: NOW }, lesson()), NOW + 1000).count).toBe(1)
  })
})

describe('the maximum of requests per second', () => {
  it.each([
    [5, 5, 1000],
    [2.5, 2, 800],
    [0.5, 1, 2000],
  ])('of %d lets %d go in any %d ms', (maxRequestsPerSecond, count, windowMs) => {
    const rules = { headroomPercent: 20, maxRequestsPerSecond }
    const first = takeAll(known({ limit: 'none' }), NOW, rules)
    expect(first).toMatchObject({ count, wait: { reason: 'maximum', waitMs: windowMs } })
    expect(takeAll(first.state, NOW + windowMs - 1, rules).count).toBe(0)
    expect(takeAll(first.state, NOW + windowMs, rules).count).toBe(count)
  })

  it('counts requests that were answered', () => {
    const rules = { headroomPercent: 20, maxRequestsPerSecond: 1 }
    const taken = takeAll(known({ limit: 'none' }), NOW, rules).state
    const settled = complete(taken, NOW + 10, { id: 't0', atMs: NOW }, lesson())
    expect(takeAll(settled, NOW + 900, rules).wait).toEqual({ reason: 'maximum', waitMs: 100 })
  })
})
