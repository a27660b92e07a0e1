import type { ObjectValue } from '../../../provider/framework/index'
import {
  applyDefaults,
  carryEquivalentPrior,
  markComputedUnknown,
  nullWriteOnly,
  type Pass,
} from '../../../provider/framework/plan'
import { findReplacements } from '../../../provider/framework/replacements'
import { UNKNOWN } from '../../../schema/dsl/index'
import { config, loginBlock, placeBlock, sample, state, values } from './sample'

interface Given {
  readonly planned: ObjectValue
  readonly prior?: ObjectValue | null
  readonly config?: ObjectValue
}

/** The planned values after one pass. */
function passed(pass: Pass, { planned, prior = null, config: configured = planned }: Given): ObjectValue {
  return pass(sample, { planned, prior, config: configured })
}

describe('nulling the write-only values', () => {
  it('leaves none in a block', () => {
    const planned = values({ login: [loginBlock({ key_wo: 'hush', key_wo_version: 1 })] })
    expect(passed(nullWriteOnly, { planned })).toEqual(values({ login: [loginBlock({ key_wo_version: 1 })] }))
  })

  it('leaves none that is unknown', () => {
    const planned = values({ login: [loginBlock({ key_wo: UNKNOWN })] })
    expect(passed(nullWriteOnly, { planned })).toEqual(values({ login: [loginBlock()] }))
  })

  it('leaves an unknown block as it is', () => {
    const planned = values({ login: UNKNOWN })
    expect(passed(nullWriteOnly, { planned })).toEqual(planned)
  })
})

describe('carrying what means the same', () => {
  it('keeps the prior value and its way of writing', () => {
    const planned = passed(carryEquivalentPrior, { planned: values({ tags: ['b', 'a', 'b'] }), prior: state() })
    expect(planned['tags']).toEqual(['a', 'b'])
  })

  it.each([[['a', 'c']], [[]], [UNKNOWN]])('takes another value over: %j', (tags) => {
    expect(passed(carryEquivalentPrior, { planned: values({ tags }), prior: state() })['tags']).toEqual(tags)
  })

  it('takes the value of a new object as it is', () => {
    expect(passed(carryEquivalentPrior, { planned: values({ tags: ['b', 'a'] }) })['tags']).toEqual(['b', 'a'])
  })

  it('takes the first value of an attribute that was null', () => {
    const prior = state({ tags: null })
    expect(passed(carryEquivalentPrior, { planned: values({ tags: [] }), prior })['tags']).toEqual([])
  })
})

describe('applying the defaults', () => {
  it('fills in what the user left out', () => {
    expect(passed(applyDefaults, { planned: values() })['size']).toBe('small')
  })

  it('goes back to the default when the user takes a value away', () => {
    expect(passed(applyDefaults, { planned: values({ size: 'large' }), config: config() })['size']).toBe('small')
  })

  it.each(['large', UNKNOWN])('keeps what the user wrote: %s', (size) => {
    expect(passed(applyDefaults, { planned: values({ size }) })['size']).toBe(size)
  })

  it('reaches into blocks', () => {
    const planned = passed(applyDefaults, { planned: values({ login: [loginBlock()] }) })
    expect(planned['login']).toEqual([loginBlock({ level: 'low' })])
  })
})

describe('marking what the API decides', () => {
  it('is unknown for a new object', () => {
    expect(passed(markComputedUnknown, { planned: values() })).toEqual(
      values({ id: UNKNOWN, status: UNKNOWN, changed_at: UNKNOWN }),
    )
  })

  it('marks nothing when nothing changes', () => {
    expect(passed(markComputedUnknown, { planned: state(), prior: state(), config: config() })).toEqual(state())
  })

  it('marks only what an update changes', () => {
    const planned = state({ name: 'two' })
    expect(passed(markComputedUnknown, { planned, prior: state(), config: config({ name: 'two' }) })).toEqual(
      state({ name: 'two', changed_at: UNKNOWN }),
    )
  })

  it('takes an unknown value for a change', () => {
    const planned = state({ note: UNKNOWN })
    const marked = passed(markComputedUnknown, { planned, prior: state(), config: config({ note: UNKNOWN }) })
    expect(marked['changed_at']).toBe(UNKNOWN)
  })

  it('keeps the status that the user wrote', () => {
    expect(passed(markComputedUnknown, { planned: values({ status: 'shut' }) })['status']).toBe('shut')
  })

  it('keeps the prior status when the user takes it out of the configuration', () => {
    const planned = state({ name: 'two', status: 'shut' })
    const prior = state({ status: 'shut' })
    const marked = passed(markComputedUnknown, { planned, prior, config: config({ name: 'two' }) })
    expect(marked['status']).toBe('shut')
  })

  it('marks what is kept when the prior state does not have it', () => {
    const planned = state({ name: 'two', id: null })
    const prior = state({ id: null })
    expect(passed(markComputedUnknown, { planned, prior, config: config({ name: 'two' }) })['id']).toBe(UNKNOWN)
  })
})

describe('finding what forces a new object', () => {
  function found(planned: ObjectValue, prior = state()) {
    return findReplacements(sample.body, planned, prior).map(({ path, reason }) => [path, reason])
  }

  it('names the attribute and the reason', () => {
    expect(found(state({ kind: 'barrel' }))).toEqual([[['kind'], 'a box cannot change its kind']])
  })

  it('finds nothing when other attributes change', () => {
    expect(found(state({ name: 'two', tags: [], login: [loginBlock()] }))).toEqual([])
  })

  it('takes an unknown value for another one', () => {
    expect(found(state({ kind: UNKNOWN }))).toHaveLength(1)
  })

  it('takes a first value for another one', () => {
    expect(found(state({ kind: 'barrel' }), state({ kind: null }))).toEqual([
      [['kind'], 'a box cannot change its kind'],
    ])
  })

  it('names the attribute inside its block', () => {
    const prior = state({ place: [placeBlock()] })
    expect(found(state({ place: [placeBlock({ room: 'cellar' })] }), prior)).toEqual([
      [['place', 0, 'room'], 'a box cannot change rooms'],
    ])
  })

  it.each([
    ['appears', [placeBlock()], []],
    ['disappears', [], [placeBlock()]],
    ['may disappear', UNKNOWN, [placeBlock()]],
  ])('names the block once when it %s', (_, planned, prior) => {
    expect(found(state({ place: planned }), state({ place: prior }))).toEqual([[['place'], 'a box cannot move']])
  })

  it('names everything that does', () => {
    expect(found(state({ kind: 'barrel', place: [placeBlock()] }))).toHaveLength(2)
  })
})
