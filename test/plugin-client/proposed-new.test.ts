import { UNKNOWN, type Value } from '../../schema/dsl/index'
import { type CoreAttribute, type CoreBlock, completeConfig, type ObjectValue } from '../kit/core-schema'
import { proposedNew } from '../kit/proposed-new'

function attribute(required: boolean, computed: boolean): CoreAttribute {
  return {
    type: 'string',
    required,
    optional: !required && !computed,
    computed,
    sensitive: false,
    writeOnly: false,
  }
}

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

function config(written: ObjectValue): ObjectValue {
  return completeConfig(block, written)
}

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

describe('the proposed new state of a set of blocks', () => {
  const part: CoreBlock = {
    attributes: {
      name: attribute(true, false),
      size: attribute(false, false),
      serial: attribute(false, true),
      grade: { ...attribute(false, true), optional: true },
    },
    blocks: {},
  }
  const kit: CoreBlock = {
    attributes: {},
    blocks: {
      parts: { block: part, nesting: 'set', minItems: 0, maxItems: 0 },
      frame: { block: part, nesting: 'single', minItems: 0, maxItems: 0 },
    },
  }
  const was = { name: 'bolt', size: null, serial: 's1', grade: 'b' }
  function partsOf(before: readonly ObjectValue[], ...written: readonly ObjectValue[]) {
    return proposedNew(kit, { parts: before, frame: null }, completeConfig(kit, { parts: written }))['parts']
  }

  it('takes computed values from the block whose content is the same, wherever it is', () => {
    const nut = { ...was, name: 'nut', serial: 's2' }
    expect(partsOf([was, nut], { name: 'nut' }, { name: 'bolt' })).toEqual([nut, was])
  })

  it.each<readonly [string, ObjectValue]>([
    ['another value', { name: 'nut' }],
    ['a value more', { name: 'bolt', size: 'm4' }],
    ['another value of what may be computed', { name: 'bolt', grade: 'a' }],
    ['an unknown value', { name: UNKNOWN }],
  ])('leaves a block with %s as it is configured', (_, written) => {
    expect(partsOf([was], written)).toEqual([{ name: null, size: null, serial: null, grade: null, ...written }])
  })

  it('uses each block once', () => {
    const wanted = [{ name: 'bolt' }, { name: 'bolt', grade: 'b' }]
    expect(partsOf([was], ...wanted)).toEqual([was, { ...was, serial: null }])
  })

  it('is that of an object for a single block, or null', () => {
    function proposedFrame(before: Value, frame: Value) {
      return proposedNew(kit, { parts: [], frame: before }, completeConfig(kit, { frame }))['frame']
    }
    expect(proposedFrame(was, { name: 'nut' })).toEqual({ ...was, name: 'nut' })
    expect(proposedFrame(was, null)).toBeNull()
    expect(proposedFrame(null, { name: 'nut' })).toMatchObject({ name: 'nut', serial: null })
    expect(proposedFrame(was, UNKNOWN)).toBe(UNKNOWN)
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
