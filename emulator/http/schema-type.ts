import type { Json, JsonObject } from '../json'
import type { JsonSchema } from './json-schema'

declare const CLAIMED: unique symbol

/**
 * A schema that is made at run time, or that a value has to fit beside other rules, and the type that its author claims for
 * what passes it. The type of a schema that is written down whole is read off it; see `SchemaType`.
 */
export type TypedSchema<Value> = JsonSchema & { readonly [CLAIMED]?: Value }

/** The type of the values that a schema lets through: the claimed one, or that which its keywords describe. */
export type SchemaType<Schema> = Schema extends { readonly [CLAIMED]?: infer Value }
  ? unknown extends Value
    ? Described<Schema>
    : Value
  : Described<Schema>

type Described<Schema> = Schema extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : Schema extends { readonly type: infer Name }
    ? OfType<Name, Schema>
    : Json

type OfType<Name, Schema> = Name extends 'string'
  ? string
  : Name extends 'integer' | 'number'
    ? number
    : Name extends 'boolean'
      ? boolean
      : Name extends 'array'
        ? OfArray<Schema>
        : Name extends 'object'
          ? OfObject<Schema>
          : Json

type OfArray<Schema> = Schema extends { readonly items: infer Items } ? readonly SchemaType<Items>[] : readonly Json[]

type OfObject<Schema> = Schema extends { readonly properties: infer Properties }
  ? Flat<
      { readonly [Key in keyof Properties & Required<Schema>]: SchemaType<Properties[Key]> } & {
        readonly [Key in Exclude<keyof Properties, Required<Schema>>]?: SchemaType<Properties[Key]>
      }
    >
  : Schema extends { readonly additionalProperties: infer Inner extends JsonSchema }
    ? { readonly [key: string]: SchemaType<Inner> }
    : JsonObject

type Required<Schema> = Schema extends { readonly required: readonly (infer Key)[] } ? Key : never

type Flat<Shape> = { [Key in keyof Shape]: Shape[Key] }
