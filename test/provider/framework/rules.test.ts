import { formatPath, type ObjectValue, type Path } from '../../../provider/framework/index'
import { brokenRules } from '../../../provider/framework/rules'
import { type Body, listBlock, type Rule, string, UNKNOWN, type Value } from '../../../schema/dsl/index'

const text = string({ mode: 'optional', doc: '' })
const BODY: Body = {
  method: text,
  token: text,
  token_wo: text,
  user: text,
  password: text,
  box: listBlock({ doc: '', body: {} }),
}

const VARIANT: Rule = {
  rule: 'variant',
  by: 'method',
  cases: { bearer: [['token', 'token_wo']], basic: ['user', 'password'], box: ['box'], none: [] },
}

type Config = { readonly [name: string]: Value }

/** What a rule finds, as path and summary. */
function found(rule: Rule, config: Config, path: Path = []) {
  return brokenRules([rule], { body: BODY, config: config as ObjectValue, path }).map(
    ({ summary, path: where = [] }) => `${formatPath(where)}: ${summary}`,
  )
}

function detailOf(rule: Rule, config: Config) {
  return brokenRules([rule], { body: BODY, config, path: [] })[0]?.detail
}

describe('a variant', () => {
  it.each<Config>([
    { method: 'bearer', token: 'x' },
    { method: 'bearer', token_wo: 'x' },
    { method: 'basic', user: 'u', password: 'p' },
    { method: 'box', box: [{}] },
    { method: 'none' },
  ])('accepts what its case needs: %j', (config) => {
    expect(found(VARIANT, config)).toEqual([])
  })

  it.each<readonly [Config, readonly string[]]>([
    [{ method: 'basic' }, ['user: Missing argument', 'password: Missing argument']],
    [{ method: 'basic', user: 'u' }, ['password: Missing argument']],
    [{ method: 'bearer' }, ['token: Missing argument']],
    [{ method: 'box', box: [] }, ['box: Missing block']],
  ])('reports what is missing: %j', (config, faults) => {
    expect(found(VARIANT, config)).toEqual(faults)
  })

  it.each<readonly [Config, readonly string[]]>([
    [{ method: 'bearer', token: 'x', user: 'u' }, ['user: Invalid argument combination']],
    [{ method: 'none', box: [{}] }, ['box[0]: Invalid argument combination']],
    [
      { method: 'none', user: 'u', token: 'x' },
      ['token: Invalid argument combination', 'user: Invalid argument combination'],
    ],
  ])('reports what goes with another case: %j', (config, faults) => {
    expect(found(VARIANT, config)).toEqual(faults)
  })

  it('reports a mix-up once, not also what is missing because of it', () => {
    expect(found(VARIANT, { method: 'bearer', user: 'u', password: 'p' })).toEqual([
      'user: Invalid argument combination',
      'password: Invalid argument combination',
    ])
  })

  it('reports the second of two alternatives', () => {
    expect(found(VARIANT, { method: 'bearer', token: 'x', token_wo: 'y' })).toEqual(['token_wo: Conflicting arguments'])
  })

  it.each<Config>([
    { method: UNKNOWN },
    { method: UNKNOWN, user: 'u', token: 'x' },
    { method: null },
    { method: 'unheard-of', user: 'u' },
    { method: 'bearer', token: UNKNOWN },
    { method: 'bearer', token: 'x', token_wo: UNKNOWN },
    { method: 'bearer', token: 'x', user: UNKNOWN },
    { method: 'basic', user: UNKNOWN, password: UNKNOWN },
    { method: 'box', box: UNKNOWN },
    { method: 'none', box: UNKNOWN },
  ])('leaves out what is unknown: %j', (config) => {
    expect(found(VARIANT, config)).toEqual([])
  })

  it('says what a misplaced argument goes with, and both ways out', () => {
    expect(detailOf(VARIANT, { method: 'bearer', user: 'u' })).toBe(
      'user can only be set when method is "basic", but it is "bearer", which needs token or token_wo.\n\nRemove user, or set method = "basic".',
    )
  })

  it('says only to remove what is misplaced beside all that is needed', () => {
    expect(detailOf(VARIANT, { method: 'bearer', token: 'x', user: 'u' })).toBe(
      'user can only be set when method is "basic", but it is "bearer", which needs token or token_wo.\n\nRemove user.',
    )
  })

  it('says which alternatives there are', () => {
    expect(detailOf(VARIANT, { method: 'bearer' })).toBe(
      'method = "bearer" needs one of token or token_wo.\n\nAdd the argument token or token_wo.',
    )
  })

  it('has the path of its block', () => {
    expect(found(VARIANT, { method: 'bearer' }, ['webhook', 0])).toEqual(['webhook[0].token: Missing argument'])
  })

  it('never quotes a value', () => {
    expect(
      JSON.stringify(brokenRules([VARIANT], { body: BODY, config: { method: 'none', token: 'hush' }, path: [] })),
    ).not.toContain('hush')
  })
})

