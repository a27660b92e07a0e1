import { type Logger, type PlanAdjustment, silentLogger } from '../../../provider/framework/index'
import { type StateOf, UNKNOWN } from '../../../schema/dsl/index'
import { inProcessResource } from '../../kit/in-process-core'
import type { ObjectValue } from '../../kit/terraform-core'
import { type kit, kitProvider } from './nested-blocks'

type State = StateOf<typeof kit>

/** A logger that keeps the lines of a level, or writes none. */
function keptLog(isEnabled: boolean): { readonly log: Logger; readonly lines: string[]; readonly fields: unknown[] } {
  const [lines, fields]: [string[], unknown[]] = [[], []]
  const debug: Logger['debug'] = (line, more) => {
    lines.push(line)
    fields.push(more)
  }
  return { log: { ...silentLogger, isEnabled: (level) => isEnabled && level !== 'trace', debug }, lines, fields }
}

/** The lines of the plan that leads from the first configuration to the second. */
async function linesOf(before: ObjectValue, after: ObjectValue, adjustment: PlanAdjustment = {}): Promise<string[]> {
  const { log, lines } = keptLog(true)
  const plain = await inProcessResource<State>(kitProvider(), 'sample_kit')
  const { state } = await plain.apply(await plain.plan({ config: before }))
  const resource = await inProcessResource<State>(kitProvider({ adjustPlan: () => adjustment }), 'sample_kit', log)
  await resource.plan({ prior: state, config: after })
  return lines
}

const ONE = { name: 'one', parts: [{ name: 'bolt', size: 'm4' }], frame: { color: 'red' } }

describe('the lines that explain a plan', () => {
  it('say that nothing changes', async () => {
    expect(await linesOf(ONE, ONE)).toEqual(['plan: no change'])
  })

  it('name what changes in the configuration, and what is unknown because of it', async () => {
    expect(await linesOf(ONE, { ...ONE, name: 'two' })).toEqual([
      'plan: name: the configuration has another value than the state',
      'plan: revision marked unknown because an update will be sent (name changed)',
      'plan: parts[*].checked_at marked unknown because an update will be sent (name changed)',
      'plan: the object will be updated',
    ])
  })

  it('name blocks of a set that come and go', async () => {
    const parts = [{ name: 'nut' }]
    expect(await linesOf(ONE, { ...ONE, parts })).toEqual([
      'plan: parts[*]: the configuration has a block that the state has not',
      'plan: parts[*]: the state has a block that the configuration has not',
      'plan: set parts[*].grade to its default: it is not configured',
      'plan: revision marked unknown because an update will be sent (parts[*] added, parts[*] removed)',
      'plan: parts[*].serial marked unknown because an update will be sent (parts[*] added, parts[*] removed)',
      'plan: parts[*].checked_at marked unknown because an update will be sent (parts[*] added, parts[*] removed)',
      'plan: the object will be updated',
    ])
  })

  it('name what is left out, what is not known yet and what is no longer configured', async () => {
    const before = { ...ONE, timeouts: { create: '1m' } }
    const lines = await linesOf(before, {
      ...before,
      name: UNKNOWN,
      frame: { color: 'red', key_wo: 'k' },
      timeouts: null,
    })
    expect(lines).toContain('plan: name: the configuration has a value that will be known only after apply')
    expect(lines).toContain('plan: timeouts: the state has a block that the configuration has not')
    expect(lines).toContain('plan: left out frame.key_wo: a write-only value is never planned')
  })

  it('say what forces a new object', async () => {
    expect(await linesOf(ONE, { ...ONE, frame: { color: 'blue' } })).toEqual(
      expect.arrayContaining([
        'plan: a new object is needed because frame.color changes: it cannot be painted',
        'plan: the object will be replaced',
      ]),
    )
  })

  it('say what the resource itself adds', async () => {
    const lines = await linesOf(ONE, ONE, {
      unknown: [{ path: ['id'], reason: 'it is numbered anew' }],
      replacements: [{ path: ['revision'], reason: 'stay as it is' }],
    })
    expect(lines).toEqual([
      'plan: id marked unknown because it is numbered anew',
      'plan: a new object is needed because revision changes: it cannot stay as it is',
      'plan: the object will be replaced',
      // The second half of a replacement is planned as a create.
      ...lines.slice(3),
    ])
  })

  it('distinguish the lines of one plan from those of another', async () => {
    const { log, fields } = keptLog(true)
    const resource = await inProcessResource<State>(kitProvider(), 'sample_kit', log)
    await resource.plan({ config: ONE })
    await resource.plan({ config: ONE })
    expect(new Set(fields.map((one) => JSON.stringify(one)))).toEqual(
      new Set(['{"resource":"sample_kit","plan":1}', '{"resource":"sample_kit","plan":2}']),
    )
  })

  it('hold no value', async () => {
    function value(index: number) {
      return `value-${index}`
    }
    function written(start: number): ObjectValue {
      return {
        name: value(start),
        parts: [
          { name: value(start + 1), size: value(start + 2), key: value(start + 3), grade: value(start + 4) },
          { name: value(start + 5), lid: value(start + 6), labels: [{ text: value(start + 7) }] },
        ],
        frame: {
          color: value(start + 8),
          finish: value(start + 9),
          key_wo: value(start + 10),
          screws: [{ size: value(start + 11) }],
        },
      }
    }
    const lines = await linesOf(written(100), written(200))
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.filter((line) => line.includes('value-'))).toEqual([])
  })

  it('report at a read what changed outside Terraform', async () => {
    const { log, lines } = keptLog(true)
    const plain = await inProcessResource<State>(kitProvider(), 'sample_kit')
    const { state } = await plain.apply(
      await plain.plan({ config: { ...ONE, parts: [...ONE.parts, { name: 'nut' }] } }),
    )
    async function read() {
      return {
        state: { ...state, revision: 'r2', parts: [...state.parts].reverse().map((part) => ({ ...part, grade: 'a' })) },
      }
    }
    await (await inProcessResource<State>(kitProvider({ read }), 'sample_kit', log)).read(state)
    expect(lines).toEqual([
      'read: revision changed since the state was written',
      'read: parts[*].grade changed since the state was written',
      'read: parts[*].grade changed since the state was written',
    ])
  })
})

describe('the line that explains a read', () => {
  it.each<readonly [string, object, string]>([
    ['of an object that is gone', { read: async () => ({ state: null }) }, 'the object does not exist any more'],
    ['after an import', {}, 'the object is read for the first time, after its import'],
  ])('%s', async (_, over, line) => {
    const { log, lines } = keptLog(true)
    const resource = await inProcessResource<State>(kitProvider(over), 'sample_kit', log)
    await resource.import('kit-1').catch(() => {})
    expect(lines.at(-1)).toBe(`read: ${line}`)
  })
})

describe('a plan that nobody asks about', () => {
  it('writes no line and compares nothing for one', async () => {
    const { log, lines } = keptLog(false)
    const resource = await inProcessResource<State>(kitProvider(), 'sample_kit', log)
    await resource.plan({ config: ONE })
    expect(lines).toEqual([])
  })
})
