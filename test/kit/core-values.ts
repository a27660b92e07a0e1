import type { AttributePath, DynamicValue } from '../../provider/protocol/generated/tfplugin6'
import { decodeMsgpack, encodeMsgpack } from '../../provider/protocol/msgpack-value'
import type { Value } from '../../schema/dsl/index'
import { sameValue } from './core-checks'
import { formatSteps } from './core-diagnostic'
import { type CoreBlock, isObject, type ObjectValue, typeOf } from './core-schema'

/** Values of one schema, to and from the wire. */
export interface ValueCodec {
  encode(value: ObjectValue | null): DynamicValue
  /** Null when the answer holds no value or a null one. */
  decode(message: DynamicValue | undefined): ObjectValue | null
}

/** The codec of a block's values. */
export function createValueCodec(block: CoreBlock): ValueCodec {
  const type = typeOf(block)
  return {
    encode: (value) => ({ msgpack: encodeMsgpack(type, value), json: new Uint8Array() }),
    decode(message) {
      if (message === undefined || message.msgpack.length === 0) return null
      const value = decodeMsgpack(type, message.msgpack)
      return isObject(value) ? value : null
    },
  }
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
