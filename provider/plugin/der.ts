/** DER tag numbers that a certificate needs (ITU-T X.690, §8). */
const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** One DER value: tag, length, contents. */
function derValue(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), derLength(body.length), body])
}

/** Lengths below 128 are one byte; longer ones are preceded by their own size with the top bit set. */
function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) bytes.unshift(rest % 0x100)
  return Buffer.from([0x80 | bytes.length, ...bytes])
}

/** A SEQUENCE of already encoded values. */
export function derSequence(...items: readonly Uint8Array[]): Buffer {
  return derValue(TAG.sequence, ...items)
}

/** A SET of already encoded values, which the caller has put in order. */
export function derSet(...items: readonly Uint8Array[]): Buffer {
  return derValue(TAG.set, ...items)
}

/** A non-negative INTEGER from its big-endian bytes; a zero byte precedes a set top bit, which would make the number negative. */
export function derInteger(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const digits = first === -1 ? Buffer.from([0]) : bytes.subarray(first)
  return derValue(TAG.integer, (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits)
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function derOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return derValue(TAG.oid, Buffer.from([first * 40 + second, ...rest].flatMap(base128)))
}

/** Seven bits per byte, highest first; all but the last byte have their top bit set. */
function base128(value: number): number[] {
  const bytes = [value % 0x80]
  for (let rest = Math.floor(value / 0x80); rest > 0; rest = Math.floor(rest / 0x80)) {
    bytes.unshift(0x80 | (rest % 0x80))
  }
  return bytes
}

/** A BIT STRING; `unusedBits` are the last bits of the last byte that do not count. */
export function derBitString(bytes: Uint8Array, unusedBits = 0): Buffer {
  return derValue(TAG.bitString, Buffer.from([unusedBits]), bytes)
}

/** An OCTET STRING. */
export function derOctetString(bytes: Uint8Array): Buffer {
  return derValue(TAG.octetString, bytes)
}

/** A UTF8String. */
export function derUtf8String(text: string): Buffer {
  return derValue(TAG.utf8String, Buffer.from(text))
}

/** BOOLEAN TRUE; DER omits FALSE where it is the default. */
export function derTrue(): Buffer {
  return derValue(TAG.boolean, Buffer.from([0xff]))
}

/** A point in time, to the second: UTCTime until 2049 and GeneralizedTime from 2050 on, as RFC 5280 §4.1.2.5 demands. */
export function derTime(time: Date): Buffer {
  const digits = `${time.toISOString().replace(/\D/g, '').slice(0, 14)}Z`
  return time.getUTCFullYear() < 2050
    ? derValue(TAG.utcTime, Buffer.from(digits.slice(2)))
    : derValue(TAG.generalizedTime, Buffer.from(digits))
}

/** A value under a context-specific tag; `constructed` when the contents are encoded values themselves. */
export function derContext(tag: number, contents: Uint8Array, constructed: boolean): Buffer {
  return derValue((constructed ? 0xa0 : 0x80) | tag, contents)
}
