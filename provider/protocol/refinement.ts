import { decode, encode } from '@msgpack/msgpack'
import type { Refinement } from '../../schema/dsl/index'
import { fromFloat, fromInteger, type LosslessNumber, numberToWire, parseNumber } from './number'

// A refined unknown value carries a msgpack map with these integer keys.
// Source: hashicorp/terraform, docs/plugin-protocol/object-wire-format.md, "Refined unknown values".
const IS_NULL = 1
const STRING_PREFIX = 2
const NUMBER_MIN = 3
const NUMBER_MAX = 4
const LENGTH_MIN = 5
const LENGTH_MAX = 6

/** What is known of an unknown value, from the payload of its extension. Keys that a later version adds are ignored. */
export function decodeRefinement(payload: Uint8Array): Refinement {
  const known = decode(payload, { useBigInt64: true }) as { readonly [key: string]: unknown }
  const [isNull, prefix, min, max, shortest, longest] = [
    IS_NULL,
    STRING_PREFIX,
    NUMBER_MIN,
    NUMBER_MAX,
    LENGTH_MIN,
    LENGTH_MAX,
  ].map((key) => known[key])
  return {
    ...(typeof isNull === 'boolean' && { isNull }),
    ...(typeof prefix === 'string' && { stringPrefix: prefix }),
    ...(Array.isArray(min) && { numberMin: decodeBound(min) }),
    ...(Array.isArray(max) && { numberMax: decodeBound(max) }),
    ...(shortest !== undefined && { lengthMin: Number(shortest) }),
    ...(longest !== undefined && { lengthMax: Number(longest) }),
  }
}

type Bound = readonly [LosslessNumber, boolean]

function decodeBound([bound, inclusive]: readonly unknown[]): Bound {
  const number =
    typeof bound === 'bigint'
      ? fromInteger(bound)
      : typeof bound === 'number'
        ? fromFloat(bound)
        : parseNumber(String(bound))
  return [number, inclusive === true]
}

/** The payload that says the same. */
export function encodeRefinement(refinement: Refinement): Uint8Array {
  const entries: (readonly [number, unknown])[] = [
    [IS_NULL, refinement.isNull],
    [STRING_PREFIX, refinement.stringPrefix],
    [NUMBER_MIN, refinement.numberMin && encodeBound(refinement.numberMin)],
    [NUMBER_MAX, refinement.numberMax && encodeBound(refinement.numberMax)],
    [LENGTH_MIN, refinement.lengthMin],
    [LENGTH_MAX, refinement.lengthMax],
  ]
  const present = entries.filter(([, value]) => value !== undefined)
  // A "fixmap" header by hand, since the encoder writes the keys of a map as strings.
  const parts = [
    Uint8Array.of(0x80 | present.length),
    ...present.flat().map((part) => encode(part, { useBigInt64: true })),
  ]
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

function encodeBound([bound, inclusive]: Bound): readonly unknown[] {
  return [numberToWire(bound), inclusive]
}
