import { choice, computedObjects, describe as describeAttribute, flagsOf, string } from '../../../schema/dsl/index'

describe('the mode of an attribute', () => {
  it.each([
    ['required', { required: true, optional: false, computed: false }],
    ['optional', { required: false, optional: true, computed: false }],
    ['computed', { required: false, optional: false, computed: true }],
    ['inherited', { required: false, optional: true, computed: true }],
    ['defaulted', { required: false, optional: true, computed: true }],
  ] as const)('%s stands for these flags', (mode, flags) => {
    expect(flagsOf({ mode, doc: '' })).toEqual(flags)
  })
})

describe('the description of an attribute', () => {
  it('is its doc', () => {
    expect(describeAttribute(string({ mode: 'required', doc: 'A name.' }).spec)).toBe('A name.')
  })

  it('ends with the values of a closed set', () => {
    const { spec } = choice(['on', 'off'], { mode: 'required', doc: 'Whether.' })
    expect(describeAttribute(spec)).toBe('Whether. One of "on", "off".')
  })
})

describe('a list of computed objects', () => {
  it('has the type of its fields', () => {
    expect(computedObjects({ a: 'string', b: ['list', 'bool'] }, '').type).toEqual([
      'list',
      ['object', { a: 'string', b: ['list', 'bool'] }],
    ])
  })
})
