import { type Schema_Block, Schema_NestedBlock_NestingMode } from '../../provider/protocol/generated/tfplugin6'
import { isUnknown, type Type, type Value } from '../../schema/dsl/index'

/** The value of a resource, data source or block: its attributes and blocks by name. */
export type ObjectValue = { readonly [name: string]: Value }

/** One attribute, as the provider's schema tells it. */
export interface CoreAttribute {
  readonly type: Type
  readonly required: boolean
  readonly optional: boolean
  readonly computed: boolean
  readonly sensitive: boolean
  readonly writeOnly: boolean
}

/** A list of nested blocks, as the provider's schema tells it. A bound of 0 is no bound. */
interface CoreNestedBlock {
  readonly block: CoreBlock
  readonly minItems: number
  readonly maxItems: number
}

/** Attributes and nested blocks by name. */
export interface CoreBlock {
  readonly attributes: { readonly [name: string]: CoreAttribute }
  readonly blocks: { readonly [name: string]: CoreNestedBlock }
}

/** Reads the schema message of a block. Throws on nesting that this client does not play: all but lists of blocks. */
export function readBlock({ attributes, blockTypes }: Schema_Block): CoreBlock {
  return {
    attributes: Object.fromEntries(
      attributes.map(({ name, type, required, optional, computed, sensitive, writeOnly }) => [
        name,
        { type: parseType(name, type), required, optional, computed, sensitive, writeOnly },
      ]),
    ),
    blocks: Object.fromEntries(
      blockTypes.map(({ typeName, block, nesting, minItems, maxItems }) => {
        if (nesting !== Schema_NestedBlock_NestingMode.LIST || block === undefined)
          throw new Error(`${typeName} is not a list of blocks`)
        return [typeName, { block: readBlock(block), minItems, maxItems }]
      }),
    ),
  }
}

function parseType(name: string, json: Uint8Array): Type {
  if (json.length === 0) throw new Error(`${name} has a nested type, which this client does not play`)
  return JSON.parse(new TextDecoder().decode(json)) as Type
}

/** The type of a block's value. */
export const typeOf = ({ attributes, blocks }: CoreBlock): Type => [
  'object',
  Object.fromEntries([
    ...Object.entries(attributes).map(([name, { type }]) => [name, type] as const),
    ...Object.entries(blocks).map(([name, { block }]) => [name, ['list', typeOf(block)]] as const),
  ]),
]

/** Whether the value is an object, or a map. */
export const isObject = (value: Value | undefined): value is ObjectValue =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The blocks of a list; none when it is null or unknown. */
export const blocksOf = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : [])

/**
 * A configuration as Terraform decodes it: what was not written is null, and blocks that were not written are an empty list.
 * Throws what Terraform itself says of it before any provider is asked: unsupported, missing and surplus members.
 */
export function completeConfig({ attributes, blocks }: CoreBlock, written: ObjectValue, path = ''): ObjectValue {
  for (const name of Object.keys(written))
    if (!(name in attributes) && !(name in blocks)) throw new Error(`Unsupported argument: ${path}${name}`)
  return {
    ...mapValues(attributes, (name, attribute) => completeAttribute(attribute, written[name] ?? null, path + name)),
    ...mapValues(blocks, (name, nested) => completeBlocks(nested, written[name] ?? [], path + name)),
  }
}

const mapValues = <T>(members: { readonly [name: string]: T }, map: (name: string, member: T) => Value): ObjectValue =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, map(name, member)]))

function completeAttribute({ required, optional, computed }: CoreAttribute, value: Value, path: string): Value {
  if (required && value === null) throw new Error(`Missing required argument: ${path}`)
  if (computed && !optional && value !== null) throw new Error(`Value for unconfigurable attribute: ${path}`)
  return value
}

function completeBlocks({ block, minItems, maxItems }: CoreNestedBlock, value: Value, path: string): Value {
  if (isUnknown(value)) return value
  const elements = blocksOf(value)
  if (elements.length < minItems) throw new Error(`Insufficient ${path} blocks: at least ${minItems}`)
  if (maxItems > 0 && elements.length > maxItems) throw new Error(`Too many ${path} blocks: at most ${maxItems}`)
  return elements.map((element, index) =>
    isObject(element) ? completeConfig(block, element, `${path}[${index}].`) : element,
  )
}
