import { decodeMsgpack, encodeMsgpack } from '../../../provider/protocol/msgpack-value'
import { Decimal, Dynamic, type Type, UNKNOWN, type Value } from '../../../schema/dsl/index'
import { bytes, hexOf, hexText } from './wire'

// Each row by hand: the type, the value, and the bytes that cty writes for it.
const FIXTURES: readonly (readonly [Type, Value, string])[] = [
  ['string', '', 'a0'],
  ['string', 'hi', 'a2 6869'],
  ['string', 'ü', 'a2 c3bc'],
  ['string', null, 'c0'],
  ['bool', true, 'c3'],
  ['bool', false, 'c2'],
  ['bool', null, 'c0'],
  ['number', 0, '00'],
  ['number', 127, '7f'],
  ['number', 128, 'cc80'],
  ['number', -1, 'ff'],
  ['number', -32, 'e0'],
  ['number', -33, 'd0df'],
  ['number', 65_536, 'ce00010000'],
  ['number', 2 ** 31, 'cf 0000000080000000'],
  ['number', -(2 ** 31) - 1, 'd3 ffffffff7fffffff'],
  ['number', Number.MAX_SAFE_INTEGER, 'cf 001fffffffffffff'],
  ['number', 2n ** 53n + 1n, 'cf 0020000000000001'],
  ['number', 2n ** 64n - 1n, 'cf ffffffffffffffff'],
  ['number', -(2n ** 63n), 'd3 8000000000000000'],
  ['number', 2n ** 64n, `b4 ${hexText('18446744073709551616')}`],
  ['number', -(2n ** 63n) - 1n, `b4 ${hexText('-9223372036854775809')}`],
  ['number', 0.5, 'cb 3fe0000000000000'],
  ['number', -1.25, 'cb bff4000000000000'],
  ['number', new Decimal('0.1'), `a3 ${hexText('0.1')}`],
  ['number', new Decimal('0.0000001'), `a9 ${hexText('0.0000001')}`],
  ['number', new Decimal('123456789012345678.9'), `b4 ${hexText('123456789012345678.9')}`],
  ['number', null, 'c0'],
  [['list', 'string'], [], '90'],
  [['list', 'string'], ['a', null], '92 a161 c0'],
  [['list', 'string'], null, 'c0'],
  [['set', 'number'], [1, 2], '92 01 02'],
  [['map', 'bool'], { on: true }, '81 a26f6e c3'],
  [['map', 'bool'], {}, '80'],
  [['tuple', ['string', 'number']], ['a', 1], '92 a161 01'],
  [['object', { a: 'string', b: 'bool' }], { a: 'x', b: null }, '82 a161 a178 a162 c0'],
  [['list', ['object', { a: ['list', 'number'] }]], [{ a: [1] }], '91 81 a161 91 01'],
  ['dynamic', null, 'c0'],
  ['dynamic', new Dynamic('string', 'a'), `92 c408 ${hexText('"string"')} a161`],
  ['dynamic', new Dynamic('string', null), `92 c408 ${hexText('"string"')} c0`],
  ['dynamic', new Dynamic(['list', 'bool'], [true]), `92 c40f ${hexText('["list","bool"]')} 91 c3`],
  [['list', 'dynamic'], [new Dynamic('number', 1)], `91 92 c408 ${hexText('"number"')} 01`],
  [
    ['object', { a: 'dynamic' }],
    { a: new Dynamic(['object', { b: 'dynamic' }], { b: new Dynamic('bool', false) }) },
    `81 a161 92 c41a ${hexText('["object",{"b":"dynamic"}]')} 81 a162 92 c406 ${hexText('"bool"')} c2`,
  ],
]

function shown(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner))
}
const table = FIXTURES.map(([type, value, hex]) => ({ type, value, hex, name: `${shown(type)} ${shown(value)}` }))

describe('a value on the wire', () => {
  it.each(table)('is written as cty writes it: $name', ({ type, value, hex }) => {
    expect(hexOf(encodeMsgpack(type, value))).toBe(hex.replaceAll(' ', ''))
  })

  it.each(table)('is read from what cty writes: $name', ({ type, value, hex }) => {
    expect(decodeMsgpack(type, bytes(hex))).toEqual(value)
  })
})

