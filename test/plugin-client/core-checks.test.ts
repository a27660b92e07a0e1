import { UNKNOWN, Unknown, type Value } from '../../schema/dsl/index'
import { completionBreaches, planBreaches, sameValue, storedBreaches } from '../kit/core-checks'
import type { CoreAttribute, CoreBlock, ObjectValue } from '../kit/core-schema'

function attribute(flags: Partial<CoreAttribute> = {}): CoreAttribute {
  return {
    type: 'string',
    required: false,
    optional: true,
    computed: false,
    sensitive: false,
    writeOnly: false,
    ...flags,
  }
}

const block: CoreBlock = {
  attributes: {
    name: attribute(),
    tags: attribute({ type: ['list', 'string'] }),
    id: attribute({ optional: false, computed: true }),
    status: attribute({ computed: true }),
    token: attribute({ sensitive: true }),
    token_wo: attribute({ sensitive: true, writeOnly: true }),
  },
  blocks: {
    hook: { block: { attributes: { url: attribute() }, blocks: {} }, nesting: 'list', minItems: 0, maxItems: 1 },
  },
}

function hook(url: Value) {
  return [{ url }]
}
function object(members: ObjectValue = {}): ObjectValue {
  return {
    name: 'users',
    tags: ['a', 'b'],
    id: null,
    status: null,
    token: null,
    token_wo: null,
    hook: hook('u'),
    ...members,
  }
}

const prior = object({ id: 'est_1', status: 'enabled' })

const HONEST_PLANS: readonly (readonly [
  string,
  { prior: ObjectValue | null; config: ObjectValue; planned: ObjectValue },
])[] = [
  ['a create', { prior: null, config: object(), planned: object({ id: UNKNOWN, status: UNKNOWN }) }],
  ['the prior value kept', { prior, config: object({ tags: ['b', 'a'] }), planned: prior }],
  ['a computed value made up', { prior, config: object(), planned: object({ id: 'est_1', status: 'odd' }) }],
  ['an unknown value', { prior, config: object({ name: UNKNOWN }), planned: { ...prior, name: UNKNOWN } }],
  ['unknown blocks', { prior: null, config: object({ hook: UNKNOWN }), planned: object({ hook: UNKNOWN }) }],
  ['a write-only value', { prior, config: object({ token_wo: 'secret' }), planned: prior }],
]

const LYING_PLANS: readonly (readonly [
  string,
  { planned: ObjectValue; config?: ObjectValue; prior?: null },
  string,
])[] = [
  ['another value than configured', { planned: { ...prior, name: 'people' } }, 'name'],
  ['an unknown value for a known one', { planned: { ...prior, name: UNKNOWN } }, 'name'],
  ['a known value for an unknown one', { planned: { ...prior, name: 'x' }, config: object({ name: UNKNOWN }) }, 'name'],
  ['a value that is neither configured nor computed', { planned: { ...prior, token: 'made up' } }, 'token'],
  ['a configured value dropped', { planned: { ...prior, name: null } }, 'name'],
  ['a configured status changed', { planned: { ...prior, status: 'x' }, config: object({ status: 'y' }) }, 'status'],
  ['the prior value where there was none', { planned: object({ name: null }), prior: null }, 'name'],
  ['a list with one element less', { planned: { ...prior, tags: ['a'] } }, 'tags'],
  [
    'a write-only value',
    { planned: { ...prior, token_wo: 'secret' }, config: object({ token_wo: 'secret' }) },
    'token_wo',
  ],
  ['a block more', { planned: { ...prior, hook: [...hook('u'), ...hook('v')] } }, 'hook'],
  ['no list of blocks', { planned: { ...prior, hook: null } }, 'hook'],
  ['unknown blocks for known ones', { planned: { ...prior, hook: UNKNOWN } }, 'hook'],
  ['an unknown block', { planned: { ...prior, hook: [UNKNOWN] } }, 'hook[0]'],
  ['known blocks for unknown ones', { planned: prior, config: object({ hook: UNKNOWN }) }, 'hook'],
  ['another value in a block', { planned: { ...prior, hook: hook('v') } }, 'hook[0].url'],
]

describe('the check of a plan', () => {
  it.each(HONEST_PLANS)('accepts %s', (_, plan) => {
    expect(planBreaches(block, plan)).toEqual([])
  })

  it.each(LYING_PLANS)('finds %s', (_, lie, path) => {
    const breaches = planBreaches(block, { prior, config: object(), ...lie })
    expect(breaches.map((breach) => breach.path)).toEqual([path])
  })

  it('finds an object planned away', () => {
    expect(planBreaches(block, { prior, config: object(), planned: null })).toHaveLength(1)
  })

  it('does not show a sensitive value', () => {
    const breaches = planBreaches(block, { prior, config: object(), planned: { ...prior, token: 'hidden' } })
    expect(JSON.stringify(breaches)).not.toContain('hidden')
  })
})

const planned = object({ id: UNKNOWN, status: new Unknown({ isNull: false, stringPrefix: 'en' }) })
const applied = object({ id: 'est_1', status: 'enabled' })

const LYING_RESULTS: readonly (readonly [string, ObjectValue | null, string])[] = [
  ['another value than planned', { ...applied, name: 'people' }, 'name'],
  ['a planned value dropped', { ...applied, name: null }, 'name'],
  ['a value where null was planned', { ...applied, token: 'hidden' }, 'token'],
  ['an element more', { ...applied, tags: ['a', 'b', 'c'] }, 'tags'],
  ['elements in another order', { ...applied, tags: ['b', 'a'] }, 'tags'],
  ['null where that was ruled out', { ...applied, status: null }, 'status'],
  ['another prefix than promised', { ...applied, status: 'disabled' }, 'status'],
  ['a block less', { ...applied, hook: [] }, 'hook'],
  ['another value in a block', { ...applied, hook: hook('v') }, 'hook[0].url'],
  ['nothing at all', null, ''],
]

