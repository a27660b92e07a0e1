import { createTokenBucket, findPreset } from '../../../emulator/http/token-bucket'

const START_MS = 1_700_000_000_000

describe('a token bucket', () => {
  it('gives its burst at once and then nothing', () => {
    const bucket = createTokenBucket({ burst: 2, perSecond: 2 })
    const takes = [1, 2, 3].map(() => bucket.take(START_MS))
    expect(takes.map(({ taken, remaining }) => [taken, remaining])).toEqual([
      [true, 1],
      [true, 0],
      [false, 0],
    ])
  })

  it('fills continuously', () => {
    const bucket = createTokenBucket({ burst: 1, perSecond: 2 })
    bucket.take(START_MS)
    expect([bucket.take(START_MS + 499).taken, bucket.take(START_MS + 500).taken]).toEqual([false, true])
  })

  it('never holds more than its burst', () => {
    const bucket = createTokenBucket({ burst: 2, perSecond: 100 })
    bucket.take(START_MS)
    expect(bucket.take(START_MS + 60_000).remaining).toBe(1)
  })

  it('says in whole seconds when the next request is added', () => {
    const bucket = createTokenBucket({ burst: 1, perSecond: 0.4 })
    expect(bucket.take(START_MS).resetAtSeconds).toBe(START_MS / 1000 + 3)
  })

  it('holds 10 and adds 150 a minute on the professional plan', () => {
    const { burst, perSecond } = findPreset('professional')
    expect([burst, perSecond * 60]).toEqual([10, 150])
  })

  it('refuses a plan that does not exist', () => {
    expect(() => findPreset('toString')).toThrow('Unknown rate-limit preset "toString"')
  })
})
