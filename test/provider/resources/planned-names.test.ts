import { identifyClient, type ReviewedChange } from '../../../provider/framework/index'
import type { Note } from '../../../provider/management/index'
import { EVENT_STREAM_WORDS } from '../../../provider/resources/event-stream/explain'
import { createPlannedNames } from '../../../provider/resources/planned-names'
import { eventStream } from '../../../schema/auth0/index'
import { UNKNOWN } from '../../../schema/dsl/index'
import { config, plan, state, TERRAFORM } from './fixtures'

const KIND = { schema: eventStream, words: EVENT_STREAM_WORDS }
const PULUMI = identifyClient({ parentProgram: 'pulumi' })

/** The names of a run, after these notes of the one before; what it would leave behind is in `left`. */
function names(...notes: readonly unknown[]) {
  let content: () => unknown = () => undefined
  const note: Note = {
    read: () => notes,
    readOfThisRun: () => [],
    leaveAtExit(given) {
      content = given
    },
  }
  return { ...createPlannedNames(note, KIND), left: () => content() }
}

function change(over: Partial<ReviewedChange>): ReviewedChange {
  return {
    prior: null,
    planned: { ...plan() },
    config: { ...config() },
    replacements: [],
    completesReplacement: false,
    ...over,
  }
}
function existing(id: string, name = 'users') {
  return { ...state({ id, name }) }
}
const FORCED = [{ path: ['destination_type'], reason: 'change its destination type' }]

describe('what becomes of the name of a stream', () => {
  it.each([
    ['frees', 'deleted', { planned: null, config: null }],
    ['frees', 'renamed', { planned: { ...plan({ name: 'people' }) } }],
    ['frees', 'replaced under another name', { planned: { ...plan({ name: 'people' }) }, replacements: FORCED }],
    ['replaced', 'replaced', { replacements: FORCED }],
    ['keeps', 'changed otherwise', {}],
    ['unknown', 'given a name that is not known yet', { planned: { ...plan({ name: UNKNOWN }) } }],
  ])('is %s when it is %s', (outlook, _, over) => {
    const { review, outlook: outlookOf } = names()
    review(change({ prior: existing('est_1'), ...over }), TERRAFORM)
    expect(outlookOf('est_1')).toBe(outlook)
  })

  it('is kept by an object of this state when that is read and never planned, as one that is tainted', () => {
    const { review, found, outlook, left } = names()
    found('est_1')
    found('est_2')
    review(change({ prior: existing('est_2', 'others'), planned: { ...plan({ name: 'others' }) } }), TERRAFORM)
    review(change({}), TERRAFORM)
    expect([outlook('est_1'), outlook('est_2')]).toEqual(['managed', 'keeps'])
    expect(names(left()).outlook('est_1')).toBe('managed')
  })

  it('is replaced when a replacement is forced, which only the second plan shows', () => {
    const { review, outlook } = names()
    review(change({ prior: existing('est_1') }), TERRAFORM)
    review(change({ completesReplacement: true }), TERRAFORM)
    expect(outlook('est_1')).toBe('replaced')
  })

  it('is noted for the process that applies', () => {
    const { review, left } = names()
    review(change({ prior: existing('est_1'), planned: null, config: null }), TERRAFORM)
    review(change({ prior: existing('est_2'), replacements: FORCED }), TERRAFORM)
    review(change({ prior: existing('est_3', 'others'), planned: { ...plan({ name: 'others' }) } }), TERRAFORM)
    expect(left()).toEqual({ est_1: 'deleted', est_2: 'replaced' })
    const { outlook } = names(left())
    expect(['est_1', 'est_2', 'est_3'].map(outlook)).toEqual(['frees', 'replaced', 'unlikely'])
  })

  it('is not noted by the process that applies, which sees the plans one by one', () => {
    const { review, applying, left } = names()
    review(change({ prior: existing('est_1'), planned: null, config: null }), TERRAFORM)
    applying()
    expect(left()).toBeUndefined()
  })

  it('may be freed by another process when several write to the tenant', () => {
    const { outlook } = names({ est_1: 'deleted', est_4: 'renamed' }, { est_2: 'replaced' })
    expect(['est_1', 'est_2', 'est_3', 'est_4'].map(outlook)).toEqual([
      'freesElsewhere',
      'replaced',
      'unlikely',
      'unknown',
    ])
  })

  it.each([[null], ['text'], [{ est_1: 'nonsense' }], [[]]])('is not taken from a note like %j', (note) => {
    expect(names(note).outlook('est_1')).toBe('unlikely')
  })
})

describe('a name that two planned streams have', () => {
  function twice(client: typeof TERRAFORM, first: Partial<ReviewedChange>, second: Partial<ReviewedChange>) {
    const { review } = names()
    review(change(first), client)
    return review(change(second), client).map(({ severity }) => severity)
  }
  const other = { config: { ...config({ subscriptions: ['user.deleted'] }) } }

  it.each([
    ['two creates', {}, other],
    ['two creates that are alike', {}, {}],
    ['a create and a stream that exists', { prior: existing('est_1') }, {}],
    ['two streams that exist', { prior: existing('est_1') }, { prior: existing('est_2', 'people') }],
  ])('is warned of: %s', (_, first, second) => {
    expect(twice(TERRAFORM, first, second)).toEqual(['warning'])
  })

  it.each([
    ['one stream that is planned again', { prior: existing('est_1') }, { prior: existing('est_1') }],
    [
      'both halves of a replacement',
      { prior: existing('est_1'), replacements: FORCED },
      { completesReplacement: true },
    ],
    ['a stream that is deleted', { prior: existing('est_1'), planned: null, config: null }, {}],
    ['a stream that is renamed', { prior: existing('est_1'), planned: { ...plan({ name: 'people' }) } }, {}],
    [
      'a name that is not known yet',
      { planned: { ...plan({ name: UNKNOWN }) } },
      { planned: { ...plan({ name: UNKNOWN }) } },
    ],
  ])('is none: %s', (_, first, second) => {
    expect(twice(TERRAFORM, first, second)).toEqual([])
  })

  it('may be one stream for a client that plans each create twice', () => {
    expect(twice(PULUMI, {}, {})).toEqual([])
    expect(twice(PULUMI, {}, other)).toEqual(['warning'])
  })

  it('is not warned of again while it is applied', () => {
    const { review, applying } = names()
    applying()
    review(change({}), TERRAFORM)
    expect(review(change(other), TERRAFORM)).toEqual([])
  })
})
