import { fromFloat, fromInteger, numberToWire, parseNumber } from '../../../provider/protocol/number'
import { Decimal } from '../../../schema/dsl/index'

describe('the number that a text says', () => {
  it.each<readonly [string, number | bigint]>([
    ['0', 0],
    ['-0', 0],
    ['0.0', 0],
    ['-0.00', 0],
    ['0e5', 0],
    ['0e-5', 0],
    ['007', 7],
    ['1.0', 1],
    ['10.0e-1', 1],
    ['1e2', 100],
    ['1.5e1', 15],
    ['1E+2', 100],
    ['9007199254740991', 2 ** 53 - 1],
    ['9007199254740992', 2n ** 53n],
    ['9007199254740993', 2n ** 53n + 1n],
    ['9007199254740993.0', 2n ** 53n + 1n],
    ['-9007199254740993', -(2n ** 53n) - 1n],
    ['18446744073709551615', 2n ** 64n - 1n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['1e300', 10n ** 300n],
    ['1e400', 10n ** 400n],
  ])('is an integer: %s', (text, value) => {
    expect(parseNumber(text)).toEqual(value)
  })

  it.each([
    ['0.5', 0.5],
    ['-0.50', -0.5],
    ['5e-1', 0.5],
    ['1.5', 1.5],
    ['0.0009765625', 2 ** -10],
    ['4503599627370495.5', 2 ** 52 - 0.5],
  ])('is a float64 when it is exactly that: %s', (text, value) => {
    expect(parseNumber(text)).toBe(value)
  })

  it.each([
    ['0.1', '0.1'],
    ['-0.1', '-0.1'],
    ['0.10', '0.1'],
    ['1e-1', '0.1'],
    ['1e-7', '0.0000001'],
    ['1.25e-3', '0.00125'],
    ['00.1', '0.1'],
    ['4503599627370496.1', '4503599627370496.1'],
    ['123456789012345678901234567890.123', '123456789012345678901234567890.123'],
    ['0.50000000000000000001', '0.50000000000000000001'],
  ])('is decimal text otherwise, in its only form: %s', (text, canonical) => {
    expect(parseNumber(text)).toEqual(new Decimal(canonical))
  })

  it('is decimal text when it is a fraction beyond the largest float64', () => {
    const text = `1${'0'.repeat(400)}.5`
    expect(parseNumber(text)).toEqual(new Decimal(text))
  })

  it('is decimal text when it is smaller than any float64', () => {
    expect(parseNumber('1e-1100')).toEqual(new Decimal(`0.${'0'.repeat(1099)}1`))
  })

  it.each(['', '.5', '+1', '1e', '--1', '1,5', '0x10', 'NaN', 'Infinity', ' 1', '1 '])('refuses %j', (text) => {
    expect(() => parseNumber(text)).toThrow('not a number')
  })

  it('quotes no more than the beginning of what it refuses', () => {
    expect(() => parseNumber('x'.repeat(1000))).toThrow(/^not a number: "x{40}"$/)
  })
})

describe('an integer that arrived as such', () => {
  it.each<readonly [bigint, number | bigint]>([
    [0n, 0],
    [2n ** 53n - 1n, 2 ** 53 - 1],
    [2n ** 53n, 2n ** 53n],
    [-(2n ** 53n) + 1n, -(2 ** 53) + 1],
    [-(2n ** 53n), -(2n ** 53n)],
  ])('%s becomes a number where that is exact', (value, expected) => {
    expect(fromInteger(value)).toBe(expected)
  })
})

describe('a float64 that arrived as such', () => {
  it.each<readonly [number, number | bigint]>([
    [0.1, 0.1],
    [3, 3],
    [2 ** 53, 2n ** 53n],
    [1e21, 10n ** 21n],
    [-(2 ** 70), -(2n ** 70n)],
  ])('%d is the same number as an integer of that value', (value, expected) => {
    expect(fromFloat(value)).toBe(expected)
  })
})

describe('a number to be written', () => {
  it.each<readonly [number | bigint | Decimal, number | bigint | string]>([
    [1, 1],
    [0.5, 0.5],
    [2 ** 31 - 1, 2 ** 31 - 1],
    [2 ** 31, 2n ** 31n],
    [-(2 ** 40), -(2n ** 40n)],
    [2n ** 64n - 1n, 2n ** 64n - 1n],
    [2n ** 64n, '18446744073709551616'],
    [-(2n ** 63n), -(2n ** 63n)],
    [-(2n ** 63n) - 1n, '-9223372036854775809'],
    [new Decimal('0.1'), '0.1'],
  ])('%s takes the narrowest exact form', (value, wire) => {
    expect(numberToWire(value)).toBe(wire)
  })
})
