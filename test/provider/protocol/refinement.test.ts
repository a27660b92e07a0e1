import { decodeMsgpack, encodeMsgpack } from '../../../provider/protocol/msgpack-value'
import { Decimal, isUnknown, type Refinement, type Type, UNKNOWN, Unknown } from '../../../schema/dsl/index'
import { bytes, hexOf, hexText } from './wire'

// Each row by hand: what is known of the value, and the bytes that cty writes for it (extension 12).
const FIXTURES: readonly (readonly [Type, Refinement, string])[] = [
  ['string', { isNull: false }, 'c7 03 0c 81 01 c2'],
  ['string', { isNull: false, stringPrefix: 'est_' }, `c7 09 0c 82 01 c2 02 a4 ${hexText('est_')}`],
  ['string', { stringPrefix: 'x'.repeat(40) }, `c7 2c 0c 81 02 d9 28 ${hexText('x'.repeat(40))}`],
  ['string', { stringPrefix: 'x'.repeat(256) }, `c8 0105 0c 81 02 da 0100 ${hexText('x'.repeat(256))}`],
  ['number', { numberMin: [1, true] }, 'c7 05 0c 81 03 92 01 c3'],
  ['number', { numberMax: [-1, false] }, 'c7 05 0c 81 04 92 ff c2'],
  [
    'number',
    { isNull: false, numberMin: [0, true], numberMax: [9, false] },
    'c7 0b 0c 83 01 c2 03 92 00 c3 04 92 09 c2',
  ],
  ['number', { numberMin: [0.5, true] }, 'c7 0d 0c 81 03 92 cb 3fe0000000000000 c3'],
  ['number', { numberMin: [new Decimal('0.1'), true] }, `d7 0c 81 03 92 a3 ${hexText('0.1')} c3`],
  ['number', { numberMax: [2n ** 53n + 1n, true] }, 'c7 0d 0c 81 04 92 cf 0020000000000001 c3'],
  [['list', 'string'], { lengthMin: 1 }, 'c7 03 0c 81 05 01'],
  [['set', 'string'], { isNull: false, lengthMin: 1, lengthMax: 200 }, 'd7 0c 83 01 c2 05 01 06 ccc8'],
]

const table = FIXTURES.map(([type, refinement, hex], row) => ({
  type,
  refinement,
  hex,
  name: `${Object.keys(refinement).join(', ')} (${hex.slice(0, 40)}, row ${row})`,
}))

describe('an unknown value', () => {
  it('is written as the extension without refinements', () => {
    expect(hexOf(encodeMsgpack('string', UNKNOWN))).toBe('d40000')
  })

  it('is one and the same value wherever nothing is known of it', () => {
    expect(decodeMsgpack('string', bytes('d40000'))).toBe(UNKNOWN)
  })

  it.each(['d40001', 'd5070000', 'c7 03 05 000000'])('is read from an extension of any other kind: %s', (hex) => {
    expect(decodeMsgpack('string', bytes(hex))).toBe(UNKNOWN)
  })

  it.each<Type>(['bool', 'number', 'dynamic', ['list', 'bool'], ['map', 'bool'], ['object', {}], ['tuple', []]])(
    'may be of the type %j',
    (type) => {
      expect(decodeMsgpack(type, encodeMsgpack(type, UNKNOWN))).toBe(UNKNOWN)
    },
  )
})

describe('an unknown value of which something is known', () => {
  it.each(table)('is read from what cty writes: $name', ({ type, refinement, hex }) => {
    expect(decodeMsgpack(type, bytes(hex))).toEqual(new Unknown(refinement))
  })

  it.each(table)('is written so that it reads the same: $name', ({ type, refinement }) => {
    expect(decodeMsgpack(type, encodeMsgpack(type, new Unknown(refinement)))).toEqual(new Unknown(refinement))
  })

  it.each(table)('is written as cty writes it: $name', ({ type, refinement, hex }) => {
    expect(hexOf(encodeMsgpack(type, new Unknown(refinement)))).toBe(hex.replaceAll(' ', ''))
  })

  it('keeps its place inside a list', () => {
    const decoded = decodeMsgpack(['list', 'string'], bytes('92 a161 c7 03 0c 81 01 c2'))
    expect(decoded).toEqual(['a', new Unknown({ isNull: false })])
  })

  it('ignores a key that a later version adds', () => {
    expect(decodeMsgpack('string', bytes('c7 05 0c 82 01 c2 63 01'))).toEqual(new Unknown({ isNull: false }))
  })

  it('is unknown even when nothing at all is said', () => {
    expect(isUnknown(decodeMsgpack('string', bytes('d4 0c 80')))).toBe(true)
  })
})
