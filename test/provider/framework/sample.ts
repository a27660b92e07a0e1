import type { ObjectValue } from '../../../provider/framework/index'
import { choice, listBlock, listOfStrings, number, schema, string, type Value } from '../../../schema/dsl/index'

function sameElements(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((element) => b.includes(element)) && b.every((element) => a.includes(element))
}

const login = listBlock({
  doc: '',
  max: 1,
  body: {
    method: choice(['key', 'none'], { mode: 'required', doc: '' }),
    key: string({ mode: 'optional', sensitive: true, doc: '' }),
    key_wo: string({ mode: 'optional', sensitive: true, writeOnly: true, doc: '' }),
    key_wo_version: number({ mode: 'optional', doc: '' }),
    level: string({ mode: 'defaulted', fallback: 'low', doc: '' }),
    fingerprint: string({ mode: 'computed', doc: '' }),
  },
  rules: [
    { rule: 'variant', by: 'method', cases: { key: [['key', 'key_wo']], none: [] } },
    { rule: 'needs', of: 'key_wo', needs: 'key_wo_version' },
  ],
})

const place = listBlock({
  doc: '',
  max: 1,
  replace: 'a box cannot move',
  body: {
    room: string({ mode: 'required', replace: 'a box cannot change rooms', doc: '' }),
    address: string({ mode: 'computed', keep: true, doc: '' }),
  },
})

/** A schema in which every mode of an attribute occurs, at the root or in a block. */
export const sample = schema({
  type: 'sample_box',
  doc: '',
  body: {
    id: string({ mode: 'computed', keep: true, doc: '' }),
    name: string({ mode: 'required', doc: '' }),
    kind: string({ mode: 'required', replace: 'a box cannot change its kind', doc: '' }),
    note: string({ mode: 'optional', doc: '' }),
    tags: listOfStrings({ mode: 'required', equivalent: sameElements, doc: '' }),
    status: string({ mode: 'inherited', keep: true, doc: '' }),
    size: string({ mode: 'defaulted', fallback: 'small', doc: '' }),
    changed_at: string({ mode: 'computed', doc: '' }),
    login,
    place,
  },
})

/** Some values of the sample, what is not named being null and blocks missing. */
export function values(over: { readonly [name: string]: Value } = {}): ObjectValue {
  return {
    id: null,
    name: 'one',
    kind: 'crate',
    note: null,
    tags: ['a', 'b'],
    status: null,
    size: null,
    changed_at: null,
    login: [],
    place: [],
    ...over,
  }
}

/** A configuration of the sample. */
export function config(over: { readonly [name: string]: Value } = {}): ObjectValue {
  return values(over)
}

/** A state of the sample, as it is after an apply of the configuration with the same overrides. */
export function state(over: { readonly [name: string]: Value } = {}): ObjectValue {
  return values({ id: 'id-1', status: 'open', size: 'small', changed_at: 'monday', ...over })
}

/** A login block, what is not named being null. */
export function loginBlock(over: { readonly [name: string]: Value } = {}): ObjectValue {
  return {
    method: 'none',
    key: null,
    key_wo: null,
    key_wo_version: null,
    level: null,
    fingerprint: null,
    ...over,
  }
}

/** A place block. */
export function placeBlock(over: { readonly [name: string]: Value } = {}): ObjectValue {
  return {
    room: 'attic',
    address: null,
    ...over,
  }
}
