import type { ObjectValue } from '../../../provider/framework/index'
import { planChange } from '../../../provider/framework/plan'
import { UNKNOWN, type Value } from '../../../schema/dsl/index'
import { proposed } from './proposed'
import { config, loginBlock, placeBlock, sample, state, values } from './sample'

type Over = { readonly [name: string]: Value }

/** The plan that turns the prior state into what the overrides of the configuration say. */
function plan(prior: ObjectValue | null, over: Over = {}) {
  return planChange(sample, prior, proposed(sample.body, prior, config(over)), config(over))
}

function replacedBecause(prior: ObjectValue, over: Over) {
  return plan(prior, over).replacements.map(({ path, reason }) => [path, reason])
}

describe('the plan of a new object', () => {
  it('has what is written, the defaults, and the rest unknown', () => {
    expect(plan(null).planned).toEqual(values({ size: 'small', id: UNKNOWN, status: UNKNOWN, changed_at: UNKNOWN }))
  })

  it('replaces nothing', () => {
    expect(plan(null, { place: [placeBlock()] }).replacements).toEqual([])
  })

  it('reaches into blocks', () => {
    const { planned } = plan(null, { login: [loginBlock({ method: 'key', key_wo: 'hush', key_wo_version: 1 })] })
    expect(planned['login']).toEqual([
      loginBlock({ method: 'key', key_wo_version: 1, level: 'low', fingerprint: UNKNOWN }),
    ])
  })

  it('takes over what is not known yet', () => {
    expect(plan(null, { name: UNKNOWN, login: UNKNOWN }).planned).toMatchObject({ name: UNKNOWN, login: UNKNOWN })
  })
})

describe('the plan of an object that is as configured', () => {
  it.each<readonly [string, ObjectValue, Over]>([
    ['as it was', state(), {}],
    ['with its tags in another order', state(), { tags: ['b', 'a'] }],
    ['with a tag twice', state(), { tags: ['a', 'a', 'b'] }],
    ['with its default written out', state(), { size: 'small' }],
    ['with its status written out', state(), { status: 'open' }],
    ['with a status that nobody wrote', state({ status: 'shut' }), {}],
    ['with a computed value that is null', state({ changed_at: null }), {}],
    ['with blocks', state({ login: [loginBlock({ level: 'low', fingerprint: 'f' })] }), { login: [loginBlock()] }],
  ])('is the prior state itself: %s', (_, prior, over) => {
    expect(plan(prior, over)).toEqual({ planned: prior, replacements: [], diagnostics: [] })
  })

  it('does not change for a write-only value', () => {
    const prior = state({ login: [loginBlock({ level: 'low', fingerprint: 'f', key_wo_version: 1 })] })
    const login = [loginBlock({ key_wo: 'another', key_wo_version: 1 })]
    expect(plan(prior, { login }).planned).toEqual(prior)
  })
})

describe('the plan of an update', () => {
  it('keeps what an update leaves alone, and does not know the rest', () => {
    expect(plan(state(), { name: 'two' }).planned).toEqual(state({ name: 'two', changed_at: UNKNOWN }))
  })

  it('goes back to the default when the user takes a value away', () => {
    expect(plan(state({ size: 'large' })).planned).toEqual(state({ changed_at: UNKNOWN }))
  })

  it('carries the prior tags along when only something else changes', () => {
    expect(plan(state(), { name: 'two', tags: ['b', 'a'] }).planned['tags']).toEqual(['a', 'b'])
  })

  it('adds a block with its defaults and unknowns', () => {
    expect(plan(state(), { login: [loginBlock()] }).planned).toEqual(
      state({ changed_at: UNKNOWN, login: [loginBlock({ level: 'low', fingerprint: UNKNOWN })] }),
    )
  })

  it('removes a block', () => {
    const prior = state({ login: [loginBlock({ level: 'low', fingerprint: 'f' })] })
    expect(plan(prior).planned).toEqual(state({ changed_at: UNKNOWN }))
  })

  it('does not know a block that is not known yet', () => {
    const prior = state({ login: [loginBlock({ level: 'low', fingerprint: 'f' })] })
    expect(plan(prior, { login: UNKNOWN }).planned).toEqual(state({ login: UNKNOWN, changed_at: UNKNOWN }))
  })

  it('sends a write-only value again when its version changes', () => {
    const prior = state({ login: [loginBlock({ level: 'low', fingerprint: 'f', key_wo_version: 1 })] })
    const { planned } = plan(prior, { login: [loginBlock({ key_wo: 'hush', key_wo_version: 2 })] })
    expect(planned['login']).toEqual([loginBlock({ level: 'low', fingerprint: UNKNOWN, key_wo_version: 2 })])
  })
})

describe('the plan of a change that needs a new object', () => {
  it('says which and why', () => {
    expect(replacedBecause(state(), { kind: 'barrel', name: 'two' })).toEqual([
      [['kind'], 'a box cannot change its kind'],
    ])
  })

  it('says so of a block that is removed', () => {
    expect(replacedBecause(state({ place: [placeBlock({ address: 'x' })] }), {})).toEqual([
      [['place'], 'a box cannot move'],
    ])
  })

  it('does not mention a block that stays', () => {
    const place = [placeBlock({ address: 'x' })]
    expect(replacedBecause(state({ place }), { place: [placeBlock()], name: 'two' })).toEqual([])
  })
})

describe('a plan', () => {
  it.each<readonly [string, ObjectValue | null, Over]>([
    ['a create', null, { login: [loginBlock()], place: [placeBlock()] }],
    ['an update', state(), { name: 'two', tags: ['b', 'a'] }],
    ['a replacement', state(), { kind: 'barrel' }],
    ['unknown values', state(), { name: UNKNOWN, tags: UNKNOWN, login: UNKNOWN }],
  ])('plans nothing that Terraform refuses with %s', (_, prior, over) => {
    expect(plan(prior, over).diagnostics).toEqual([])
  })

  it('does not touch what it was made of', () => {
    const prior = Object.freeze(state())
    const configured = Object.freeze(config({ name: 'two' }))
    planChange(sample, prior, Object.freeze(proposed(sample.body, prior, configured)), configured)
    expect(prior).toEqual(state())
  })
})
