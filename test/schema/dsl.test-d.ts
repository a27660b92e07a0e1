import { expectTypeOf } from 'expect-type'
import {
  bool,
  type ConfigOf,
  choice,
  listBlock,
  listOfStrings,
  number,
  type PlanOf,
  type StateOf,
  schema,
  setBlock,
  singleBlock,
  string,
  timeouts,
  type Unknown,
} from '../../schema/dsl/index'

const authorization = listBlock({
  doc: '',
  body: { method: string({ mode: 'required', doc: '' }), user: string({ mode: 'optional', doc: '' }) },
})

const sample = schema({
  type: 'sample',
  doc: '',
  body: {
    id: string({ mode: 'computed', keep: true, doc: '' }),
    name: string({ mode: 'required', doc: '' }),
    size: number({ mode: 'optional', doc: '' }),
    status: choice(['on', 'off'], { mode: 'inherited', keep: true, doc: '' }),
    noisy: bool({ mode: 'defaulted', fallback: false, doc: '' }),
    secret: string({ mode: 'optional', writeOnly: true, sensitive: true, doc: '' }),
    tags: listOfStrings({ mode: 'required', doc: '' }),
    authorization,
  },
  rules: [{ rule: 'needs', of: 'size', needs: 'secret' }],
})
type C = ConfigOf<typeof sample>
type P = PlanOf<typeof sample>
type S = StateOf<typeof sample>

// A required value may be unknown until it is applied.
expectTypeOf<C['name']>().toEqualTypeOf<string | Unknown>()
expectTypeOf<P['name']>().toEqualTypeOf<string | Unknown>()
expectTypeOf<S['name']>().toEqualTypeOf<string>()

// An optional value may be absent in every view.
expectTypeOf<C['size']>().toEqualTypeOf<number | bigint | null | Unknown>()
expectTypeOf<P['size']>().toEqualTypeOf<number | bigint | null | Unknown>()
expectTypeOf<S['size']>().toEqualTypeOf<number | bigint | null>()

// A computed value is never configured, and always there afterwards.
expectTypeOf<C['id']>().toEqualTypeOf<null>()
expectTypeOf<P['id']>().toEqualTypeOf<string | Unknown>()
expectTypeOf<S['id']>().toEqualTypeOf<string>()

// What the API may leave out is null then.
const version = schema({
  type: 'x',
  doc: '',
  body: { id: string({ mode: 'computed', keep: true, nullable: true, doc: '' }) },
})
expectTypeOf<ConfigOf<typeof version>['id']>().toEqualTypeOf<null>()
expectTypeOf<PlanOf<typeof version>['id']>().toEqualTypeOf<string | null | Unknown>()
expectTypeOf<StateOf<typeof version>['id']>().toEqualTypeOf<string | null>()
// @ts-expect-error only what the API computes is nullable by itself
string({ mode: 'required', nullable: true, doc: '' })

// An inherited or defaulted value may be left out of the configuration, and is always there afterwards.
expectTypeOf<C['status']>().toEqualTypeOf<'on' | 'off' | null | Unknown>()
expectTypeOf<P['status']>().toEqualTypeOf<'on' | 'off' | Unknown>()
expectTypeOf<S['status']>().toEqualTypeOf<'on' | 'off'>()
expectTypeOf<C['noisy']>().toEqualTypeOf<boolean | null | Unknown>()
expectTypeOf<P['noisy']>().toEqualTypeOf<boolean | Unknown>()
expectTypeOf<S['noisy']>().toEqualTypeOf<boolean>()

// A write-only value exists in the configuration alone.
expectTypeOf<C['secret']>().toEqualTypeOf<string | null | Unknown>()
expectTypeOf<P['secret']>().toEqualTypeOf<null>()
expectTypeOf<S['secret']>().toEqualTypeOf<null>()

// A list may be unknown as a whole and in single elements, but never in the state.
expectTypeOf<C['tags']>().toEqualTypeOf<readonly (string | Unknown)[] | Unknown>()
expectTypeOf<P['tags']>().toEqualTypeOf<readonly (string | Unknown)[] | Unknown>()
expectTypeOf<S['tags']>().toEqualTypeOf<readonly string[]>()

// A block is a list that may be unknown, and its members are seen in the same view.
expectTypeOf<C['authorization']>().toEqualTypeOf<readonly ConfigOf<typeof authorization>[] | Unknown>()
expectTypeOf<P['authorization']>().toEqualTypeOf<readonly PlanOf<typeof authorization>[] | Unknown>()
expectTypeOf<S['authorization']>().toEqualTypeOf<readonly StateOf<typeof authorization>[]>()
expectTypeOf<S['authorization'][number]['user']>().toEqualTypeOf<string | null>()

