import { equalValues } from '../../../provider/framework/index'
import { Decimal, Dynamic, type Type, UNKNOWN, Unknown, type Value } from '../../../schema/dsl/index'

const OBJECT: Type = ['object', { a: 'string', b: 'number' }]

describe('two values of one type', () => {
  it.each<readonly [Type, Value, Value]>([
    ['string', 'a', 'a'],
    ['string', null, null],
    ['string', UNKNOWN, UNKNOWN],
    ['string', UNKNOWN, new Unknown({ isNull: false })],
    ['number', 1, 1],
    ['number', 2n ** 60n, 2n ** 60n],
    ['number', new Decimal('0.1'), new Decimal('0.1')],
    [
      ['list', 'string'],
      ['a', 'b'],
      ['a', 'b'],
    ],
    [
      ['set', 'string'],
      ['a', 'b'],
      ['b', 'a'],
    ],
    [
      ['set', OBJECT],
      [
        { a: 'x', b: 1 },
        { a: 'y', b: 1 },
      ],
      [
        { a: 'y', b: 1 },
        { a: 'x', b: 1 },
      ],
    ],
    [['list', ['set', 'string']], [['a', 'b']], [['b', 'a']]],
    [['map', ['set', 'number']], { k: [1, 2] }, { k: [2, 1] }],
    [
      ['tuple', [['set', 'string'], 'bool']],
      [['a', 'b'], true],
      [['b', 'a'], true],
    ],
    [OBJECT, { a: 'x', b: 1 }, { b: 1, a: 'x' }],
    ['dynamic', new Dynamic('string', 'a'), new Dynamic('string', 'a')],
    ['dynamic', new Dynamic(['set', 'string'], ['a', 'b']), new Dynamic(['set', 'string'], ['b', 'a'])],
    [['list', 'dynamic'], [new Dynamic('bool', null)], [new Dynamic('bool', null)]],
  ])('are equal as %j: %j and %j', (type, a, b) => {
    expect(equalValues(type, a, b)).toBe(true)
  })

  it.each<readonly [Type, Value, Value]>([
    ['string', 'a', 'b'],
    ['string', 'a', null],
    ['string', '', null],
    ['string', 'a', UNKNOWN],
    ['string', null, UNKNOWN],
    ['number', 1, 2],
    ['number', new Decimal('0.1'), new Decimal('0.2')],
    ['number', new Decimal('0.1'), 0.1 + Number.EPSILON],
    ['number', 2n ** 60n, 2n ** 60n + 1n],
    [
      ['list', 'string'],
      ['a', 'b'],
      ['b', 'a'],
    ],
    [['list', 'string'], ['a'], ['a', 'a']],
    [['list', 'string'], [], null],
    [
      ['set', 'string'],
      ['a', 'b'],
      ['a', 'c'],
    ],
    [['set', 'string'], ['a'], ['a', 'b']],
    [['set', OBJECT], [{ a: 'x', b: 1 }], [{ a: 'x', b: 2 }]],
    [['map', 'string'], { a: 'x' }, { b: 'x' }],
    [['map', 'string'], { a: 'x' }, { a: 'x', b: 'y' }],
    [['map', 'string'], { a: null }, {}],
    [OBJECT, { a: 'x', b: 1 }, { a: 'x', b: 2 }],
    ['dynamic', new Dynamic('string', '1'), new Dynamic('number', 1)],
    ['dynamic', new Dynamic('string', 'a'), new Dynamic('string', 'b')],
    ['dynamic', new Dynamic('string', null), new Dynamic('number', null)],
    ['dynamic', new Dynamic('string', null), null],
  ])('differ as %j: %j and %j', (type, a, b) => {
    expect(equalValues(type, a, b)).toBe(false)
    expect(equalValues(type, b, a)).toBe(false)
  })

  it('differ when one is a decimal and the other the nearest float64', () => {
    expect(equalValues('number', new Decimal('0.1'), 0.1)).toBe(false)
  })
})
