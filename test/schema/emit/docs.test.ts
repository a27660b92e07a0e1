import {
  type Body,
  listBlock,
  type Rule,
  type Schema,
  schema,
  setBlock,
  singleBlock,
  string,
  timeouts,
} from '../../../schema/dsl/index'
import { emitDocs } from '../../../schema/emit/docs'

/** The page of a resource with this body. */
function pageOf(body: Body, rules: readonly Rule[] = []): string {
  return renderedPage({ ...schema({ type: 'acme_thing', doc: 'A thing.', body }), rules })
}

function renderedPage(declared: Schema): string {
  const [page] = emitDocs([{ kind: 'resource', schema: declared, examples: [] }], {
    address: 'registry.terraform.io/acme/acme',
    provider: schema({ type: 'acme', doc: '', body: {} }),
    resources: [declared],
    dataSources: [],
  })
  return page?.text ?? ''
}

const body = { x: string({ mode: 'required', doc: 'X.' }) }

describe('a page of the reference', () => {
  it.each([
    ['block, at most one', listBlock({ doc: '', max: 1, body })],
    ['block, exactly one', listBlock({ doc: '', min: 1, max: 1, body })],
    ['blocks', listBlock({ doc: '', body })],
    ['blocks, at least 1', listBlock({ doc: '', min: 1, body })],
    ['set of blocks', setBlock({ doc: '', body })],
    ['set of blocks, at least 1 and at most 3', setBlock({ doc: '', min: 1, max: 3, body })],
    ['block, at most one', singleBlock({ doc: '', body })],
    ['block, exactly one', singleBlock({ doc: '', required: true, body })],
  ])('says how many blocks there may be: %s', (words, block) => {
    expect(pageOf({ block })).toContain(`- \`block\` (${words}; see [below](#acme-thing-block))`)
  })

  it('lists what is in a nested block of any nesting, at any depth', () => {
    const page = pageOf({ outer: setBlock({ doc: '', body: { inner: singleBlock({ doc: '', body }) } }) })
    expect(page).toContain('- `inner` (block, at most one; see [below](#acme-thing-outer-inner))')
    expect(page).toContain('<a id="acme-thing-outer-inner"></a>')
  })

  it('puts required blocks among what is required', () => {
    const page = pageOf({ block: singleBlock({ doc: '', required: true, body }) })
    expect(page).toMatch(/### Required\n\n- `block`/)
  })

  it('says which members are needed', () => {
    const y = string({ mode: 'optional', doc: '' })
    expect(pageOf({ y, z: y }, [{ rule: 'atLeastOne', of: ['y', 'z'] }])).toContain(
      '### Rules\n\n- At least one of `y`, `z` is required.',
    )
  })

  it('gives the timeouts with their defaults', () => {
    expect(pageOf({ timeouts: timeouts({ create: '6m' }) })).toMatch(/- `create` \(string\) .*Default "6m"/)
  })

  it('lists the attributes of the identity, and has no such section without one', () => {
    const id = string({ mode: 'computed', keep: true, doc: 'Id of the thing.' })
    const identified = schema({ type: 'acme_thing', doc: '', body: { id }, identity: { attributes: ['id'] } })
    const page = renderedPage(identified)
    expect(page).toMatch(
      /## Identity\n\n.*Terraform 1\.12.*\n\n### Required for import\n\n- `id` \(string\) Id of the thing\./,
    )
    expect(pageOf({ id })).not.toContain('## Identity')
  })
})