describe('a number that cty writes as a float', () => {
  it.each([
    ['cb 4340000000000000', 2n ** 53n],
    ['cb 43f0000000000000', 2n ** 64n],
    ['cb 4059000000000000', 100],
    ['ca 3f000000', 0.5],
    ['cb 3fb999999999999a', 0.1],
  ])('keeps its value: %s', (hex, value) => {
    expect(decodeMsgpack('number', bytes(hex))).toEqual(value)
  })
})

describe('text for a number', () => {
  it.each([
    ['1e300', 10n ** 300n],
    ['100', 100],
    ['0.5', 0.5],
    ['-0.10', new Decimal('-0.1')],
  ])('is read as the number itself: %s', (text, value) => {
    expect(decodeMsgpack('number', Uint8Array.of(0xa0 | text.length, ...Buffer.from(text)))).toEqual(value)
  })
})

describe('bytes of another type', () => {
  it.each<readonly [Type, string, string]>([
    ['string', '01', 'expected a string on the wire, got number'],
    ['string', '90', 'expected a string on the wire, got an array'],
    ['bool', 'a474727565', 'expected a bool on the wire, got string'],
    ['number', 'c3', 'expected a number on the wire, got boolean'],
    ['number', 'a161', 'not a number: "a"'],
    [['list', 'string'], 'a161', 'expected a list on the wire, got string'],
    [['list', 'string'], '91 01', 'expected a string on the wire, got number'],
    [['set', 'string'], '80', 'expected a set on the wire, got object'],
    [['map', 'string'], '90', 'expected a map on the wire, got an array'],
    [['object', { a: 'string' }], 'c3', 'object on the wire, got boolean'],
    [['object', { a: 'string' }], '81 a161 c3', 'expected a string on the wire, got boolean'],
    [['tuple', ['string']], '92 a161 a162', 'expected 1 elements of a tuple on the wire, got 2'],
    [['tuple', ['string']], '90', 'expected 1 elements of a tuple on the wire, got 0'],
    ['dynamic', 'a161', 'expected a dynamic value on the wire, got string'],
    ['dynamic', '92 a161 a161', 'expected a dynamic value on the wire, got an array'],
  ])('are refused for %j: %s', (type, hex, message) => {
    expect(() => decodeMsgpack(type, bytes(hex))).toThrow(message)
  })

  it.each(['', '92 01', 'c1', 'd9'])('are refused when they are not msgpack: "%s"', (hex) => {
    expect(() => decodeMsgpack(['list', 'number'], bytes(hex))).toThrow()
  })
})

describe('a value of another type', () => {
  it.each<readonly [Type, Value]>([
    ['string', 1],
    ['string', ['a']],
    ['bool', 'true'],
    ['number', '1'],
    [['list', 'string'], 'a'],
    [['list', 'string'], [1]],
    [['list', 'string'], {}],
    [['map', 'string'], []],
    [['map', 'string'], { a: 1 }],
    [['object', { a: 'string' }], []],
    [['object', { a: 'string' }], {}],
    [['object', { a: 'string' }], { a: 'x', b: 'y' }],
    [['tuple', ['string']], []],
    [
      ['tuple', ['string']],
      ['a', 'b'],
    ],
    ['dynamic', 'a'],
  ])('is never written as %j: %j', (type, value) => {
    expect(() => encodeMsgpack(type, value)).toThrow()
  })

  it('is not quoted, since it may be a secret', () => {
    expect(() => encodeMsgpack('number', 'hush')).toThrow('a number cannot hold string')
  })
})

describe('an unknown value inside', () => {
  it.each<readonly [string, Type, Value, string]>([
    ['a list', ['list', 'string'], ['a', UNKNOWN], '92 a161 d40000'],
    ['a map', ['map', 'string'], { a: UNKNOWN }, '81 a161 d40000'],
    ['a tuple', ['tuple', ['bool', 'bool']], [true, UNKNOWN], '92 c3 d40000'],
    ['an object', ['object', { a: 'bool' }], { a: UNKNOWN }, '81 a161 d40000'],
    ['a dynamic value', 'dynamic', new Dynamic('bool', UNKNOWN), `92 c406 ${hexText('"bool"')} d40000`],
  ])('%s keeps its place', (_, type, value, hex) => {
    expect(hexOf(encodeMsgpack(type, value))).toBe(hex.replaceAll(' ', ''))
    expect(decodeMsgpack(type, bytes(hex))).toEqual(value)
  })
})