describe('a misplaced argument of a case that needs nothing', () => {
  it('can only be removed', () => {
    expect(detailOf(VARIANT, { method: 'none', user: 'u' })).toBe(
      'user can only be set when method is "basic", but it is "none".\n\nRemove user.',
    )
  })
})

describe('a companion of a case', () => {
  const rule: Rule = {
    rule: 'variant',
    by: 'method',
    cases: { bearer: ['token'], basic: ['user'] },
    companions: { bearer: ['token_wo'] },
  }

  it.each<Config>([
    { method: 'bearer', token: 'x', token_wo: 'y' },
    { method: 'bearer', token: 'x' },
  ])('may be there or not: %j', (config) => {
    expect(found(rule, config)).toEqual([])
  })

  it('is out of place in another case', () => {
    expect(found(rule, { method: 'basic', user: 'u', token_wo: 'y' })).toEqual([
      'token_wo: Invalid argument combination',
    ])
  })
})

describe('an argument that needs another one', () => {
  const rule: Rule = { rule: 'needs', of: 'user', needs: 'password' }

  it.each<Config>([
    {},
    { user: 'u', password: 'p' },
    { user: 'u', password: UNKNOWN },
    { user: UNKNOWN },
    { user: UNKNOWN, password: UNKNOWN },
    { password: 'p' },
  ])('is accepted as %j', (config) => {
    expect(found(rule, config)).toEqual([])
  })

  it('is reported when that one is missing', () => {
    expect(found(rule, { user: 'u' })).toEqual(['user: Missing argument'])
  })

  it.each([
    [{ user: 'u' }, []],
    [{ user: 'u', token: 't' }, ['user: Missing argument']],
    [{ user: 'u', token: UNKNOWN }, []],
  ])('may need it only beside a third one: %j', (config, faults) => {
    expect(found({ ...rule, beside: 'token' }, config)).toEqual(faults)
  })

  it('names the one that is missing', () => {
    expect(detailOf(rule, { user: 'u' })).toBe(
      'user is set, and needs password, which is not.\n\nAdd password, or remove user.',
    )
  })
})

describe('an argument that excludes others', () => {
  const rule: Rule = { rule: 'conflict', of: 'token', with: ['user', 'password'] }

  it.each<Config>([
    { token: 'x' },
    { user: 'u', password: 'p' },
    { token: UNKNOWN, user: 'u' },
    { token: 'x', user: UNKNOWN },
  ])('is accepted as %j', (config) => {
    expect(found(rule, config)).toEqual([])
  })

  it('is reported at each that it excludes', () => {
    expect(found(rule, { token: 'x', user: 'u', password: 'p' })).toEqual([
      'user: Conflicting arguments',
      'password: Conflicting arguments',
    ])
  })
})

describe('arguments of which at least one is needed', () => {
  const rule: Rule = { rule: 'atLeastOne', of: ['user', 'token', 'box'] }

  it.each<Config>([
    { user: 'u' },
    { token: 't' },
    { box: [{}] },
    { user: 'u', token: 't' },
    { user: '' },
    { user: UNKNOWN },
    { token: UNKNOWN },
    { box: UNKNOWN },
  ])('are accepted as %j', (config) => {
    expect(found(rule, config)).toEqual([])
  })

  it.each<Config>([{}, { user: null, token: null }, { box: [] }, { password: 'p' }])(
    'are reported once, at the first of them: %j',
    (config) => {
      expect(found(rule, config, ['webhook', 0])).toEqual(['webhook[0].user: Missing argument'])
    },
  )

  it('are called blocks when they are', () => {
    expect(found({ rule: 'atLeastOne', of: ['box', 'user'] }, {})).toEqual(['box: Missing block'])
  })

  it('are all named', () => {
    expect(detailOf(rule, {})).toBe('At least one of user, token or box is required.\n\nAdd user, token or box.')
  })
})
