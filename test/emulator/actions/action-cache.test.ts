import { createSteppedClock } from '../../../emulator/clock'
import { emptyCache, execute, handler } from './sandbox-kit'

const success = { type: 'success', record: { value: 'v', expires_at: expect.any(Number) } }
const MINUTE_MS = 60_000

describe('the cache of an action', () => {
  it('gives what was set, with its expiry', () => {
    const cache = emptyCache()
    expect([cache.set('k', 'v'), cache.get('k')]).toEqual([success, success.record])
  })

  it('gives nothing for a key that was not set', () => {
    expect(emptyCache().get('k')).toBeUndefined()
  })

  it.each([
    ['15 minutes unless told', undefined, 15 * MINUTE_MS],
    ['as long as told', { ttl: MINUTE_MS }, MINUTE_MS],
    ['a day at most', { ttl: 48 * 60 * MINUTE_MS }, 24 * 60 * MINUTE_MS],
    ['until the earlier of two ends', { ttl: 2 * MINUTE_MS, expires_at: Date.now() + 60 * MINUTE_MS }, 2 * MINUTE_MS],
  ])('keeps a value %s', async (_name, options, lifetimeMs) => {
    const clock = createSteppedClock()
    const cache = emptyCache(clock)
    cache.set('k', 'v', options)
    await clock.advance(lifetimeMs - 1)
    const before = cache.get('k')?.value
    await clock.advance(1)
    expect([before, cache.get('k')]).toEqual(['v', undefined])
  })

  it.each([
    ['a key of more than 64 bytes', 'é'.repeat(33), 'v', undefined, 'KeyTooLong'],
    ['a key that is no text', 1, 'v', undefined, 'InvalidKey'],
    ['a value of more than 4 kB', 'k', 'v'.repeat(4_097), undefined, 'ValueTooLong'],
    ['a value that is no text', 'k', { v: 1 }, undefined, 'InvalidValue'],
    ['a lifetime that is over', 'k', 'v', { ttl: 0 }, 'InvalidExpiry'],
    ['an expiry in the past', 'k', 'v', { expires_at: 1 }, 'InvalidExpiry'],
  ])('refuses %s', (_name, key, value, options, code) => {
    expect(emptyCache().set(key, value, options)).toEqual({ type: 'error', code })
  })

  it('refuses the twenty-first entry, and takes a new value for the twentieth', () => {
    const cache = emptyCache()
    for (let n = 1; n <= 20; n += 1) cache.set(`k${n}`, 'v')
    expect([cache.set('k21', 'v'), cache.set('k20', 'v')]).toEqual([{ type: 'error', code: 'TooManyEntries' }, success])
  })

  it('refuses more than 8 kB in all', () => {
    const cache = emptyCache()
    for (const key of ['a', 'b']) cache.set(key, 'v'.repeat(4_000))
    expect(cache.set('c', 'v'.repeat(4_000))).toEqual({ type: 'error', code: 'CacheFull' })
  })

  it('says whether it deleted something', () => {
    const cache = emptyCache()
    cache.set('k', 'v')
    const deleted = [cache.delete('k'), cache.delete('k')]
    expect(deleted).toEqual([{ type: 'success' }, { type: 'error', code: 'ItemNotFound' }])
  })

  it('answers the action at once, and the next execution as well', async () => {
    const cache = emptyCache()
    const code = handler(
      "console.log(api.cache.get('k')?.value, api.cache.set('k', 'v').type, api.cache.get('k').value)",
    )
    const first = await execute(code, { cache })
    const second = await execute(code, { cache })
    expect([first.logs, second.logs]).toEqual(['undefined success v\n', 'v success v\n'])
  })

  it('keeps what an action set before it failed', async () => {
    const cache = emptyCache()
    await execute(handler("api.cache.set('k', 'v'); throw new Error('no luck')"), { cache })
    expect(cache.get('k')?.value).toBe('v')
  })
})
