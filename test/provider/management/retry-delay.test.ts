import { DEFAULT_RETRY_POLICY } from '../../../provider/management'
import type { Effect } from '../../../provider/management/exchange'
import { type Failure, mayRepeat, retryDelayMs, serverDelayMs } from '../../../provider/management/retry-delay'

function answered(status: number, retryAfterMs?: number): Failure {
  return {
    kind: 'http',
    status,
    mayHaveBeenApplied: status >= 500,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  }
}
function broken(code: string, mayHaveBeenApplied: boolean): Failure {
  return {
    kind: 'network',
    cause: { code, message: code },
    mayHaveBeenApplied,
  }
}

describe('repeating a request', () => {
  it.each<[string, Failure, Effect, boolean]>([
    ['a read after 429', answered(429), 'none', true],
    ['a read after 500', answered(500), 'none', true],
    ['a read after 503', answered(503), 'none', true],
    ...[520, 521, 522, 523, 524, 525, 526, 527].map((status): [string, Failure, Effect, boolean] => [
      `a read after ${status}`,
      answered(status),
      'none',
      true,
    ]),
    ['a create after 522', answered(522), 'once', false],
    ['a read after 530', answered(530), 'none', false],
    ['a read after 501', answered(501), 'none', false],
    ['a read after 404', answered(404), 'none', false],
    ['a read after a reset', broken('ECONNRESET', false), 'none', true],
    ['a read after an untrusted certificate', broken('SELF_SIGNED_CERT_IN_CHAIN', false), 'none', false],
    ['a read after an untrusted certificate of the proxy', broken('UND_ERR_PRX_TLS', false), 'none', false],
    ['a read after an expired certificate', broken('CERT_HAS_EXPIRED', false), 'none', false],
    ['a read after a wrong host in the certificate', broken('ERR_TLS_CERT_ALTNAME_INVALID', false), 'none', false],
    ['a read after a timeout', { kind: 'timeout', mayHaveBeenApplied: false }, 'none', true],
    ['a read after a strange answer', { kind: 'shape', mayHaveBeenApplied: false }, 'none', false],
    ['a read after refused credentials', { kind: 'auth', status: 401, mayHaveBeenApplied: false }, 'none', false],
    ['an update after 503', answered(503), 'repeatable', true],
    ['an update after a reset', broken('ECONNRESET', true), 'repeatable', true],
    ['a create after 429', answered(429), 'once', true],
    ['a create after 503', answered(503), 'once', false],
    ['a create after a refused connection', broken('ECONNREFUSED', false), 'once', true],
    ['a create after an unknown host', broken('ENOTFOUND', false), 'once', true],
    ['a create after a reset in flight', broken('ECONNRESET', true), 'once', false],
    ['a create after a timeout while connecting', { kind: 'timeout', mayHaveBeenApplied: false }, 'once', true],
    ['a create after a timeout in flight', { kind: 'timeout', mayHaveBeenApplied: true }, 'once', false],
  ])('decides about %s', (_, failure, effect, repeats) => {
    expect(mayRepeat(failure, effect)).toBe(repeats)
  })
})

describe('the wait before the next try', () => {
  function wait(failure: Failure, tries: number, random: number, elapsedMs = 0) {
    return retryDelayMs(failure, { rateLimited: tries, failed: tries, elapsedMs }, DEFAULT_RETRY_POLICY, random)
  }

  it.each<[string, Failure, number, number, number | undefined]>([
    ['half the back-off at least', answered(503), 1, 0, 250],
    ['the whole back-off at most', answered(503), 1, 1, 500],
    ['twice as long the second time', answered(503), 2, 1, 1000],
    ['nothing after the last try', answered(503), 3, 0, undefined],
    ['exactly what the server says at least', answered(429, 2000), 1, 0, 2000],
    ['spread beyond what the server says', answered(429, 2000), 1, 1, 2500],
    ['a minute when the server says so', answered(429, 60_000), 1, 0, 60_000],
    ['nothing when the server asks for a longer pause', answered(429, 60_001), 1, 0, undefined],
    ['nothing when the server asks for a long pause with a 503', answered(503, 3_600_000), 1, 0, undefined],
    ['back-off when the server says nothing', answered(429), 2, 0, 500],
    ['ten seconds of back-off at most', answered(429), 9, 1, 10_000],
    ['nothing after the last rate-limited try', answered(429, 1), 10, 0, undefined],
    ['what the server says with a 503', answered(503, 3000), 1, 0, 3000],
  ])('is %s', (_, failure, tries, random, expected) => {
    expect(wait(failure, tries, random)).toBe(expected)
  })

  it('is given up when it would end after the total', () => {
    expect(wait(answered(429, 2000), 1, 0, 118_001)).toBeUndefined()
    expect(wait(answered(429, 2000), 1, 0, 118_000)).toBe(2000)
  })
})

describe('the wait a server asks for', () => {
  const NOW = Date.parse('2026-01-16T08:00:00Z')
  function unix(offsetSeconds: number) {
    return String(NOW / 1000 + offsetSeconds)
  }

  it.each<[string, number, Record<string, string>, number | undefined]>([
    ['seconds', 429, { 'retry-after': '3' }, 3000],
    ['a date', 429, { 'retry-after': 'Fri, 16 Jan 2026 08:00:05 GMT' }, 5000],
    ['a reset', 429, { 'x-ratelimit-reset': unix(2) }, 2000],
    ['Retry-After before the reset', 429, { 'retry-after': '1', 'x-ratelimit-reset': unix(9) }, 1000],
    ['the reset when Retry-After is nonsense', 429, { 'retry-after': 'soon', 'x-ratelimit-reset': unix(9) }, 9000],
    ['Retry-After of a 503', 503, { 'retry-after': '4' }, 4000],
    ['no reset of a 503', 503, { 'x-ratelimit-reset': unix(2) }, undefined],
    ['no date in the past', 429, { 'retry-after': 'Fri, 16 Jan 2026 07:00:00 GMT' }, undefined],
    ['no reset in the past', 429, { 'x-ratelimit-reset': unix(-2) }, undefined],
    ['no reset in milliseconds', 429, { 'x-ratelimit-reset': `${NOW + 2000}` }, undefined],
    ['no negative seconds', 429, { 'retry-after': '-5' }, undefined],
    ['an hour', 429, { 'retry-after': '3600' }, 3_600_000],
    ['a reset that is far ahead', 429, { 'x-ratelimit-reset': unix(7200) }, 7_200_000],
    ['a week as a day', 429, { 'retry-after': '604800' }, 86_400_000],
    ['a date far ahead', 429, { 'retry-after': 'Fri, 16 Jan 2026 09:00:00 GMT' }, 3_600_000],
    ['nothing', 429, {}, undefined],
    [
      'a reset by the clock of the server',
      429,
      { 'x-ratelimit-reset': unix(302), date: 'Fri, 16 Jan 2026 08:05:00 GMT' },
      2000,
    ],
  ])('reads %s', (_, status, headers, expected) => {
    expect(serverDelayMs(status, headers, NOW)).toBe(expected)
  })
})
