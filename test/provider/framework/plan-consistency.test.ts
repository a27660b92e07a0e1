import { containsUnknown } from '../../../provider/framework/equality'
import { type Diagnostic, formatPath, type ObjectValue } from '../../../provider/framework/index'
import { checkAppliedState, checkPlan } from '../../../provider/framework/plan-consistency'
import { Dynamic, UNKNOWN, type Value } from '../../../schema/dsl/index'
import { config, loginBlock, sample, state, values } from './sample'

/** Each violation as its path and the sentence of it that tells what is wrong. */
function told(found: readonly Diagnostic[]) {
  return found.map(({ path = [], detail }) => [formatPath(path), detail.split(/ at |\.\n/)[0]])
}

describe('the check of a plan', () => {
  function broken(planned: ObjectValue, prior: ObjectValue | null, configured: ObjectValue) {
    return told(checkPlan(sample, { planned, prior, config: configured }))
  }

  it.each<readonly [string, ObjectValue, ObjectValue | null]>([
    ['the configuration itself', values(), null],
    ['computed values of any kind', values({ id: UNKNOWN, status: 'open', size: 'small' }), null],
    ['the prior value where another is configured', values({ note: 'old' }), state({ note: 'old' })],
  ])('allows %s', (_, planned, prior) => {
    expect(broken(planned, prior, config({ note: prior === null ? null : 'new' }))).toEqual([])
  })

  it('refuses a value that is neither the configured nor the prior one', () => {
    expect(broken(values({ name: 'three' }), state(), config({ name: 'two' }))).toEqual([
      ['name', 'The plan of sample_box is neither the configured nor the prior value'],
    ])
  })

  it('refuses an unknown value where a known one is configured', () => {
    expect(broken(values({ name: UNKNOWN }), null, config())).toEqual([
      ['name', 'The plan of sample_box is neither the configured nor the prior value'],
    ])
  })

  it('refuses a value that nobody configured', () => {
    expect(broken(values({ note: 'made up' }), null, config())).toEqual([
      ['note', 'The plan of sample_box has a value that is not configured'],
    ])
  })

  it('refuses a write-only value, with its path inside the block', () => {
    const login = [loginBlock({ key_wo: 'hush' })]
    expect(broken(values({ login }), null, config({ login }))).toEqual([
      ['login[0].key_wo', 'The plan of sample_box holds a write-only value'],
    ])
  })

  it('refuses another number of blocks', () => {
    expect(broken(values(), null, config({ login: [loginBlock()] }))).toEqual([
      ['login', 'The planned state has 0 blocks instead of 1'],
    ])
  })

  it('refuses unknown blocks where known ones are configured', () => {
    expect(broken(values({ login: UNKNOWN }), null, config())).toEqual([
      ['login', 'The planned state has unknown blocks'],
    ])
  })

  it('names every violation', () => {
    expect(broken(values({ name: 'two', kind: 'x', note: 'y' }), null, config())).toHaveLength(3)
  })

  it('never quotes a value', () => {
    const found = checkPlan(sample, { planned: values({ name: 'hush' }), prior: null, config: config() })
    expect(JSON.stringify(found)).not.toContain('hush')
  })
})

describe('the check of an applied state', () => {
  function broken(planned: ObjectValue, applied: ObjectValue) {
    return told(checkAppliedState(sample, planned, applied))
  }

  it.each<readonly [string, Value, Value]>([
    ['the planned value', 'x', 'x'],
    ['any value where it was unknown', UNKNOWN, 'x'],
    ['null where it was unknown', UNKNOWN, null],
  ])('allows %s', (_, planned, applied) => {
    expect(broken(state({ note: planned }), state({ note: applied }))).toEqual([])
  })

  it('refuses what is still unknown', () => {
    expect(broken(state({ changed_at: UNKNOWN }), state({ changed_at: UNKNOWN }))).toEqual([
      ['changed_at', 'The new state of sample_box has an unknown value'],
    ])
  })

  it('refuses an unknown element', () => {
    expect(broken(state({ tags: UNKNOWN }), state({ tags: ['a', UNKNOWN] }))).toEqual([
      ['tags', 'The new state of sample_box has an unknown value'],
    ])
  })

  it.each<readonly [Value, Value]>([
    ['two', 'three'],
    ['two', null],
  ])('refuses another value than the planned %j: %j', (planned, applied) => {
    expect(broken(state({ name: planned }), state({ name: applied }))).toEqual([
      ['name', 'The new state of sample_box differs from what was planned'],
    ])
  })

  it('refuses tags in another order than planned', () => {
    expect(broken(state(), state({ tags: ['b', 'a'] }))).toEqual([
      ['tags', 'The new state of sample_box differs from what was planned'],
    ])
  })

  it('refuses a write-only value, with its path inside the block', () => {
    const applied = state({ login: [loginBlock({ key_wo: 'hush' })] })
    expect(broken(state({ login: [loginBlock()] }), applied)).toEqual([
      ['login[0].key_wo', 'The new state of sample_box holds a write-only value'],
    ])
  })

  it('refuses another number of blocks', () => {
    expect(broken(state(), state({ login: [loginBlock()] }))).toContainEqual([
      'login',
      'The applied state has 1 blocks instead of 0',
    ])
  })

  it('refuses blocks that are still unknown', () => {
    expect(broken(state({ login: UNKNOWN }), state({ login: UNKNOWN }))).toEqual([
      ['login', 'The applied state has unknown blocks'],
    ])
  })

  it('checks no block that was unknown when planned', () => {
    expect(broken(state({ login: UNKNOWN }), state({ login: [loginBlock({ level: 'low' })] }))).toEqual([])
  })
})

describe('an unknown value', () => {
  it.each<readonly [string, Value]>([
    ['itself', UNKNOWN],
    ['in a list', ['a', UNKNOWN]],
    ['in an object', { a: { b: UNKNOWN } }],
    ['in a dynamic value', new Dynamic(['list', 'string'], [UNKNOWN])],
  ])('is found %s', (_, value) => {
    expect(containsUnknown(value)).toBe(true)
  })

  it.each<Value>([null, 'a', [], {}, [null], new Dynamic('string', 'a')])('is not found in %j', (value) => {
    expect(containsUnknown(value)).toBe(false)
  })
})
