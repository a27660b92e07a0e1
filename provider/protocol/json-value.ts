import { Decimal, Dynamic, type Type, type Value } from '../../schema/dsl/index'
import type { LosslessJson } from './lossless-json'
import { parseNumber } from './number'

/**
 * A value of the type, from Terraform's JSON form. Lenient as Terraform itself is with stored states: primitive types
 * convert into each other, a missing field is null, a field that the type lacks is dropped.
 * Throws, naming where, when the JSON cannot be of the type.
 */
export function fromJson(type: Type, json: LosslessJson | undefined, where = 'value'): Value {
  if (json === null || json === undefined) return null
  if (type === 'string') return primitive(json, where, String)
  if (type === 'number') return primitive(json, where, (text) => numberFrom(text, where))
  if (type === 'bool')
    return primitive(json, where, (text) => (text === 'true' ? true : text === 'false' ? false : fail('a bool', where)))
  if (type === 'dynamic') return fromDynamicJson(json, where)
  if (type[0] === 'object') return fromJsonFields(type[1], json, where)
  if (type[0] === 'map') {
    const entries = Object.entries(fieldsOf(json, where))
    return Object.fromEntries(
      entries.map(([key, value]) => [key, fromJson(type[1], value, `${where}[${JSON.stringify(key)}]`)]),
    )
  }
  if (!Array.isArray(json)) return fail(`a ${type[0]}`, where)
  if (type[0] === 'tuple' && json.length !== type[1].length) return fail(`a tuple of ${type[1].length}`, where)
  return json.map((element, index) => {
    const elementType = type[0] === 'tuple' ? (type[1][index] ?? 'dynamic') : type[1]
    return fromJson(elementType, element, `${where}[${index}]`)
  })
}

function fail(wanted: string, where: string): never {
  throw new Error(`${where} is not ${wanted}`)
}

function isPrimitive(json: LosslessJson): json is boolean | string | number | bigint | Decimal {
  return typeof json !== 'object' || json instanceof Decimal
}

function primitive(json: LosslessJson, where: string, convert: (text: string) => Value): Value {
  return isPrimitive(json) ? convert(String(json)) : fail('a primitive value', where)
}

function numberFrom(text: string, where: string): Value {
  try {
    return parseNumber(text)
  } catch {
    return fail('a number', where)
  }
}

function fieldsOf(json: LosslessJson, where: string): { readonly [name: string]: LosslessJson } {
  if (json === null || isPrimitive(json) || Array.isArray(json)) return fail('an object', where)
  return json as { readonly [name: string]: LosslessJson }
}

function fromJsonFields(types: { readonly [name: string]: Type }, json: LosslessJson, where: string): Value {
  const fields = fieldsOf(json, where)
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [
      name,
      fromJson(type, Object.hasOwn(fields, name) ? fields[name] : null, `${where}.${name}`),
    ]),
  )
}

function fromDynamicJson(json: LosslessJson, where: string): Value {
  const { type, value } = fieldsOf(json, where)
  if (type === undefined || type === null) return fail('a value with its type', where)
  return new Dynamic(type as Type, fromJson(type as Type, value, where))
}
