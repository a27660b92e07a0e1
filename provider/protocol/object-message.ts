import type { Schema } from '../../schema/dsl/index'
import { type Diagnostic, error, impliedType, isObject, type ObjectValue } from '../framework/index'
import type { DynamicValue, RawState } from './generated/tfplugin6'
import { fromJson } from './json-value'
import { parseJson } from './lossless-json'
import { decodeMsgpack, encodeMsgpack } from './msgpack-value'

/** The object in a message, read with its schema; null when there is none. Throws when it is not of the schema. */
export function fromDynamic(schema: Schema, message: DynamicValue | undefined): ObjectValue | null {
  const type = impliedType(schema.body)
  if (message === undefined) return null
  const value =
    message.msgpack.length > 0
      ? decodeMsgpack(type, message.msgpack)
      : jsonText(message.json, (text) => fromJson(type, parseJson(text)))
  return isObject(value ?? undefined) ? (value as ObjectValue) : null
}

const jsonText = <T>(json: Uint8Array, parse: (text: string) => T): T | null =>
  json.length > 0 ? parse(new TextDecoder().decode(json)) : null

/** The message of an object, or of none. */
export const toDynamic = (schema: Schema, value: ObjectValue | null): DynamicValue => ({
  msgpack: encodeMsgpack(impliedType(schema.body), value),
  json: new Uint8Array(),
})

/** The stored state in values of the present schema, or why it cannot be read. */
export function fromStored(
  schema: Schema,
  raw: RawState | undefined,
): { readonly values: ObjectValue } | { readonly fault: Diagnostic } {
  try {
    const value = jsonText(raw?.json ?? new Uint8Array(), (text) =>
      fromJson(impliedType(schema.body), parseJson(text), schema.type),
    )
    if (isObject(value ?? undefined)) return { values: value as ObjectValue }
    return unreadable(schema, 'it is not a JSON object; Terraform 0.11 and older wrote such states')
  } catch (thrown) {
    return unreadable(schema, thrown instanceof Error ? thrown.message : String(thrown))
  }
}

const unreadable = (schema: Schema, why: string): { readonly fault: Diagnostic } => ({
  fault: error(
    'Unreadable state',
    `The stored state of ${schema.type} cannot be read: ${why}.\n\nRestore the state from a backup, or remove the resource from the state ("state rm") and import it again.`,
  ),
})
