import { Schema_NestedBlock_NestingMode, StringKind } from '../../../provider/protocol/generated/tfplugin6'
import { toSchemaMessage } from '../../../provider/protocol/schema-message'
import {
  choice,
  listBlock,
  listOfStrings,
  type Schema,
  schema,
  setBlock,
  singleBlock,
  string,
} from '../../../schema/dsl/index'

const inner = listBlock({ doc: 'Inner.', min: 1, max: 2, body: { x: string({ mode: 'required', doc: 'X.' }) } })

function message(body: Schema['body'], version = 0) {
  return toSchemaMessage(schema({ type: 'acme_thing', doc: 'A thing.', version, body }))
}

function attributes(body: Schema['body']) {
  return message(body).block?.attributes ?? []
}

describe('the message of a schema', () => {
  it('has version and description', () => {
    expect(message({}, 3)).toMatchObject({
      version: 3,
      block: { description: 'A thing.', descriptionKind: StringKind.MARKDOWN, attributes: [], blockTypes: [] },
    })
  })

  it.each([
    [string({ mode: 'required', doc: 'A.' }), { required: true, optional: false, computed: false }],
    [string({ mode: 'optional', doc: 'A.' }), { required: false, optional: true, computed: false }],
    [string({ mode: 'computed', doc: 'A.' }), { required: false, optional: false, computed: true }],
  ])('has the flags of an attribute: %j', (a, flags) => {
    expect(attributes({ a })).toEqual([
      expect.objectContaining({ name: 'a', description: 'A.', sensitive: false, writeOnly: false, ...flags }),
    ])
  })

  it('marks what is sensitive, write-only values included, as the official provider does', () => {
    const secret = string({ mode: 'optional', sensitive: true, doc: '' })
    const secret_wo = string({ mode: 'optional', sensitive: true, writeOnly: true, doc: '' })
    expect(attributes({ secret, secret_wo })).toMatchObject([
      { sensitive: true, writeOnly: false },
      { sensitive: true, writeOnly: true },
    ])
  })

  it("writes a type in cty's JSON form", () => {
    const [tags] = attributes({ tags: listOfStrings({ mode: 'required', doc: '' }) })
    expect(new TextDecoder().decode(tags?.type)).toBe('["list","string"]')
  })

  it('describes the values of a closed set', () => {
    const [status] = attributes({ status: choice(['on', 'off'], { mode: 'required', doc: 'Whether.' }) })
    expect(status?.description).toBe('Whether. One of "on", "off".')
  })

  it('sorts attributes and blocks by name', () => {
    const a = string({ mode: 'optional', doc: '' })
    const { block } = message({ d: inner, b: a, c: inner, a })
    const names = [block?.attributes.map(({ name }) => name), block?.blockTypes.map(({ typeName }) => typeName)]
    expect(names).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('has nested blocks with their bounds', () => {
    expect(message({ inner }).block?.blockTypes).toMatchObject([
      {
        typeName: 'inner',
        nesting: Schema_NestedBlock_NestingMode.LIST,
        minItems: 1,
        maxItems: 2,
        block: { description: 'Inner.', attributes: [{ name: 'x' }] },
      },
    ])
  })

  it('has sets of blocks and single blocks', () => {
    const { block } = message({
      many: setBlock({ doc: '', body: {} }),
      one: singleBlock({ doc: '', body: {} }),
      wanted: singleBlock({ doc: '', required: true, body: {} }),
    })
    expect(block?.blockTypes).toMatchObject([
      { typeName: 'many', nesting: Schema_NestedBlock_NestingMode.SET, minItems: 0, maxItems: 0 },
      { typeName: 'one', nesting: Schema_NestedBlock_NestingMode.SINGLE, minItems: 0, maxItems: 0 },
      { typeName: 'wanted', nesting: Schema_NestedBlock_NestingMode.SINGLE, minItems: 1, maxItems: 1 },
    ])
  })

  it('does not mention bounds that are not declared', () => {
    const open = listBlock({ doc: '', body: {} })
    expect(message({ open }).block?.blockTypes).toMatchObject([{ minItems: 0, maxItems: 0 }])
  })
})
