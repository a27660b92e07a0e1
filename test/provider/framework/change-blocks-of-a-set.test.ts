import { planChange } from '../../../provider/framework/plan'
import { changeFaults } from '../../../provider/framework/structure'
import type { StateOf } from '../../../schema/dsl/index'
import { schema, setBlock, string, UNKNOWN } from '../../../schema/dsl/index'
import { inProcessResource } from '../../kit/in-process-core'
import type { ObjectValue } from '../../kit/terraform-core'
import { kit, kitProvider, settled } from './nested-blocks'

type State = StateOf<typeof kit>

function written(...parts: readonly ObjectValue[]): ObjectValue {
  return { name: 'one', parts }
}
function start() {
  return inProcessResource<State>(kitProvider(), 'sample_kit')
}

/** The state after the first apply of these parts. */
async function created(...parts: readonly ObjectValue[]) {
  const resource = await start()
  const { state } = await resource.apply(await resource.plan({ config: written(...parts) }))
  return { resource, state }
}

/** The planned parts by their names. */
function partsOf(planned: State): Readonly<Record<string, ObjectValue>> {
  return Object.fromEntries(planned.parts.map((part) => [String(part.name), part as unknown as ObjectValue]))
}

const BOLT = { name: 'bolt', size: 'm4' }
const NUT = { name: 'nut', size: 'm4' }
const GEAR = { name: 'gear', labels: [{ text: 'left' }] }

describe('a new object with a set of blocks', () => {
  it('has defaults and unknown values in each', async () => {
    const { planned } = await (await start()).plan({ config: written(BOLT, NUT) })
    expect(partsOf(planned)['bolt']).toMatchObject({ size: 'm4', grade: 'b', serial: UNKNOWN, checked_at: UNKNOWN })
    expect(planned.parts).toHaveLength(2)
  })

  it('is created, and then planned without a change', async () => {
    const { resource, state } = await created(BOLT, NUT, GEAR)
    expect(state.parts.map(({ serial }) => serial)).toHaveLength(3)
    expect(await resource.plan({ prior: state, config: written(GEAR, NUT, BOLT) })).toMatchObject({ action: 'no-op' })
  })

  it('counts equal blocks once', async () => {
    const { resource, state } = await created(BOLT, BOLT)
    expect(state.parts).toHaveLength(1)
    expect(await resource.plan({ prior: state, config: written(BOLT) })).toMatchObject({ action: 'no-op' })
  })
})

describe('a changed set of blocks', () => {
  it('keeps what the API computed of the blocks that stay, wherever they stand', async () => {
    const { resource, state } = await created(BOLT, NUT, GEAR)
    const { action, planned } = await resource.plan({ prior: state, config: written({ name: 'axle' }, GEAR, BOLT) })
    expect(action).toBe('update')
    const [before, parts] = [partsOf(state), partsOf(planned)]
    expect(parts['bolt']?.['serial']).toBe(before['bolt']?.['serial'])
    expect(parts['gear']?.['serial']).toBe(before['gear']?.['serial'])
    expect(parts['axle']?.['serial']).toBe(UNKNOWN)
    expect(parts['bolt']?.['checked_at']).toBe(UNKNOWN)
  })

  it('takes a block with one other value for a new one', async () => {
    const { resource, state } = await created(BOLT, NUT)
    const { planned } = await resource.plan({ prior: state, config: written({ ...BOLT, size: 'm5' }, NUT) })
    expect(partsOf(planned)['bolt']).toMatchObject({ size: 'm5', serial: UNKNOWN })
  })

  it.each<readonly [string, ObjectValue]>([
    ['another nested block', { ...GEAR, labels: [{ text: 'right' }] }],
    ['one nested block more', { ...GEAR, labels: [{ text: 'left' }, { text: 'right' }] }],
    ['a value that was left out', { ...GEAR, size: 'm4' }],
    ['another value than the default', { ...GEAR, grade: 'a' }],
    ['a value that is not known yet', { ...GEAR, size: UNKNOWN }],
  ])('takes a block with %s for a new one', async (_, gear) => {
    const { resource, state } = await created(GEAR)
    const { planned } = await resource.plan({ prior: state, config: written(gear) })
    expect(partsOf(planned)['gear']?.['serial']).toBe(UNKNOWN)
  })

  it('sees that a block is removed', async () => {
    const { resource, state } = await created(BOLT, NUT)
    const change = await resource.plan({ prior: state, config: written(NUT) })
    expect(change.action).toBe('update')
    expect(change.planned).toMatchObject({ revision: UNKNOWN })
    const { state: after } = await resource.apply(change)
    expect(after.parts).toEqual([expect.objectContaining({ name: 'nut', serial: partsOf(state)['nut']?.['serial'] })])
  })

  it('may have two that turn out to be equal', async () => {
    const { resource, state } = await created(GEAR)
    const change = await resource.plan({ prior: state, config: written(BOLT, { ...BOLT, size: UNKNOWN }) })
    expect(change.planned.parts).toHaveLength(2)
    const { state: after } = await resource.apply(change, written(BOLT, BOLT))
    expect(after.parts).toEqual([expect.objectContaining({ name: 'bolt', size: 'm4' })])
  })

  it('sees that all are removed', async () => {
    const { resource, state } = await created(BOLT)
    const { state: after } = await resource.apply(await resource.plan({ prior: state, config: written() }))
    expect(after.parts).toEqual([])
  })

  it('keeps blocks unknown that are not known yet', async () => {
    const { resource, state } = await created(BOLT)
    const { planned } = await resource.plan({ prior: state, config: { name: 'one', parts: UNKNOWN } })
    expect(planned.parts).toBe(UNKNOWN)
  })

  it('may hold the computed values that ignore_changes puts into the configuration, in any order', async () => {
    const { state } = await created(BOLT, NUT)
    const prior = state as unknown as ObjectValue
    const ignored = { ...prior, parts: [...state.parts].reverse() as never }
    expect(changeFaults(kit, ignored, prior)).toEqual([])
    expect(changeFaults(kit, ignored, { ...prior, parts: [] })).not.toEqual([])
  })
})

