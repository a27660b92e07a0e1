import type { CallOptions, Outlook } from '../../../../provider/management'
import { managementErrorOf } from '../fixtures'
import { named, tenantOfNames } from './tenant-of-names'

function knowing(outlook: Outlook): CallOptions {
  return { outlook: () => outlook }
}

describe('a create whose name another stream has', () => {
  it('costs one call when the name is free', async () => {
    const { streams, calls } = tenantOfNames({})
    await streams.create(named('a'))
    expect(calls).toEqual(['create a'])
  })

  it('waits for the delete that came at the same time', async () => {
    const { streams, held, calls } = tenantOfNames({ old: 'a' })
    await Promise.all([streams.create(named('a')), streams.delete('old')])
    expect([...held]).toEqual([['new_2', 'a']])
    expect(calls).toEqual(['create a', 'delete old', 'create a'])
  })

  it('waits for a rename, which waits for a delete itself', async () => {
    const { streams, held } = tenantOfNames({ x: 'a', y: 'b' })
    await Promise.all([streams.create(named('a')), streams.update('x', { name: 'b' }), streams.delete('y')])
    expect([...held.values()].sort()).toEqual(['a', 'b'])
  })

  it('finds out that another process has freed it', async () => {
    const { streams, held, calls } = tenantOfNames({ old: 'a' })
    const creating = streams.create(named('a'))
    await new Promise((resolve) => setImmediate(resolve))
    held.delete('old')
    await creating
    expect(calls).toEqual(['create a', 'list', 'create a'])
  })

  it('gives up after a while, and names the stream', async () => {
    const { streams, held, now } = tenantOfNames({ old: 'a' })
    const failure = await managementErrorOf(streams.create(named('a')))
    expect(failure.nameHolder).toEqual({ id: 'old', relation: 'waited' })
    expect(held.get('old')).toBe('a')
    expect(now()).toBeLessThanOrEqual(10_000)
  })

  it('gives up sooner when nobody plans to free it', async () => {
    const { streams, now } = tenantOfNames({ old: 'a' })
    const failure = await managementErrorOf(streams.create(named('a'), knowing('unlikely')))
    expect(failure.nameHolder).toEqual({ id: 'old' })
    expect(now()).toBeLessThanOrEqual(2_500)
  })

  it.each([
    ['replaced', 'predecessor'],
    ['keeps', 'sibling'],
  ] as const)('does not wait for a stream that is known to have it on (%s)', async (outlook, relation) => {
    const { streams, now } = tenantOfNames({ old: 'a' })
    const failure = await managementErrorOf(streams.create(named('a'), knowing(outlook)))
    expect([failure.nameHolder, now()]).toEqual([{ id: 'old', relation }, 0])
  })

  it('does not wait for a stream that was given the name a moment ago', async () => {
    const { streams, now } = tenantOfNames({})
    await streams.create(named('a'))
    expect((await managementErrorOf(streams.create(named('a')))).nameHolder?.relation).toBe('sibling')
    expect(now()).toBe(0)
  })

  it('does not wait on for a delete that failed', async () => {
    const { streams, now } = tenantOfNames({ old: 'a' }, (call) => call === 'delete old')
    const [failure] = await Promise.all([
      managementErrorOf(streams.create(named('a'))),
      streams.delete('old').catch(() => undefined),
    ])
    expect([failure.nameHolder, now()]).toEqual([{ id: 'old', relation: 'kept' }, 0])
  })

  it('does not wait on for a rename that failed', async () => {
    const { streams } = tenantOfNames({ old: 'a' }, (call) => call.startsWith('update old'))
    const [failure] = await Promise.all([
      managementErrorOf(streams.create(named('a'))),
      streams.update('old', { name: 'b' }).catch(() => undefined),
    ])
    expect(failure.nameHolder).toEqual({ id: 'old', relation: 'kept' })
  })
})

