import { parseOptions } from '../../bench/options'

describe('the options of the benchmark', () => {
  it('name the numbers of streams at which frugality is counted', () => {
    expect(parseOptions(['--streams', '1,50']).streamCounts).toEqual([1, 50])
  })

  it('run every part when none is named', () => {
    expect(parseOptions([]).parts).toContain('frugal')
  })

  it.each([
    [['--streams', '1,many']],
    [['--streams', '0']],
    [['--streams', '']],
    [['--runs', '0']],
    [['--only', 'speed']],
  ])('refuse %j', (args) => {
    expect(() => parseOptions(args)).toThrow(/cannot/)
  })
})
