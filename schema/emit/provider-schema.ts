import {
  type Block,
  type Body,
  describe,
  type FunctionDeclaration,
  flagsOf,
  isHidden,
  type Parameter,
  type Schema,
} from '../dsl/index'
import type { Declared, EmittedFile } from './declared'

/** The schema as `terraform providers schema -json` prints it, byte for byte (Terraform 1.11, format version 1.0). */
export function emitProviderSchema({
  address,
  provider,
  resources,
  dataSources,
  functions = [],
}: Declared): EmittedFile {
  const schemas = {
    provider: toSchema(provider),
    resource_schemas: byType(resources),
    data_source_schemas: byType(dataSources),
    ...(functions.length > 0 && { functions: sortedRecord(functions.map((one) => [one.name, toSignature(one)])) }),
  }
  return {
    path: 'schema/generated/provider-schema.json',
    text: `${toGoJson({ format_version: '1.0', provider_schemas: { [address]: schemas } })}\n`,
  }
}

function toSignature({ doc, summary, returns, parameters, variadic }: FunctionDeclaration) {
  return {
    description: doc,
    summary,
    return_type: returns,
    ...(parameters.length > 0 && { parameters: parameters.map(toParameter) }),
    ...(variadic && { variadic_parameter: toParameter(variadic) }),
  }
}

function toParameter({ name, doc }: Parameter) {
  return { name, description: doc, type: 'string' }
}

function byType(schemas: readonly Schema[]) {
  return sortedRecord(schemas.map((schema) => [schema.type, toSchema(schema)]))
}

function toSchema({ version, body, doc }: Schema) {
  return { version, block: toBlock(body, doc) }
}

type Attribute = Extract<Body[string], { kind: 'attr' }>

// The order of the keys is that of Terraform's own structs; what is empty or false is left out.
function toBlock(body: Body, doc: string): object {
  const members = Object.entries(body)
  const attributes = members.flatMap(([name, member]) =>
    member.kind === 'attr' ? [[name, toAttribute(member)] as const] : [],
  )
  const blocks = members.flatMap(([name, member]) =>
    member.kind === 'block' ? [[name, toNestedBlock(member)] as const] : [],
  )
  return {
    ...(attributes.length > 0 && { attributes: sortedRecord(attributes) }),
    ...(blocks.length > 0 && { block_types: sortedRecord(blocks) }),
    description: doc,
    description_kind: 'markdown',
  }
}

function toAttribute({ type, spec }: Attribute): object {
  const { required, optional, computed } = flagsOf(spec)
  return {
    type,
    description: describe(spec),
    description_kind: 'markdown',
    ...(required && { required }),
    ...(optional && { optional }),
    ...(computed && { computed }),
    ...(isHidden(spec) && { sensitive: true }),
    ...(spec.writeOnly && { write_only: true }),
  }
}

function toNestedBlock({ body, doc, min, max, nesting }: Block): object {
  return {
    nesting_mode: nesting,
    block: toBlock(body, doc),
    ...(min !== undefined && { min_items: min }),
    ...(max !== undefined && { max_items: max }),
  }
}

function sortedRecord<T>(entries: readonly (readonly [string, T])[]): { [name: string]: T } {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))
}

// Go's encoder writes these five characters escaped, so that JSON can stand inside HTML.
function toGoJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