// @ts-expect-error a computed value cannot be write-only
string({ mode: 'computed', writeOnly: true, doc: '' })
// A write-only value can be required, and is in no state all the same.
string({ mode: 'required', writeOnly: true, doc: '' })
// @ts-expect-error a write-only value has no prior one that a change could be seen by
string({ mode: 'optional', writeOnly: true, replace: 'never seen', doc: '' })
// @ts-expect-error a write-only value has no prior one to compare with
string({ mode: 'optional', writeOnly: true, equivalent: () => true, doc: '' })
// @ts-expect-error what the API computes is not the user's fault
string({ mode: 'computed', check: [], doc: '' })
// @ts-expect-error what the API computes cannot force a new object
string({ mode: 'computed', replace: 'nobody asked', doc: '' })
// What a user may leave out can force a new object where it is set.
string({ mode: 'defaulted', fallback: 'x', replace: 'change it', doc: '' })
string({ mode: 'inherited', keep: true, replace: 'change it', doc: '' })
// @ts-expect-error a computed value has no fallback
string({ mode: 'computed', fallback: 'x', doc: '' })
// @ts-expect-error a required value has no fallback
string({ mode: 'required', fallback: 'x', doc: '' })
// @ts-expect-error an optional value has no fallback; that mode is called defaulted
string({ mode: 'optional', fallback: 'x', doc: '' })
// @ts-expect-error only what the API decides can be kept by an update
string({ mode: 'required', keep: true, doc: '' })
// @ts-expect-error a default needs its fallback
string({ mode: 'defaulted', doc: '' })
// @ts-expect-error a fallback has the type of the attribute
bool({ mode: 'defaulted', fallback: 'no', doc: '' })
// @ts-expect-error a fallback is one of the values
choice(['on', 'off'], { mode: 'defaulted', fallback: 'of', doc: '' })
// @ts-expect-error an inherited value is kept by an update, or else a plan without changes would never be empty
string({ mode: 'inherited', doc: '' })
// @ts-expect-error there is no such mode
string({ mode: 'mandatory', doc: '' })
// @ts-expect-error every attribute has a doc
string({ mode: 'required' })
// @ts-expect-error a check validates the attribute's own type
number({ mode: 'required', check: [(text: string) => (text === '' ? [] : [])], doc: '' })

const a = string({ mode: 'optional', doc: '' })
// @ts-expect-error the rule names "b", which the body does not have
schema({ type: 'x', doc: '', body: { a }, rules: [{ rule: 'needs', of: 'a', needs: 'b' }] })
// @ts-expect-error so does a conflict
schema({ type: 'x', doc: '', body: { a }, rules: [{ rule: 'conflict', of: 'a', with: ['b'] }] })
// @ts-expect-error so does a choice of at least one
schema({ type: 'x', doc: '', body: { a }, rules: [{ rule: 'atLeastOne', of: ['a', 'b'] }] })
// @ts-expect-error so does the attribute that a variant is chosen by
schema({ type: 'x', doc: '', body: { a }, rules: [{ rule: 'variant', by: 'b', cases: { one: ['a'] } }] })
// @ts-expect-error an attribute without a closed set of values chooses no variant
schema({ type: 'x', doc: '', body: { a }, rules: [{ rule: 'variant', by: 'a', cases: { one: ['a'] } }] })
// @ts-expect-error at least one of a single member is that member, which is then required
schema({ type: 'x', doc: '', body: { a }, rules: [{ rule: 'atLeastOne', of: ['a'] }] })
const kind = choice(['one', 'two'], { mode: 'required', doc: '' })
const choosing = { doc: '', body: { a, kind } }
listBlock({ ...choosing, rules: [{ rule: 'variant', by: 'kind', cases: { one: [['a']], two: [] } }] })
// @ts-expect-error a need of a case names a member
listBlock({ ...choosing, rules: [{ rule: 'variant', by: 'kind', cases: { one: ['b'], two: [] } }] })
// @ts-expect-error so does an alternative of a case
listBlock({ ...choosing, rules: [{ rule: 'variant', by: 'kind', cases: { one: [['b']], two: [] } }] })
// @ts-expect-error every value of the choice has a case
listBlock({ ...choosing, rules: [{ rule: 'variant', by: 'kind', cases: { one: ['a'] } }] })
// @ts-expect-error no other value has one
listBlock({ ...choosing, rules: [{ rule: 'variant', by: 'kind', cases: { one: [], two: [], six: [] } }] })
// @ts-expect-error all of that holds for a resource as well
schema({ type: 'x', ...choosing, rules: [{ rule: 'variant', by: 'kind', cases: { one: ['a'] } }] })

