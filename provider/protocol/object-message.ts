import type { Schema } from '../../schema/dsl/index'
import {
  identityOf,
  identitySchema,
  impliedType,
  isObject,
  type ObjectValue,
  type StoredState,
} from '../framework/index'
import type { DynamicValue, RawState, ResourceIdentityData } from './generated/tfplugin6'
import { fromJson } from './json-value'
import { type LosslessJson, parseJson } from './lossless-json'
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

function jsonText<T>(json: Uint8Array, parse: (text: string) => T): T | null {
  return json.length > 0 ? parse(new TextDecoder().decode(json)) : null
}

/** The message of an object, or of none. */
export function toDynamic(schema: Schema, value: ObjectValue | null): DynamicValue {
  return {
    msgpack: encodeMsgpack(impliedType(schema.body), value),
    json: new Uint8Array(),
  }
}

/** The message of an object's identity; undefined while the object has none. */
export function toIdentityData(schema: Schema, values: ObjectValue | null): ResourceIdentityData | undefined {
  const [schemaOfIdentity, identity] = [identitySchema(schema), identityOf(schema, values)]
  if (schemaOfIdentity === undefined || identity === undefined) return undefined
  return { identityData: toDynamic(schemaOfIdentity, identity) }
}

/** The identity in a message, which may lack attributes; null when there is none. Throws when it is not of the schema. */
export function fromIdentityData(schema: Schema, message: ResourceIdentityData | undefined): ObjectValue | null {
  if (message?.identityData === undefined) return null
  const identity = identitySchema(schema)
  return identity === undefined ? {} : fromDynamic(identity, message.identityData)
}

/** A stored state, to be read by the schema that wrote it. Nothing that is thrown quotes it, since there may be secrets in it. */
export function fromStored(schema: Schema, raw: RawState | undefined, version: number): StoredState {
  return {
    version,
    read(body) {
      if (raw !== undefined && raw.json.length === 0 && Object.keys(raw.flatmap).length > 0)
        throw new Error('it has the form that Terraform 0.11 and older wrote')
      const value = fromJson(impliedType(body), parsed(raw?.json ?? new Uint8Array()), schema.type)
      if (!isObject(value)) throw new Error('it is not a JSON object')
      return value
    },
  }
}

function parsed(json: Uint8Array): LosslessJson {
  if (json.length === 0) return null
  try {
    return parseJson(new TextDecoder().decode(json))
  } catch (thrown) {
    // Node quotes the text around the fault.
    throw thrown instanceof SyntaxError ? new Error('it is not valid JSON') : thrown
  }
}
