import { type Block, type Body, describe, flagsOf, isHidden, type Schema, type Type } from '../../schema/dsl/index'
import {
  type Schema_Attribute,
  type Schema_Block,
  type Schema_NestedBlock,
  Schema_NestedBlock_NestingMode,
  type Schema as SchemaMessage,
  StringKind,
} from './generated/tfplugin6'

type Attribute = Extract<Body[string], { kind: 'attr' }>

/** The protocol's message of a declared schema. Names are sorted, so that equal schemas have equal bytes. */
export function toSchemaMessage(schema: Schema): SchemaMessage {
  return {
    version: schema.version,
    block: { ...toBlock(schema.body), description: schema.doc },
  }
}

function toBlock(body: Body): Schema_Block {
  const members = Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    version: 0,
    attributes: members.flatMap(([name, member]) => (member.kind === 'attr' ? [toAttribute(name, member)] : [])),
    blockTypes: members.flatMap(([name, member]) => (member.kind === 'block' ? [toNestedBlock(name, member)] : [])),
    description: '',
    descriptionKind: StringKind.MARKDOWN,
    deprecated: false,
    deprecationMessage: '',
    computed: false,
  }
}

/** A type in the form of the protocol's messages. */
export function typeBytes(type: Type): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(type))
}

function toAttribute(name: string, { type, spec }: Attribute): Schema_Attribute {
  return {
    name,
    type: typeBytes(type),
    nestedType: undefined,
    description: describe(spec),
    ...flagsOf(spec),
    sensitive: isHidden(spec),
    descriptionKind: StringKind.MARKDOWN,
    deprecated: false,
    writeOnly: spec.writeOnly === true,
    deprecationMessage: '',
  }
}

const NESTING_MODES = {
  list: Schema_NestedBlock_NestingMode.LIST,
  set: Schema_NestedBlock_NestingMode.SET,
  single: Schema_NestedBlock_NestingMode.SINGLE,
} as const satisfies { [N in Block['nesting']]: Schema_NestedBlock_NestingMode }

function toNestedBlock(typeName: string, block: Block): Schema_NestedBlock {
  return {
    typeName,
    block: { ...toBlock(block.body), description: block.doc },
    nesting: NESTING_MODES[block.nesting],
    minItems: block.min ?? 0,
    maxItems: block.max ?? 0,
  }
}
