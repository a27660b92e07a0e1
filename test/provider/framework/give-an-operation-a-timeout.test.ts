import type { ObjectValue, Subject } from '../../../provider/framework/index'
import { isSameObject, timeoutOf } from '../../../provider/framework/timeouts'
import { parseDuration, type StateOf, schema, string } from '../../../schema/dsl/index'
import { inProcessResource } from '../../kit/in-process-core'
import { kit, kitProvider, settled } from './nested-blocks'

type State = StateOf<typeof kit>
type Operation = Subject['operation']

const plain = schema({ type: 'plain', doc: '', body: { name: string({ mode: 'required', doc: '' }) } })

describe('a duration', () => {
  it.each([
    ['6m', 360_000],
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['.5m', 30_000],
    ['1.m', 60_000],
    ['250ms', 250],
    ['1m0s', 60_000],
    ['500us', 0.5],
    ['500µs', 0.5],
    ['500μs', 0.5],
    ['1ns', 1e-6],
    ['2562047h', 2562047 * 3_600_000],
  ])('may be written %s', (text, milliseconds) => {
    expect(parseDuration(text)).toBeCloseTo(milliseconds, 6)
  })

  it.each([
    '',
    '6',
    '0',
    '0s',
    '-6m',
    '+6m',
    '6 m',
    '6m ',
    ' 6m',
    '1d',
    '6M',
    'm',
    '.m',
    '1..5h',
    '6min',
    '1e3s',
    '2562048h',
  ])('may not be written %j', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })
})

function start() {
  return inProcessResource<State>(kitProvider(), 'sample_kit')
}

describe('a configured timeout', () => {
  it.each([
    ['6', 'Did you mean "6m"?'],
    ['6 min', 'Did you mean "6m"?'],
    ['2 hours', 'Did you mean "2h"?'],
    ['90 sec', 'Did you mean "90s"?'],
    ['100 millis', 'Did you mean "100ms"?'],
    ['1d', 'Did you mean "24h"?'],
    ['5M', 'Did you mean "5m"?'],
    ['2 months', 'Write it as in "6m"'],
    ['0s', 'Write it as in "6m"'],
    ['soon', 'Write it as in "6m"'],
    ['-1m', 'Write it as in "6m"'],
  ])('is refused as %j, with advice', async (create, advice) => {
    expect(await (await start()).validate({ name: 'one', timeouts: { create } })).toEqual([
      {
        severity: 'error',
        summary: 'Invalid duration',
        detail: expect.stringMatching(new RegExp(`^${JSON.stringify(create)} must be a duration.*\n\n.*`, 's')),
        path: 'timeouts.create',
      },
    ])
    const [fault] = await (await start()).validate({ name: 'one', timeouts: { create } })
    expect(fault?.detail).toContain(advice)
  })

  it('is refused for an operation that takes none', async () => {
    await expect((await start()).plan({ config: { name: 'one', timeouts: { read: '1m' } } })).rejects.toThrow(
      'Unsupported argument: timeouts.read',
    )
  })

  it.each<readonly [Operation, ObjectValue | null, number | undefined]>([
    ['create', { create: '1m', delete: null }, 60_000],
    ['create', null, 360_000],
    ['create', { create: null, delete: '1h' }, 360_000],
    ['update', { create: '1m', delete: null }, 60_000],
    ['update', null, 360_000],
    ['delete', { create: '1m', delete: null }, 90_000],
    ['delete', { create: null, delete: '1h' }, 3_600_000],
    ['read', { create: '1m', delete: null }, undefined],
  ])('gives %s with %j its time', (operation, given, expected) => {
    expect(timeoutOf(kit, operation, { timeouts: given })).toBe(expected)
  })

  it('is none for a schema without the block', () => {
    expect(timeoutOf(plain, 'create', { name: 'one' })).toBeUndefined()
  })

  it('reaches the operation', async () => {
    const times: (number | undefined)[] = []
    const provider = kitProvider({
      create: async ({ plan }, { timeoutMs }) => {
        times.push(timeoutMs)
        return { state: settled(plan) }
      },
      update: async ({ plan }, { timeoutMs }) => {
        times.push(timeoutMs)
        return { state: settled(plan) }
      },
      delete: async (_, { timeoutMs }) => {
        times.push(timeoutMs)
      },
    })
    const resource = await inProcessResource<State>(provider, 'sample_kit')
    const { state } = await resource.apply(
      await resource.plan({ config: { name: 'one', timeouts: { create: '10s', delete: '1s' } } }),
    )
    const config = { name: 'two', timeouts: { create: '20s', delete: '1s' } }
    const { state: after } = await resource.apply(await resource.plan({ prior: state, config }))
    await resource.destroy(after)
    expect(times).toEqual([10_000, 20_000, 1000])
  })
})

describe('a change of timeouts alone', () => {
  it('changes the state, marks nothing unknown and calls no operation', async () => {
    const update = jest.fn()
    const resource = await inProcessResource<State>(kitProvider({ update }), 'sample_kit')
    const { state } = await resource.apply(await resource.plan({ config: { name: 'one' } }))
    const change = await resource.plan({ prior: state, config: { name: 'one', timeouts: { create: '10m' } } })
    expect(change).toMatchObject({ action: 'update', planned: { revision: 'r1', timeouts: { create: '10m' } } })
    const { state: after } = await resource.apply(change)
    expect(after).toEqual({ ...state, timeouts: { create: '10m', delete: null } })
    expect(update).not.toHaveBeenCalled()
  })

  it('is told from any other change', () => {
    expect(isSameObject(plain, { name: 'one' }, { name: 'two' })).toBe(false)
    expect(isSameObject(plain, { name: 'one' }, { name: 'one' })).toBe(true)
  })
})
