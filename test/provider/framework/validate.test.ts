import { formatPath, type ObjectValue } from '../../../provider/framework/index'
import { unsupportedWriteOnly, validateConfig } from '../../../provider/framework/validate'
import {
  catalog,
  choice,
  each,
  length,
  listBlock,
  listOfStrings,
  schema,
  string,
  UNKNOWN,
  type Value,
} from '../../../schema/dsl/index'
import { config, loginBlock, sample } from './sample'

const box = schema({
  type: 'acme_box',
  doc: '',
  body: {
    name: string({ mode: 'required', check: [length('Invalid name', 1, 3)], doc: '' }),
    status_word: choice(['open', 'shut'], { mode: 'optional', doc: '' }),
    tags: listOfStrings({ mode: 'optional', check: [each(catalog('tag', 'a tag', ['red']))], doc: '' }),
    inner: listBlock({
      doc: '',
      body: {
        a: string({ mode: 'optional', check: [length('Invalid a', 1, 3)], doc: '' }),
        b: string({ mode: 'optional', doc: '' }),
      },
      rules: [{ rule: 'conflict', of: 'a', with: ['b'] }],
    }),
  },
  rules: [
    { rule: 'needs', of: 'status_word', needs: 'tags' },
    { rule: 'needs', of: 'tags', needs: 'status_word' },
  ],
})

function written(over: { readonly [name: string]: Value }): ObjectValue {
  return {
    name: 'one',
    status_word: null,
    tags: null,
    inner: [],
    ...over,
  }
}

function faults(over: { readonly [name: string]: Value }) {
  return validateConfig(box, written(over)).map(
    ({ severity, summary, path = [] }) => `${severity} ${formatPath(path)}: ${summary}`,
  )
}

describe('the validation of a configuration', () => {
  it('finds nothing in what is right', () => {
    expect(faults({ status_word: 'open', tags: ['red'], inner: [{ a: 'x', b: null }] })).toEqual([])
  })

  it('reports all faults at once, each with its path', () => {
    const inner = [
      { a: 'x', b: null },
      { a: 'long', b: 'y' },
    ]
    expect(faults({ name: '', status_word: 'opn', tags: ['red', 'rd', null], inner })).toEqual([
      'error name: Invalid name',
      'error status_word: Invalid status word',
      'warning tags[1]: Unknown tag "rd"',
      'error tags[2]: Null element',
      'error inner[1].a: Invalid a',
      'error inner[1].b: Conflicting arguments',
    ])
  })

  it('reports the faults of the whole after those of its parts', () => {
    expect(faults({ name: 'long', status_word: 'open' })).toEqual([
      'error name: Invalid name',
      'error status_word: Missing argument',
    ])
  })

  it.each([
    { name: UNKNOWN },
    { status_word: UNKNOWN, tags: UNKNOWN },
    { status_word: 'open', tags: [UNKNOWN] },
    { inner: UNKNOWN },
    { inner: [UNKNOWN] },
    { inner: [{ a: UNKNOWN, b: 'x' }] },
  ])('leaves out what is unknown: %j', (over) => {
    expect(faults(over)).toEqual([])
  })

  it('suggests the nearest of a closed set', () => {
    expect(validateConfig(box, written({ status_word: 'opn', tags: [] }))[0]?.detail).toBe(
      '"opn" is not one of "open", "shut".\n\nDid you mean "open"?',
    )
  })

  it('lists a closed set when nothing is near', () => {
    expect(validateConfig(box, written({ status_word: 'ajar', tags: [] }))[0]?.detail).toBe(
      '"ajar" is not one of "open", "shut".\n\nChoose one of them.',
    )
  })
})

describe('a write-only value in a Terraform that would store it', () => {
  it('is refused with its path, and a way out', () => {
    const login = [loginBlock({ key_wo: 'hush', key_wo_version: 1 })]
    const [refused] = unsupportedWriteOnly(sample, config({ login }))
    expect(refused).toMatchObject({ severity: 'error', path: ['login', 0, 'key_wo'] })
    expect(refused?.detail).toBe(
      'key_wo is write-only, and the program that runs this provider would store it in the state.\n\nUse Terraform 1.11 or later (OpenTofu 1.11 or later), or key instead.',
    )
  })

  it('names the block that a write-only argument is in, and the one to use instead', () => {
    const value = string({ mode: 'required', sensitive: true, writeOnly: true, doc: '' })
    const secrets = schema({ type: 'acme_box', doc: '', body: { secrets_wo: listBlock({ doc: '', body: { value } }) } })
    const [refused] = unsupportedWriteOnly(secrets, { secrets_wo: [{ value: 'hush' }] })
    expect(refused?.detail).toMatch(/^secrets_wo is write-only, .*, or secrets instead\.$/s)
  })

  it('is no matter where there is none', () => {
    expect(unsupportedWriteOnly(sample, config({ login: [loginBlock({ key: 'hush' })] }))).toEqual([])
  })

  it('is refused when it is not known yet', () => {
    expect(unsupportedWriteOnly(sample, config({ login: [loginBlock({ key_wo: UNKNOWN })] }))).toHaveLength(1)
  })
})
