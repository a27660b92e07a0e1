import type { AttributePath, DynamicValue } from '../../provider/protocol/generated/tfplugin6'
import { decodeMsgpack, encodeMsgpack } from '../../provider/protocol/msgpack-value'
import { Decimal, isUnknown, type Type, type Value } from '../../schema/dsl/index'
import { sameValue } from './core-checks'
import { formatSteps } from './core-diagnostic'
import { type CoreBlock, isObject, type ObjectValue, typeOf } from './core-schema'

/** Values of one schema, to and from the wire. */
export interface ValueCodec {
  encode(value: ObjectValue | null): DynamicValue
  /** Null when the answer holds no value or a null one. */
  decode(message: DynamicValue | undefined): ObjectValue | null
}

/**
 * The codec of a block's values. Elements of sets are put into an order of their own, which is neither that of the configuration nor
 * the provider's, and equal ones become one, as in Terraform.
 */
export function createValueCodec(block: CoreBlock): ValueCodec {
  const type = typeOf(block)
  return {
    encode: (value) => ({ msgpack: encodeMsgpack(type, canonical(type, value)), json: new Uint8Array() }),
    decode(message) {
      if (message === undefined || message.msgpack.length === 0) return null
      const value = canonical(type, decodeMsgpack(type, message.msgpack))
      return isObject(value) ? value : null
    },
  }
}

/** The value with the elements of its sets in one order. */
function canonical(type: Type, value: Value): Value {
  if (typeof type === 'string' || value === null || isUnknown(value)) return value
  if (Array.isArray(value)) {
    if (type[0] === 'tuple' || type[0] === 'object') return value
    const elements = value.map((element) => canonical(type[1], element))
    if (type[0] !== 'set') return elements
    const byText = new Map(elements.map((element) => [textOf(element), element]))
    return [...byText].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, element]) => element)
  }
  if (!isObject(value) || type[0] !== 'object') return value
  const fields = type[1]
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, canonical(fields[name] ?? 'dynamic', field)]),
  )
}

function textOf(value: Value): string {
  return JSON.stringify(value, (_, inner: Value) => {
    if (isUnknown(inner)) return '(unknown)'
    if (typeof inner === 'bigint' || inner instanceof Decimal) return String(inner)
    return isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner
  })
}

/**
 * The paths among those given at which the planned value differs from the prior one, which are the ones that Terraform heeds.
 * Throws when a path leads nowhere in both.
 */
export function replacingPaths(paths: readonly AttributePath[], prior: ObjectValue, planned: ObjectValue): string[] {
  return paths.flatMap((path) => {
    const [before, after] = [valueAt(prior, path), valueAt(planned, path)]
    if (before === undefined && after === undefined)
      throw new Error(`requires_replace has the path ${formatSteps(path)}, which leads nowhere`)
    return sameValue(before ?? null, after ?? null) ? [] : [formatSteps(path)]
  })
}

function valueAt(value: ObjectValue, { steps }: AttributePath): Value | undefined {
  return steps.reduce<Value | undefined>((inner, { selector }) => {
    if (selector?.$case === 'elementKeyInt') return Array.isArray(inner) ? inner[selector.value] : undefined
    return selector !== undefined && isObject(inner) ? inner[selector.value] : undefined
  }, value)
}