describe('operations that come one after the other', () => {
  it('push a stream aside that is planned to give up its name', async () => {
    const { streams, held, calls } = tenantOfNames({ old: 'a' })
    await streams.create(named('a'), knowing('frees'))
    await streams.delete('old')
    expect([...held.values()]).toEqual(['a'])
    expect(calls).toEqual(['create a', 'update old a aside', 'create a', 'delete old'])
  })

  it('push a stream aside that another process is to delete, if that does not happen meanwhile', async () => {
    const { streams, held, calls, now } = tenantOfNames({ old: 'a' })
    await streams.create(named('a'), knowing('freesElsewhere'))
    expect(held.get('new_2')).toBe('a')
    expect(calls).toEqual(['create a', 'list', 'list', 'update old a aside', 'create a'])
    expect(now()).toBeLessThanOrEqual(2_100)
  })

  it('leave a stream alone that another process deletes meanwhile', async () => {
    const { streams, held, calls } = tenantOfNames({ old: 'a' })
    const creating = streams.create(named('a'), knowing('freesElsewhere'))
    await new Promise((resolve) => setImmediate(resolve))
    held.delete('old')
    await creating
    expect(calls).toEqual(['create a', 'list', 'create a'])
  })

  it('swap two names when that is planned', async () => {
    const { streams, held } = tenantOfNames({ x: 'a', y: 'b' })
    await streams.update('x', { name: 'b' }, knowing('frees'))
    await streams.update('y', { name: 'a' }, knowing('frees'))
    expect(Object.fromEntries(held)).toEqual({ x: 'b', y: 'a' })
  })

  it('lose nothing when the plan is not known: the stream is kept under another name', async () => {
    const { streams, held } = tenantOfNames({ old: 'a' })
    await managementErrorOf(streams.create(named('a')))
    const failure = await managementErrorOf(streams.delete('old'))
    expect(failure.currentName).toMatch(/^a \(renaming [0-9a-f]{12}\)$/)
    expect([...held]).toEqual([['old', failure.currentName]])
    await streams.create(named('a'))
    await streams.delete('old')
    expect([...held.values()]).toEqual(['a'])
  })
})

describe('updates that pass names round', () => {
  it.each([2, 3, 5])('end with %i names passed round', async (count) => {
    const ids = Array.from({ length: count }, (_, index) => `s${index}`)
    const { streams, held, calls } = tenantOfNames(Object.fromEntries(ids.map((id) => [id, `name of ${id}`])))
    function next(index: number) {
      return `name of s${(index + 1) % count}`
    }
    await Promise.all(ids.map((id, index) => streams.update(id, { name: next(index) })))
    expect(Object.fromEntries(held)).toEqual(Object.fromEntries(ids.map((id, index) => [id, next(index)])))
    expect(calls.filter((call) => call.endsWith('aside'))).toHaveLength(1)
  })

  it('leave every stream its name when the other one cannot be renamed', async () => {
    let refused = 0
    const { streams, held } = tenantOfNames({ x: 'a', y: 'b' }, (call) => call === 'update x b' && ++refused > 1)
    const outcomes = await Promise.allSettled([streams.update('x', { name: 'b' }), streams.update('y', { name: 'a' })])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(Object.fromEntries(held)).toEqual({ x: 'a', y: 'b' })
  })

  it('say which name a stream was left with', async () => {
    const { streams, held } = tenantOfNames(
      { x: 'a', y: 'b' },
      (() => {
        let seen = 0
        return (call: string) => call === 'update y a' && ++seen > 1
      })(),
    )
    const [, mine] = await Promise.allSettled([streams.update('x', { name: 'b' }), streams.update('y', { name: 'a' })])
    expect(mine).toMatchObject({ status: 'rejected', reason: { currentName: held.get('y') } })
    expect(held.get('y')).toMatch(/^b \(renaming/)
  })
})

describe('many creates at once that keep the deletes from beginning', () => {
  // What Terraform does: so many operations at once, in any order.
  async function apply(streams: ReturnType<typeof tenantOfNames>['streams'], count: number, options?: CallOptions) {
    const names = Array.from({ length: count }, (_, index) => `n${index}`)
    const operations = [
      ...names.map((name) => () => streams.create(named(name), options)),
      ...names.map((name) => () => streams.delete(`old ${name}`)),
    ]
    const outcomes: PromiseSettledResult<unknown>[] = []
    async function worker() {
      for (let next = operations.shift(); next !== undefined; next = operations.shift()) {
        outcomes.push(...(await Promise.allSettled([next()])))
      }
    }
    await Promise.all(Array.from({ length: 10 }, worker))
    return outcomes.filter(({ status }) => status === 'rejected').length
  }
  function olds(count: number) {
    return Object.fromEntries(Array.from({ length: count }, (_, i) => [`old n${i}`, `n${i}`]))
  }

  it('all end well when the plan is known', async () => {
    const { streams, held } = tenantOfNames(olds(30))
    expect(await apply(streams, 30, knowing('frees'))).toBe(0)
    expect([...held].every(([id, name]) => id.startsWith('new') && name.startsWith('n'))).toBe(true)
    expect(held.size).toBe(30)
  })

  it('do not stand still for ever, and lose no stream, when it is not', async () => {
    const { streams, held } = tenantOfNames(olds(30))
    expect(await apply(streams, 30)).toBeGreaterThan(0)
    expect(new Set([...held.values()].map((name) => name.replace(/ \(.*/, ''))).size).toBe(30)
  })
})
