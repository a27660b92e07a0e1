import { Decimal } from '../../schema/dsl/index'

/** A Terraform number without loss: integers as number or bigint, exact float64 fractions as number, the rest as Decimal. */
export type LosslessNumber = number | bigint | Decimal

const NUMBER = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/

/** The number that the text says, in its only form here, so that equal numbers are equal values. Throws on other text. */
export function parseNumber(text: string): LosslessNumber {
  const match = NUMBER.exec(text)
  if (match === null) throw new Error(`not a number: ${JSON.stringify(text.slice(0, 40))}`)
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const digits = whole + fraction
  const scale = fraction.length - Number(exponent)
  if (scale <= 0) return fromInteger(BigInt(`${sign}${digits}${'0'.repeat(-scale)}`))
  const trimmed = trimScale(digits, scale)
  if (trimmed.scale === 0) return fromInteger(BigInt(sign + trimmed.digits))
  const exact = exactFloat(BigInt(sign + trimmed.digits), trimmed.scale)
  return exact ?? new Decimal(sign + withPoint(trimmed.digits, trimmed.scale))
}

/** The number of a float64 or an integer that arrived as such. */
export function fromFloat(value: number): LosslessNumber {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value
}

/** An integer as a number where that is exact, else as bigint. */
export function fromInteger(value: bigint): LosslessNumber {
  const asNumber = Number(value)
  return Number.isSafeInteger(asNumber) ? asNumber : value
}

const [MIN_INT64, MAX_UINT64] = [-(2n ** 63n), 2n ** 64n - 1n]

/** What the msgpack encoder turns into the narrowest exact form: an integer, a float64, and beyond these decimal text. */
export function numberToWire(value: LosslessNumber): number | bigint | string {
  if (value instanceof Decimal) return value.text
  if (typeof value === 'bigint') return value >= MIN_INT64 && value <= MAX_UINT64 ? value : String(value)
  // The encoder writes a number of more than 32 bits as a float, but a bigint as an integer.
  return Number.isSafeInteger(value) && Math.abs(value) > 0x7fff_ffff ? BigInt(value) : value
}

function trimScale(digits: string, scale: number): { digits: string; scale: number } {
  const zeros = Math.min(scale, digits.length - digits.replace(/0+$/, '').length)
  return { digits: digits.slice(0, digits.length - zeros) || '0', scale: digits.length === zeros ? 0 : scale - zeros }
}

function withPoint(digits: string, scale: number): string {
  const padded = digits.replace(/^0+/, '').padStart(scale + 1, '0')
  return `${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}

// The float64 nearest to digits / 10^scale, if it is exactly that: only fractions of a power of two are.
function exactFloat(digits: bigint, scale: number): number | undefined {
  // A float64 has at most 1074 binary places, and as many decimal ones.
  if (scale > 1074) return undefined
  const nearest = Number(`${digits}e-${scale}`)
  return Number.isFinite(nearest) && sameRational(nearest, digits, scale) ? nearest : undefined
}

function sameRational(float: number, digits: bigint, scale: number): boolean {
  let scaled = float
  let places = 0
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    places++
  }
  return BigInt(scaled) * 10n ** BigInt(scale) === digits << BigInt(places)
}
