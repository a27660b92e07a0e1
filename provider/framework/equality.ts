import { Decimal, Dynamic, isUnknown, type Schema, type Type, type Value } from '../../schema/dsl/index'
import { impliedType } from './implied-type'
import { isObject, type ObjectValue } from './object-value'

/**
 * Whether two values of one type are the same value. An unknown value equals only an unknown value; sets ignore order.
 */
export function equalValues(type: Type, a: Value, b: Value): boolean {
  if (a === null || b === null) return a === b
  if (isUnknown(a) || isUnknown(b)) return isUnknown(a) && isUnknown(b)
  // A float64 that prints the same is another number: 0.1 is none.
  if (a instanceof Decimal || b instanceof Decimal)
    return a instanceof Decimal && b instanceof Decimal && a.text === b.text
  if (a instanceof Dynamic || b instanceof Dynamic) return equalDynamics(a, b)
  if (Array.isArray(a) && Array.isArray(b)) return equalArrays(type, a, b)
  if (isObject(a) && isObject(b)) return equalObjects(type, a, b)
  return a === b
}

function equalDynamics(a: Value, b: Value): boolean {
  return (
    a instanceof Dynamic &&
    b instanceof Dynamic &&
    JSON.stringify(a.type) === JSON.stringify(b.type) &&
    equalValues(a.type, a.value, b.value)
  )
}

function equalArrays(type: Type, a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false
  if (type[0] !== 'set')
    return a.every((element, index) => equalValues(elementType(type, index), element, b[index] ?? null))
  const element = elementType(type, 0)
  function isIn(set: readonly Value[]) {
    return (x: Value) => set.some((y) => equalValues(element, x, y))
  }
  return a.every(isIn(b)) && b.every(isIn(a))
}

function equalObjects(
  type: Type,
  a: { readonly [name: string]: Value },
  b: { readonly [name: string]: Value },
): boolean {
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  return names.every((name) => name in b && equalValues(elementType(type, name), a[name] ?? null, b[name] ?? null))
}

/** The type of one element or field of a collection, tuple or object type. */
export function elementType(type: Type, step: string | number): Type {
  if (typeof type === 'string') return 'dynamic'
  if (type[0] === 'object') return type[1][step] ?? 'dynamic'
  if (type[0] === 'tuple') return type[1][Number(step)] ?? 'dynamic'
  return type[1]
}

/** Whether the value, or anything inside it, is unknown. */
export function containsUnknown(value: Value): boolean {
  if (isUnknown(value)) return true
  if (value instanceof Dynamic) return containsUnknown(value.value)
  if (Array.isArray(value)) return value.some(containsUnknown)
  return isObject(value) && Object.values(value).some(containsUnknown)
}

/** Whether two states of a schema are the same. */
export function equalStates(schema: Schema, a: ObjectValue, b: ObjectValue): boolean {
  return equalValues(impliedType(schema.body), a, b)
}
