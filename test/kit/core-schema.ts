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

/** How nested blocks of one name are held. */
export type CoreNesting = 'list' | 'set' | 'single'

/** Nested blocks of one name, as the provider's schema tells it. A bound of 0 is no bound. */
export interface CoreNestedBlock {
  readonly block: CoreBlock
  readonly nesting: CoreNesting
  readonly minItems: number
  readonly maxItems: number
}

/** Attributes and nested blocks by name. */
export interface CoreBlock {
  readonly attributes: { readonly [name: string]: CoreAttribute }
  readonly blocks: { readonly [name: string]: CoreNestedBlock }
}

/** Reads the schema message of a block. Throws on nesting that this client does not play: maps and groups of blocks. */
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
        const known = NESTINGS[nesting]
        if (known === undefined || block === undefined)
          throw new Error(`${typeName} has a nesting that this client does not play`)
        return [typeName, { block: readBlock(block), nesting: known, minItems, maxItems }]
      }),
    ),
  }
}

const NESTINGS: { readonly [mode: number]: CoreNesting } = {
  [Schema_NestedBlock_NestingMode.LIST]: 'list',
  [Schema_NestedBlock_NestingMode.SET]: 'set',
  [Schema_NestedBlock_NestingMode.SINGLE]: 'single',
}

function parseType(name: string, json: Uint8Array): Type {
  if (json.length === 0) throw new Error(`${name} has a nested type, which this client does not play`)
  return JSON.parse(new TextDecoder().decode(json)) as Type
}

/** The type of a block's value. */
export function typeOf({ attributes, blocks }: CoreBlock): Type {
  return [
    'object',
    Object.fromEntries([
      ...Object.entries(attributes).map(([name, { type }]) => [name, type] as const),
      ...Object.entries(blocks).map(([name, nested]) => [name, nestedType(nested)] as const),
    ]),
  ]
}

function nestedType({ nesting, block }: CoreNestedBlock): Type {
  return nesting === 'single' ? typeOf(block) : [nesting, typeOf(block)]
}

/** Whether the value is an object, or a map. */
export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** The blocks of a list or set, or the single one; none when it is null or unknown. */
export function blocksOf(value: Value | undefined): readonly Value[] {
  if (Array.isArray(value)) return value
  return isObject(value) ? [value] : []
}

/** The value of blocks: the list or set, or the single one or null. */
export function asBlocks({ nesting }: Pick<CoreNestedBlock, 'nesting'>, blocks: readonly Value[]): Value {
  return nesting === 'single' ? (blocks[0] ?? null) : blocks
}

/**
 * A configuration as Terraform decodes it: what was not written is null, and blocks that were not written are an empty list or set,
 * or null where there can be a single one.
 * Throws what Terraform itself says of it before any provider is asked: unsupported, missing and surplus members.
 */
export function completeConfig({ attributes, blocks }: CoreBlock, written: ObjectValue, path = ''): ObjectValue {
  for (const name of Object.keys(written))
    if (!(name in attributes) && !(name in blocks)) throw new Error(`Unsupported argument: ${path}${name}`)
  return {
    ...mapValues(attributes, (name, attribute) => completeAttribute(attribute, written[name] ?? null, path + name)),
    ...mapValues(blocks, (name, nested) => completeBlocks(nested, written[name] ?? null, path + name)),
  }
}

function mapValues<T>(members: { readonly [name: string]: T }, map: (name: string, member: T) => Value): ObjectValue {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, map(name, member)]))
}

function completeAttribute({ required, optional, computed }: CoreAttribute, value: Value, path: string): Value {
  if (required && value === null) throw new Error(`Missing required argument: ${path}`)
  if (computed && !optional && value !== null) throw new Error(`Value for unconfigurable attribute: ${path}`)
  return value
}

function completeBlocks(nested: CoreNestedBlock, value: Value, path: string): Value {
  if (isUnknown(value)) return value
  const { block, nesting, minItems, maxItems } = nested
  const elements = blocksOf(value)
  if (elements.length < minItems) throw new Error(`Insufficient ${path} blocks: at least ${minItems}`)
  if (maxItems > 0 && elements.length > maxItems) throw new Error(`Too many ${path} blocks: at most ${maxItems}`)
  const complete = elements.map((element, index) => {
    const at = nesting === 'single' ? path : `${path}[${index}]`
    return isObject(element) ? completeConfig(block, element, `${at}.`) : element
  })
  return asBlocks(nested, complete)
}
