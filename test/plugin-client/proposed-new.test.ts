import { UNKNOWN } from '../../schema/dsl/index'
import { type CoreAttribute, type CoreBlock, completeConfig, type ObjectValue } from '../kit/core-schema'
import { proposedNew } from '../kit/proposed-new'

const attribute = (required: boolean, computed: boolean): CoreAttribute => ({
  type: 'string',
  required,
  optional: !required && !computed,
  computed,
  sensitive: false,
  writeOnly: false,
})

const hook: CoreBlock = {
  attributes: { url: attribute(true, false), source: { ...attribute(false, true) } },
  blocks: {},
}

const block: CoreBlock = {
  attributes: {
    name: attribute(true, false),
    note: attribute(false, false),
    id: attribute(false, true),
    status: { ...attribute(false, true), optional: true },
  },
  blocks: { hook: { block: hook, nesting: 'list', minItems: 0, maxItems: 1 } },
}

const prior: ObjectValue = { name: 'old', note: 'n', id: '1', status: 'on', hook: [{ url: 'u', source: 's' }] }

const config = (written: ObjectValue): ObjectValue => completeConfig(block, written)

describe('the proposed new state', () => {
  it('is the configuration where there was nothing before', () => {
    expect(proposedNew(block, null, config({ name: 'new' }))).toEqual(config({ name: 'new' }))
  })

  it.each([
    ['a configured value', 'name', 'new'],
    ['null for an optional value that is no longer configured', 'note', null],
    ['the prior computed value', 'id', '1'],
    ['the prior value of what may be configured and is not', 'status', 'on'],
  ])('holds %s', (_, name, value) => {
    expect(proposedNew(block, prior, config({ name: 'new' }))[name]).toBe(value)
  })

  it('holds the configured value of what may be configured', () => {
    expect(proposedNew(block, prior, config({ name: 'new', status: 'off' }))['status']).toBe('off')
  })

  it('takes computed values in a block from the block at the same place', () => {
    const proposed = proposedNew(block, prior, config({ name: 'new', hook: [{ url: 'v' }] }))
    expect(proposed['hook']).toEqual([{ url: 'v', source: 's' }])
  })

  it('has no blocks where none are configured', () => {
    expect(proposedNew(block, prior, config({ name: 'new' }))['hook']).toEqual([])
  })

  it('leaves a new block as it is configured', () => {
    const proposed = proposedNew(block, { ...prior, hook: [] }, config({ name: 'new', hook: [{ url: 'v' }] }))
    expect(proposed['hook']).toEqual([{ url: 'v', source: null }])
  })

  it('leaves unknown blocks unknown', () => {
    expect(proposedNew(block, prior, config({ name: 'new', hook: UNKNOWN }))['hook']).toBe(UNKNOWN)
  })
})

describe('a written configuration', () => {
  it('has null and no blocks for what is left out', () => {
    expect(config({ name: 'n' })).toEqual({ name: 'n', note: null, id: null, status: null, hook: [] })
  })

  it.each([
    ['Unsupported argument: nam', { nam: 'n' }],
    ['Missing required argument: name', {}],
    ['Missing required argument: hook[0].url', { name: 'n', hook: [{}] }],
    ['Value for unconfigurable attribute: id', { name: 'n', id: '1' }],
    ['Too many hook blocks: at most 1', { name: 'n', hook: [{ url: 'u' }, { url: 'v' }] }],
  ])('is refused before any provider sees it: %s', (message, written) => {
    expect(() => config(written)).toThrow(message)
  })
})