const dependencies = setBlock({
  doc: '',
  body: { name: string({ mode: 'required', doc: '' }), size: number({ mode: 'computed', keep: true, doc: '' }) },
})
const trigger = singleBlock({ doc: '', required: true, body: { id: string({ mode: 'required', doc: '' }) } })
const nested = schema({
  type: 'sample',
  doc: '',
  body: { dependencies, trigger, timeouts: timeouts({ create: '6m', delete: '1h' }) },
})
type NC = ConfigOf<typeof nested>
type NP = PlanOf<typeof nested>
type NS = StateOf<typeof nested>

// A set of blocks is read as a list is.
expectTypeOf<NC['dependencies']>().toEqualTypeOf<readonly ConfigOf<typeof dependencies>[] | Unknown>()
expectTypeOf<NP['dependencies']>().toEqualTypeOf<readonly PlanOf<typeof dependencies>[] | Unknown>()
expectTypeOf<NS['dependencies'][number]>().toEqualTypeOf<{ readonly name: string; readonly size: number | bigint }>()

// A single block is an object, and null only where it may be left out.
expectTypeOf<NP['trigger']>().toEqualTypeOf<{ readonly id: string | Unknown } | Unknown>()
expectTypeOf<NS['trigger']>().toEqualTypeOf<{ readonly id: string }>()
expectTypeOf<NS['timeouts']>().toEqualTypeOf<{
  readonly create: string | null
  readonly delete: string | null
} | null>()

const secret_wo = string({ mode: 'optional', writeOnly: true, doc: '' })
// A list or a single block may hold a write-only value.
listBlock({ doc: '', body: { secret_wo } })
singleBlock({ doc: '', body: { secret_wo } })
// @ts-expect-error a set of blocks may not
setBlock({ doc: '', body: { secret_wo } })
// @ts-expect-error at no depth
setBlock({ doc: '', body: { inner: listBlock({ doc: '', body: { secret_wo } }) } })
// @ts-expect-error nor may a set within another block
listBlock({ doc: '', body: { inner: setBlock({ doc: '', body: { secret_wo } }) } })
const same = string({ mode: 'optional', equivalent: (a, b) => a === b, doc: '' })
// @ts-expect-error nor may a set hold what has several ways to be written
setBlock({ doc: '', body: { same } })
const pinned = string({ mode: 'required', replace: 'be moved', doc: '' })
// @ts-expect-error nor what forces a new object: a changed block of a set is another block
setBlock({ doc: '', body: { pinned } })
setBlock({ doc: '', replace: 'be moved', body: { a } })
// @ts-expect-error a rule of a set names a member of its body
setBlock({ doc: '', body: { a }, rules: [{ rule: 'conflict', of: 'b', with: ['a'] }] })
// @ts-expect-error a single block has no bounds; it is required, or it is not
singleBlock({ doc: '', max: 1, body: { a } })
// @ts-expect-error there is no such operation
timeouts({ open: '6m' })

const named = {
  id: string({ mode: 'computed', keep: true, doc: '' }),
  region: string({ mode: 'required', replace: 'move', doc: '' }),
  label: string({ mode: 'required', doc: '' }),
  version_id: string({ mode: 'computed', keep: true, nullable: true, doc: '' }),
  updated_at: string({ mode: 'computed', doc: '' }),
  pin: string({ mode: 'required', replace: 'change', sensitive: true, doc: '' }),
}
schema({ type: 'x', doc: '', body: named, identity: { attributes: ['id', 'region'], version: 1 } })
// @ts-expect-error an identity names attributes of the body
schema({ type: 'x', doc: '', body: named, identity: { attributes: ['name'] } })
// @ts-expect-error an identity has at least one attribute
schema({ type: 'x', doc: '', body: named, identity: { attributes: [] } })
// @ts-expect-error an identity does not change while its object exists
schema({ type: 'x', doc: '', body: named, identity: { attributes: ['label'] } })
// @ts-expect-error an identity is known when an update is planned
schema({ type: 'x', doc: '', body: named, identity: { attributes: ['updated_at'] } })
// @ts-expect-error an identity always has a value
schema({ type: 'x', doc: '', body: named, identity: { attributes: ['version_id'] } })
// @ts-expect-error an identity is shown
schema({ type: 'x', doc: '', body: named, identity: { attributes: ['pin'] } })
