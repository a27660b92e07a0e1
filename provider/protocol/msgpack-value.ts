import { decode, ExtData, encode } from '@msgpack/msgpack'
import { Decimal, Dynamic, isUnknown, type Type, UNKNOWN, Unknown, type Value } from '../../schema/dsl/index'
import { fromFloat, fromInteger, type LosslessNumber, numberToWire, parseNumber } from './number'
import { decodeRefinement, encodeRefinement } from './refinement'

// Source of the wire form: hashicorp/terraform, docs/plugin-protocol/object-wire-format.md.
const WITH_BIGINT = { useBigInt64: true } as const

// The extension type of an unknown value of which something is known. Any other extension is an unknown value, too.
const REFINED = 12

/** A value of the type, from Terraform's msgpack form. Throws when the bytes are not msgpack or not of the type. */
export function decodeMsgpack(type: Type, bytes: Uint8Array): Value {
  return fromWire(type, decode(bytes, WITH_BIGINT))
}

/** Terraform's msgpack form of a value of the type. Throws when the value is not of the type. */
export function encodeMsgpack(type: Type, value: Value): Uint8Array {
  return encode(toWire(type, value), WITH_BIGINT)
}

function fromWire(type: Type, wire: unknown): Value {
  if (wire === null || wire === undefined) return null
  if (wire instanceof ExtData) return unknownFromWire(wire)
  if (type === 'string' || type === 'bool')
    return typeof wire === (type === 'bool' ? 'boolean' : type) ? (wire as Value) : mismatch(type, wire)
  if (type === 'number') return numberFromWire(wire)
  if (type === 'dynamic') return dynamicFromWire(wire)
  if (type[0] === 'object' || type[0] === 'map') return fieldsFromWire(type, wire)
  if (!Array.isArray(wire)) return mismatch(type[0], wire)
  if (type[0] === 'tuple' && wire.length !== type[1].length)
    throw new Error(`expected ${type[1].length} elements of a tuple on the wire, got ${wire.length}`)
  return wire.map((element, index) => fromWire(type[0] === 'tuple' ? (type[1][index] ?? 'dynamic') : type[1], element))
}

function unknownFromWire({ type, data }: ExtData): Unknown {
  return type === REFINED && data instanceof Uint8Array ? new Unknown(decodeRefinement(data)) : UNKNOWN
}

function mismatch(wanted: string, wire: unknown): never {
  throw new Error(`expected a ${wanted} on the wire, got ${Array.isArray(wire) ? 'an array' : typeof wire}`)
}

function numberFromWire(wire: unknown): LosslessNumber {
  if (typeof wire === 'number') return fromFloat(wire)
  if (typeof wire === 'bigint') return fromInteger(wire)
  return typeof wire === 'string' ? parseNumber(wire) : mismatch('number', wire)
}

function dynamicFromWire(wire: unknown): Value {
  if (!Array.isArray(wire) || !(wire[0] instanceof Uint8Array)) return mismatch('dynamic value', wire)
  const type = JSON.parse(new TextDecoder().decode(wire[0])) as Type
  const value = fromWire(type, wire[1])
  return new Dynamic(type, value)
}

function fieldsFromWire(type: Exclude<Type, string>, wire: unknown): Value {
  if (typeof wire !== 'object' || wire === null || Array.isArray(wire)) return mismatch(type[0], wire)
  const fields = wire as { readonly [name: string]: unknown }
  if (type[0] !== 'object') {
    const element = type[1] as Type
    return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fromWire(element, value)]))
  }
  return Object.fromEntries(
    Object.entries(type[1]).map(([name, field]) => [
      name,
      fromWire(field, Object.hasOwn(fields, name) ? fields[name] : null),
    ]),
  )
}

type Wire =
  | null
  | boolean
  | string
  | number
  | bigint
  | ExtData
  | Uint8Array
  | readonly Wire[]
  | { readonly [name: string]: Wire }

function toWire(type: Type, value: Value): Wire {
  if (value === null) return null
  if (isUnknown(value)) return unknownToWire(value)
  if (type === 'string' || type === 'bool')
    return typeof value === (type === 'bool' ? 'boolean' : type) ? (value as string | boolean) : misfit(type, value)
  if (type === 'number') return isNumber(value) ? numberToWire(value) : misfit(type, value)
  if (type === 'dynamic') return value instanceof Dynamic ? dynamicToWire(value) : misfit('dynamic value', value)
  if (type[0] === 'object' || type[0] === 'map') return fieldsToWire(type, value)
  if (!Array.isArray(value) || (type[0] === 'tuple' && value.length !== type[1].length)) return misfit(type[0], value)
  return value.map((element, index) => toWire(type[0] === 'tuple' ? (type[1][index] ?? 'dynamic') : type[1], element))
}

function isNumber(value: Value): value is LosslessNumber {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal
}

// The value may be a secret, so only its kind is named.
function misfit(wanted: string, value: Value): never {
  throw new Error(`a ${wanted} cannot hold ${Array.isArray(value) ? 'an array' : typeof value}`)
}

function unknownToWire({ refinement }: Unknown): ExtData {
  return refinement === undefined
    ? new ExtData(0, new Uint8Array(1))
    : new ExtData(REFINED, encodeRefinement(refinement))
}

function dynamicToWire({ type, value }: Dynamic): Wire {
  return [new TextEncoder().encode(JSON.stringify(type)), toWire(type, value)]
}

function fieldsToWire(type: Exclude<Type, string>, value: Value): Wire {
  if (!isPlainObject(value)) return misfit(type[0], value)
  const names = Object.keys(value)
  if (type[0] === 'map') return Object.fromEntries(names.map((name) => [name, toWire(type[1], value[name] ?? null)]))
  const types = type[1] as { readonly [name: string]: Type }
  const surplus = names.find((name) => !Object.hasOwn(types, name))
  if (surplus !== undefined) throw new Error(`an object has the field ${surplus}, which its type lacks`)
  return Object.fromEntries(
    Object.entries(types).map(([name, field]) => {
      const inner = value[name]
      if (inner === undefined) throw new Error(`an object lacks the field ${name} of its type`)
      return [name, toWire(field, inner)]
    }),
  )
}

function isPlainObject(value: Value): value is { readonly [name: string]: Value } {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
