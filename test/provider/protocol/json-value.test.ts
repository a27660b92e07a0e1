import { fromJson } from '../../../provider/protocol/json-value'
import { parseJson } from '../../../provider/protocol/lossless-json'
import { Decimal, Dynamic, type Type, type Value } from '../../../schema/dsl/index'

function read(type: Type, text: string): Value {
  return fromJson(type, parseJson(text), 'state')
}

describe("a value in Terraform's JSON form", () => {
  it.each<readonly [Type, string, Value]>([
    ['string', '"a"', 'a'],
    ['string', 'null', null],
    ['bool', 'true', true],
    ['number', '1', 1],
    ['number', '9007199254740993', 2n ** 53n + 1n],
    ['number', '0.1', new Decimal('0.1')],
    [['list', 'string'], '["a",null]', ['a', null]],
    [['list', 'string'], 'null', null],
    [['set', 'bool'], '[true]', [true]],
    [['map', 'number'], '{"a":1}', { a: 1 }],
    [['tuple', ['string', 'bool']], '["a",true]', ['a', true]],
    [['object', { a: 'string' }], '{"a":"x"}', { a: 'x' }],
    ['dynamic', 'null', null],
    ['dynamic', '{"type":"string","value":"a"}', new Dynamic('string', 'a')],
    ['dynamic', '{"type":"string","value":null}', new Dynamic('string', null)],
    ['dynamic', '{"type":["list","number"],"value":[0.1]}', new Dynamic(['list', 'number'], [new Decimal('0.1')])],
    [['object', { a: ['list', ['object', { b: 'bool' }]] }], '{"a":[{"b":false}]}', { a: [{ b: false }] }],
  ])('is read as %j: %s', (type, text, value) => {
    expect(read(type, text)).toEqual(value)
  })

  it.each<readonly [Type, string, Value]>([
    ['string', '5', '5'],
    ['string', '0.10', '0.1'],
    ['string', '9007199254740993', '9007199254740993'],
    ['string', 'true', 'true'],
    ['number', '"5"', 5],
    ['number', '"0.1"', new Decimal('0.1')],
    ['bool', '"true"', true],
    ['bool', '"false"', false],
  ])('converts between primitive types, to %j from %s', (type, text, value) => {
    expect(read(type, text)).toEqual(value)
  })

  it('takes a missing field for null', () => {
    expect(read(['object', { a: 'string', b: ['list', 'bool'] }], '{}')).toEqual({ a: null, b: null })
  })

  it('drops a field that the type lacks', () => {
    expect(read(['object', { a: 'string' }], '{"a":"x","timeouts":{}}')).toEqual({ a: 'x' })
  })

  it('does not take an inherited property for a field', () => {
    expect(read(['object', { constructor: 'string' } as Record<string, Type>], '{}')).toEqual({ constructor: null })
  })

  it.each<readonly [Type, string, string]>([
    ['string', '[]', 'state is not a primitive value'],
    ['bool', '"yes"', 'state is not a bool'],
    ['bool', '1', 'state is not a bool'],
    ['number', '"x"', 'state is not a number'],
    [['list', 'string'], '"a"', 'state is not a list'],
    [['object', { a: 'bool' }], '{"a":"x"}', 'state.a is not a bool'],
    [['list', ['object', { a: 'bool' }]], '[{"a":true},{"a":[]}]', 'state[1].a is not a primitive value'],
    [['map', ['list', 'bool']], '{"k\\"":[{}]}', 'state["k\\""][0] is not a primitive value'],
    [['tuple', ['string']], '["a","b"]', 'state is not a tuple of 1'],
    ['dynamic', '{"value":1}', 'state is not a value with its type'],
  ])('is refused as %j, naming where: %s', (type, text, message) => {
    expect(() => read(type, text)).toThrow(message)
  })
})
