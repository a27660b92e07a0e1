import { parseJson } from '../../../provider/protocol/lossless-json'
import { Decimal } from '../../../schema/dsl/index'

describe('lossless JSON', () => {
  it.each([
    '0',
    '-1',
    '123456789012345',
    'true',
    'null',
    '"text"',
    '[]',
    '{}',
    '[1,2,{"a":[null,false]}]',
    ' { "a" : 1 , "b" : "x" } ',
    '"\\u00e9\\n\\t\\"\\\\"',
    '"\\\\"',
    '{"a\\"b":"c\\\\"}',
    '{"__proto__":1}',
  ])('reads as JSON.parse does: %s', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  it.each<readonly [string, unknown]>([
    ['9007199254740993', 2n ** 53n + 1n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['18446744073709551616', 2n ** 64n],
    ['0.1', new Decimal('0.1')],
    ['1.50', 1.5],
    ['1e3', 1000],
    ['1E-1', new Decimal('0.1')],
    ['[0.1,{"a":9007199254740993}]', [new Decimal('0.1'), { a: 2n ** 53n + 1n }]],
    ['{"a":0.1,"b":"0.1"}', { a: new Decimal('0.1'), b: '0.1' }],
  ])('loses nothing of a number: %s', (text, value) => {
    expect(parseJson(text)).toEqual(value)
  })

  it.each([
    '9007199254740993',
    '0.1',
    'a "0.1" b',
    '\\',
    '\\"0.1',
    'x\\\\',
    '\u0000',
    '\u00000.1',
    '\u0000\u00009007199254740993',
    '\u0000number:5',
  ])('leaves what stands inside a string alone: %j', (text) => {
    expect(parseJson(JSON.stringify({ a: text }))).toEqual({ a: text })
  })

  it.each(['0.1', '9007199254740993', '\u00000.1', 'a:1'])('leaves a name alone: %j', (name) => {
    expect(parseJson(JSON.stringify({ [name]: [1] }))).toEqual({ [name]: [1] })
  })

  it('leaves a name alone that white space parts from its colon', () => {
    expect(parseJson('{"\\u00000.1" \n : "\\u0000"}')).toEqual({ '\u00000.1': '\u0000' })
  })

  it.each(['', '{', '[1,]', '{"a":}', "{'a':1}", '1 2', 'nul', '"a', '0.1.2', '[0.1'])('refuses %j', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  })
})
