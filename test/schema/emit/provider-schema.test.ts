import { listBlock, type Schema, schema, setBlock, singleBlock, string, timeouts } from '../../../schema/dsl/index'
import { emitProviderSchema } from '../../../schema/emit/provider-schema'

const ADDRESS = 'registry.terraform.io/acme/acme'

function emitted(resource: Schema): string {
  return emitProviderSchema({
    address: ADDRESS,
    provider: schema({ type: 'acme', doc: '', body: {} }),
    resources: [resource],
    dataSources: [],
  }).text
}

/** What is emitted of one resource. */
function resourceOf(text: string) {
  return JSON.parse(text).provider_schemas[ADDRESS].resource_schemas.acme_thing
}

describe('the schema as Terraform prints it', () => {
  it('escapes what Go escapes in JSON', () => {
    const doc = '<a> & \u2028\u2029 "b" \u00e9'
    const text = emitted(schema({ type: 'acme_thing', doc, body: {} }))
    expect(text).toContain('"\\u003ca\\u003e \\u0026 \\u2028\\u2029 \\"b\\" \u00e9"')
  })

  it('ends with a line break, as the program does', () => {
    expect(emitted(schema({ type: 'acme_thing', doc: '', body: {} }))).toMatch(/}\n$/)
  })

  it('leaves out the flags that are not set', () => {
    const body = { a: string({ mode: 'required', doc: 'A.' }) }
    expect(resourceOf(emitted(schema({ type: 'acme_thing', doc: '', body }))).block.attributes.a).toEqual({
      type: 'string',
      description: 'A.',
      description_kind: 'markdown',
      required: true,
    })
  })

  it('sorts attributes by name', () => {
    const a = string({ mode: 'optional', doc: '' })
    const text = emitted(schema({ type: 'acme_thing', doc: '', body: { b: a, a_b: a, a } }))
    expect(Object.keys(resourceOf(text).block.attributes)).toEqual(['a', 'a_b', 'b'])
  })

  it('tells how many blocks there may be, and leaves out what is empty', () => {
    const a = listBlock({ doc: 'A.', min: 1, max: 2, body: {} })
    expect(resourceOf(emitted(schema({ type: 'acme_thing', doc: '', body: { a } }))).block.block_types.a).toEqual({
      nesting_mode: 'list',
      block: { description: 'A.', description_kind: 'markdown' },
      min_items: 1,
      max_items: 2,
    })
  })

  it('tells how blocks are nested', () => {
    const inner = { x: string({ mode: 'required', doc: 'X.' }) }
    const body = {
      many: setBlock({ doc: '', max: 3, body: inner }),
      one: singleBlock({ doc: '', body: inner }),
      needed: singleBlock({ doc: '', required: true, body: inner }),
    }
    expect(resourceOf(emitted(schema({ type: 'acme_thing', doc: '', body }))).block.block_types).toMatchObject({
      many: { nesting_mode: 'set', max_items: 3 },
      needed: { nesting_mode: 'single', min_items: 1, max_items: 1 },
      one: { nesting_mode: 'single', block: { attributes: { x: { required: true } } } },
    })
  })

  it('has the block timeouts as the official SDK declares it', () => {
    const body = { timeouts: timeouts({ create: '6m', delete: '1h' }) }
    const { timeouts: block } = resourceOf(emitted(schema({ type: 'acme_thing', doc: '', body }))).block.block_types
    expect(block).toEqual({
      nesting_mode: 'single',
      block: expect.objectContaining({
        attributes: {
          create: expect.objectContaining({ type: 'string', optional: true }),
          delete: expect.objectContaining({ type: 'string', optional: true }),
        },
      }),
    })
    expect(block.block.attributes.create.description).toContain('Default "6m"')
  })
})