describe('a set of blocks that cannot change in place', () => {
  const name = string({ mode: 'required', doc: '' })
  const shelf = schema({
    type: 'sample_shelf',
    doc: '',
    body: { books: setBlock({ doc: '', replace: 'change its books', body: { name } }) },
  })
  function replacements(before: ObjectValue['books'], after: ObjectValue['books']) {
    return planChange(shelf, { books: before ?? null }, { books: after ?? null }, { books: after ?? null }).replacements
  }
  function books(names: readonly string[]) {
    return names.map((one) => ({ name: one }))
  }

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['gets another one', ['a'], ['a', 'b']],
    ['loses one', ['a', 'b'], ['b']],
    ['changes one', ['a', 'b'], ['a', 'c']],
  ])('forces a new object when it %s', (_, before, after) => {
    expect(replacements(books(before), books(after))).toEqual([{ path: ['books'], reason: 'change its books' }])
  })

  it('keeps the object when only their order changes', () => {
    expect(replacements(books(['a', 'b']), books(['b', 'a']))).toEqual([])
  })
})

describe('an applied set of blocks', () => {
  it('may come in any order', async () => {
    const reverse: typeof settled = (plan) => {
      const state = settled(plan) as unknown as { parts: readonly unknown[] }
      return { ...state, parts: [...state.parts].reverse() } as never
    }
    const provider = kitProvider({ create: async ({ plan }) => ({ state: reverse(plan) }) })
    const resource = await inProcessResource<State>(provider, 'sample_kit')
    const { state, warnings } = await resource.apply(await resource.plan({ config: written(BOLT, NUT, GEAR) }))
    expect([state.parts.length, warnings]).toEqual([3, []])
  })

  it('keeps the value of the user where the API keeps another, and says so', async () => {
    const provider = kitProvider({
      create: async ({ plan }) => {
        const state = settled(plan) as unknown as { parts: readonly { name: string }[] }
        const parts = state.parts.map((part) => (part.name === 'nut' ? { ...part, size: 'M4' } : part)).reverse()
        return { state: { ...state, parts } as never }
      },
    })
    const resource = await inProcessResource<State>(provider, 'sample_kit')
    const { state, warnings } = await resource.apply(await resource.plan({ config: written(BOLT, NUT) }))
    expect(partsOf(state)['nut']).toMatchObject({ size: 'm4', serial: expect.stringContaining('nut') })
    expect(warnings).toMatchObject([
      {
        summary: 'The API keeps another value for parts[*].size',
        detail: expect.stringContaining('"M4"'),
        path: 'parts',
      },
    ])
  })

  it('does not quote a secret that the API changed', async () => {
    const provider = kitProvider({
      create: async ({ plan }) => {
        const state = settled(plan) as unknown as { parts: readonly object[] }
        return { state: { ...state, parts: state.parts.map((part) => ({ ...part, key: 'trimmed' })) } as never }
      },
    })
    const resource = await inProcessResource<State>(provider, 'sample_kit')
    const { warnings } = await resource.apply(await resource.plan({ config: written({ ...BOLT, key: 'hush ' }) }))
    expect(warnings).toHaveLength(1)
    expect(JSON.stringify(warnings)).not.toMatch(/hush|trimmed/)
  })

  it.each<readonly [string, (part: object) => readonly object[]]>([
    ['has a block less', () => []],
    ['has a block more', (part) => [part, { ...part, name: 'another' }]],
  ])('is a mistake of the provider when it %s', async (_, change) => {
    const provider = kitProvider({
      create: async ({ plan }) => {
        const state = settled(plan) as unknown as { parts: readonly object[] }
        return { state: { ...state, parts: state.parts.flatMap(change) } as never }
      },
    })
    const resource = await inProcessResource<State>(provider, 'sample_kit')
    await expect(resource.apply(await resource.plan({ config: written(BOLT) }))).rejects.toThrow('Provider bug')
  })
})

describe('a fault in one block of a set', () => {
  it('is shown at the set, since Terraform knows no place in it', async () => {
    const diagnostics = await (await start()).validate(written({ name: 'bad' }, NUT))
    expect(diagnostics).toMatchObject([{ summary: 'Bad part', path: 'parts' }])
  })

  it('names the block by its required arguments', async () => {
    const [fault] = await (await start()).validate(written({ name: 'bolt', size: 'wrong' }, NUT))
    expect(fault?.detail).toBe('"wrong" is no size. The block is parts with name = "bolt".\n\nGive it a size.')
  })

  it('does not name a secret', async () => {
    const [fault] = await (await start()).validate(written({ name: 'bolt', key: '' }))
    expect(fault?.detail).toContain('The block is parts with name = "bolt".')
    const { detail = '' } = (await (await start()).validate(written({ name: 'bad', key: 'hush' })))[0] ?? {}
    expect(detail).toBe('This part is bad. The argument is parts[*].name.')
  })

  it('is told once, however many blocks have it', async () => {
    const diagnostics = await (await start()).validate(written({ name: 'bad', size: 'm4' }, { name: 'bad' }))
    expect(diagnostics).toHaveLength(1)
  })

  it('may be one between its arguments', async () => {
    const diagnostics = await (await start()).validate(written({ ...BOLT, lid: 'flat' }))
    expect(diagnostics).toMatchObject([{ summary: 'Conflicting arguments', detail: expect.stringContaining('lid') }])
  })
})
