import { buildStatus, toNanosecondTimestamp } from '../../../emulator/actions/action-build'

describe('the build of an action', () => {
  it.each([
    [0, 'pending'],
    [49, 'pending'],
    [50, 'building'],
    [99, 'building'],
    [100, 'built'],
  ])('after %i of 100 ms is %s', (elapsedMs, status) => {
    expect(buildStatus({ elapsedMs, delayMs: 100 })).toBe(status)
  })

  it('is over at once without a delay', () => {
    expect(buildStatus({ elapsedMs: 0, delayMs: 0 })).toBe('built')
  })

  it('is dated in nanoseconds', () => {
    expect(toNanosecondTimestamp(0, 42)).toBe('1970-01-01T00:00:00.000000042Z')
  })
})
