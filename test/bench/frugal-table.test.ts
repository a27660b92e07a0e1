import type { Reading } from '../../bench/frugal/cell'
import type { Contender, Operation } from '../../bench/frugal/contender'
import { formatLives } from '../../bench/frugal/frugal-table'

function reading(kind: string, count: number, refused: number, isFailed = false): Reading {
  return {
    calls: { kinds: new Map([[kind, count]]), refused },
    seconds: count / 10,
    isFailed,
  }
}

const readings = new Map<Operation, Reading>([
  ['apply', reading('POST', 50, 0)],
  ['no-change plan', reading('GET', 7, 12, true)],
])

const contender: Contender = { name: 'ours', program: 'terraform', tls: false, open: () => () => Promise.resolve() }

describe('a table of lives', () => {
  it('has calls and seconds of each operation, and the refused ones last', () => {
    const table = formatLives('Free', [{ contender, limits: 'free', streamCount: 50, readings }], ['theirs is missing'])
    expect(table).toBe(
      [
        'Free               streams  apply      s  no-change plan    s  one-stream change  destroy  429s',
        'ours                    50  50 POST  5.0  7 GET, failed   0.7  -                  -        0 12 - -',
        'theirs is missing',
        '',
      ].join('\n'),
    )
  })
})
