import { parseRateLimit } from '../../../../provider/management/budget/rate-limit-info'

const NOW_MS = Date.parse('2026-11-22T12:00:00Z')
const NOW = NOW_MS / 1000

const DATE = new Date(NOW_MS).toUTCString()

function lesson(headers: Record<string, string>, status = 200) {
  return parseRateLimit({ status, headers: { date: DATE, ...headers }, text: '' }, NOW_MS)
}

function limits(limit: string, remaining: string, reset = String(NOW + 1)) {
  return lesson({ 'x-ratelimit-limit': limit, 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset })
}

describe('what an answer says about the rate limit', () => {
  it('is read from its three headers', () => {
    expect(limits('10', '7')).toEqual({ refused: false, limit: 10, remaining: 7, waitMs: 1000 })
  })

  it('is nothing without headers', () => {
    expect(lesson({})).toEqual({ refused: false })
  })

  it('is that there is no limit when nobody could send so much', () => {
    expect(limits('1000000', '999999')).toMatchObject({ limit: 'none' })
  })

  it.each(['x', '', '-3', '1.5', 'NaN', '1e3', '99999999999999999999'])(
    'is nothing of the limit when that is %j',
    (limit) => {
      expect(limits(limit, '0')).toEqual({ refused: false, waitMs: 1000 })
    },
  )

  it('is nothing of a limit of 0', () => {
    expect(limits('0', '0')).not.toHaveProperty('limit')
  })

  it.each(['x', '-1', '11', '0.5'])('is the limit alone when %j of 10 remain', (remaining) => {
    expect(limits('10', remaining)).toEqual({ refused: false, limit: 10, waitMs: 1000 })
  })

  it.each([
    ['in the past', NOW - 60],
    ['years away', NOW + 100_000_000],
    ['in milliseconds', NOW_MS + 1000],
    ['in words', 'soon'],
  ])('is the rest when the reset is %s', (_, reset) => {
    expect(limits('10', '7', String(reset))).toEqual({ refused: false, limit: 10, remaining: 7 })
  })

  it("is measured with the server's clock", () => {
    const headers = { date: new Date(NOW_MS - 3_600_000).toUTCString(), 'x-ratelimit-reset': String(NOW - 3600 + 5) }
    expect(lesson(headers)).toEqual({ refused: false, waitMs: 5000 })
  })

  it('is unknown without the time of the response: the local clock may be minutes off', () => {
    const headers = { 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW + 300) }
    expect(parseRateLimit({ status: 200, headers, text: '' }, NOW_MS)).toEqual({
      refused: false,
      limit: 2,
      remaining: 0,
    })
  })

  it('is how long to wait after a 429, Retry-After first', () => {
    const headers = { 'retry-after': '12', 'x-ratelimit-reset': String(NOW + 1) }
    expect(lesson(headers, 429)).toEqual({ refused: true, waitMs: 12_000 })
  })

  it('is nothing of the Retry-After of a 503', () => {
    expect(lesson({ 'retry-after': '12' }, 503)).toEqual({ refused: false })
  })
})