describe('the check of an applied state', () => {
  it('accepts any value for an unknown one', () => {
    expect(completionBreaches(block, planned, applied)).toEqual([])
  })

  it('accepts any blocks for unknown ones', () => {
    expect(completionBreaches(block, { ...planned, hook: UNKNOWN }, { ...applied, hook: [] })).toEqual([])
  })

  it.each(LYING_RESULTS)('finds %s', (_, result, path) => {
    expect(completionBreaches(block, planned, result).map((breach) => breach.path)).toEqual([path])
  })

  it('does not show a sensitive value', () => {
    expect(JSON.stringify(completionBreaches(block, planned, { ...applied, token: 'hidden' }))).not.toContain('hidden')
  })
})

describe('the check of a stored object', () => {
  it.each([
    ['an unknown value', { id: UNKNOWN }, 'id'],
    ['an unknown element', { tags: ['a', UNKNOWN] }, 'tags'],
    ['an unknown value in a block', { hook: hook(UNKNOWN) }, 'hook[0].url'],
    ['a write-only value', { token_wo: 'secret' }, 'token_wo'],
    ['no list of blocks', { hook: null }, 'hook'],
    ['unknown blocks', { hook: UNKNOWN }, 'hook'],
  ] as const)('finds %s', (_, members, path) => {
    expect(storedBreaches(block, object(members)).map((breach) => breach.path)).toEqual([path])
  })
})

describe('the check of a set of blocks and of a single one', () => {
  const part: CoreBlock = {
    attributes: { name: attribute(), id: attribute({ optional: false, computed: true }) },
    blocks: {},
  }
  const kit: CoreBlock = {
    attributes: {},
    blocks: {
      parts: { block: part, nesting: 'set', minItems: 0, maxItems: 0 },
      frame: { block: part, nesting: 'single', minItems: 0, maxItems: 0 },
    },
  }
  function of(name: Value, id: Value = null) {
    return { name, id }
  }
  const config = { parts: [of('a'), of('b')], frame: of('f') }
  const kept = { parts: [of('b', '2'), of('a', UNKNOWN)], frame: of('f', '3') }
  function paths(found: readonly { readonly path: string }[]) {
    return found.map(({ path }) => path)
  }

  it('accepts elements in any order', () => {
    expect(planBreaches(kit, { prior: null, config, planned: kept })).toEqual([])
    expect(completionBreaches(kit, kept, { ...kept, parts: [of('a', '1'), of('b', '2')] })).toEqual([])
    expect(storedBreaches(kit, { parts: [of('a', '1')], frame: null })).toEqual([])
  })

  it('accepts elements that turn out to be equal', () => {
    const planned = { parts: [of('a', '1'), of(UNKNOWN, UNKNOWN)], frame: null }
    expect(completionBreaches(kit, planned, { parts: [of('a', '1')], frame: null })).toEqual([])
  })

  it.each<readonly [string, ObjectValue, readonly string[]]>([
    ['an element that is not configured', { ...kept, parts: [of('a'), of('b'), of('c')] }, ['parts']],
    ['an element less', { ...kept, parts: [of('a')] }, ['parts']],
    ['no set', { ...kept, parts: null }, ['parts']],
    ['no single block', { ...kept, frame: null }, ['frame']],
    ['another value in a single block', { ...kept, frame: of('g') }, ['frame.name']],
  ])('finds in a plan %s', (_, planned, expected) => {
    expect(paths(planBreaches(kit, { prior: null, config, planned }))).toEqual(expected)
  })

  it.each<readonly [string, ObjectValue, readonly string[]]>([
    ['an element more', { ...kept, parts: [of('a', '1'), of('b', '2'), of('c', '4')] }, ['parts']],
    ['another known value', { ...kept, parts: [of('a', '1'), of('b', '9')] }, ['parts', 'parts']],
    ['a single block that is gone', { ...kept, parts: [of('a', '1'), of('b', '2')], frame: null }, ['frame']],
  ])('finds after an apply %s', (_, applied, expected) => {
    expect(paths(completionBreaches(kit, kept, applied))).toEqual(expected)
  })

  it('finds stored values that cannot be', () => {
    expect(paths(storedBreaches(kit, { parts: null, frame: [] }))).toEqual(['parts', 'frame'])
    expect(paths(storedBreaches(kit, { parts: [of('a', UNKNOWN)], frame: of('f', UNKNOWN) }))).toEqual([
      'parts[0].id',
      'frame.id',
    ])
  })
})

describe('equality of values', () => {
  it.each([
    ['null and nothing in a list', [null], [], false],
    ['null and an empty text', null, '', false],
    ['an unknown and a known value', UNKNOWN, null, false],
    ['two unknown values', UNKNOWN, new Unknown({ isNull: false }), true],
    ['lists in another order', ['a', 'b'], ['b', 'a'], false],
    ['objects in another order', { a: '1', b: '2' }, { b: '2', a: '1' }, true],
    ['a text and a number', '1', 1, false],
  ] as const)('compares %s', (_, a, b, same) => {
    expect(sameValue(a, b)).toBe(same)
  })
})
