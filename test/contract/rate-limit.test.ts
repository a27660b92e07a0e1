import { itOnEmulator, openTarget } from './target'

const STREAMS = '/api/v2/event-streams'

describe('the rate limit', () => {
  it('is told in the headers of every answer', async () => {
    const target = await openTarget()
    const answers = [await target.call('GET', STREAMS), await target.call('GET', `${STREAMS}/est_short`)]
    await target.close()
    const names = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']
    for (const { headers } of answers) for (const name of names) expect(headers.get(name)).toMatch(/^\d+$/)
  })

  itOnEmulator('refuses the third request at once on the free plan', 'needs a clock', async () => {
    const target = await openTarget({ rateLimits: 'free', clock: () => 1_700_000_000_000 })
    const answers = [
      await target.call('GET', STREAMS),
      await target.call('GET', STREAMS),
      await target.call('GET', STREAMS),
    ]
    await target.close()
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(answers[2]?.body).toEqual({
      statusCode: 429,
      error: 'Too Many Requests',
      message: 'Global limit has been reached',
      errorCode: 'too_many_requests',
    })
  })

  itOnEmulator('says when to come back only in x-ratelimit-reset', 'needs a clock', async () => {
    const target = await openTarget({ rateLimits: { burst: 1, perSecond: 0.5 }, clock: () => 1_700_000_000_000 })
    await target.call('GET', STREAMS)
    const { headers } = await target.call('GET', STREAMS)
    await target.close()
    expect([headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-reset')]).toEqual(['0', '1700000002'])
    expect(headers.get('retry-after')).toBeNull()
  })

  itOnEmulator('adds Retry-After when asked to', 'needs a clock', async () => {
    const rateLimits = { burst: 1, perSecond: 0.5, retryAfter: true }
    const target = await openTarget({ rateLimits, clock: () => 1_700_000_000_000 })
    await target.call('GET', STREAMS)
    const { headers } = await target.call('GET', STREAMS)
    await target.close()
    expect(headers.get('retry-after')).toBe('2')
  })
})
