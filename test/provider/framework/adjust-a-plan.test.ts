import type { PlanAdjustment } from '../../../provider/framework/index'
import { warning } from '../../../provider/framework/index'
import { type StateOf, UNKNOWN } from '../../../schema/dsl/index'
import { inProcessResource } from '../../kit/in-process-core'
import { type kit, kitProvider } from './nested-blocks'

type State = StateOf<typeof kit>

/** A resource that adjusts its plans so, and the state of one that was created without. */
async function adjusted(adjustment: PlanAdjustment | ((prior: State | null) => PlanAdjustment)) {
  const { state } = await inProcessResource<State>(kitProvider(), 'sample_kit').then(async (resource) =>
    resource.apply(await resource.plan({ config: ONE })),
  )
  function adjustPlan({ prior }: { prior: State | null }) {
    return typeof adjustment === 'function' ? adjustment(prior) : adjustment
  }
  return { resource: await inProcessResource<State>(kitProvider({ adjustPlan }), 'sample_kit'), state }
}

const ONE = { name: 'one', parts: [{ name: 'bolt' }] }
const STALE = { path: ['revision'], reason: 'the kit is stale' }

describe('a resource that adjusts its plan', () => {
  it('marks a computed value unknown that an update would keep', async () => {
    const { resource, state } = await adjusted({ unknown: [{ path: ['id'], reason: 'the kit moves' }] })
    const { action, planned } = await resource.plan({ prior: state, config: ONE })
    expect([action, planned.id, planned.revision]).toEqual(['update', UNKNOWN, state.revision])
  })

  it('marks one in a set of blocks', async () => {
    const path = ['parts', { element: 0 }, 'serial']
    const { resource, state } = await adjusted({ unknown: [{ path, reason: 'parts are numbered anew' }] })
    const { planned } = await resource.plan({ prior: state, config: ONE })
    expect(planned.parts).toEqual([expect.objectContaining({ name: 'bolt', serial: UNKNOWN })])
  })

  it('replaces the object although nothing else changes', async () => {
    const { resource, state } = await adjusted({ replacements: [STALE] })
    expect(await resource.plan({ prior: state, config: ONE })).toMatchObject({
      action: 'replace',
      replaces: ['revision'],
    })
  })

  it('replaces nothing that does not exist', async () => {
    const { resource } = await adjusted({ replacements: [STALE] })
    expect(await resource.plan({ config: ONE })).toMatchObject({ action: 'create', replaces: [] })
  })

  it('sees the prior state, or none', async () => {
    const seen: unknown[] = []
    const { resource, state } = await adjusted((prior) => {
      seen.push(prior?.id)
      return {}
    })
    await resource.plan({ config: ONE })
    await resource.plan({ prior: state, config: ONE })
    expect(seen).toEqual([undefined, 'kit-1'])
  })

  it('adds diagnostics', async () => {
    const { resource } = await adjusted({ diagnostics: [warning('Old kit', 'It is old.', ['name'])] })
    expect((await resource.plan({ config: ONE })).warnings).toMatchObject([{ summary: 'Old kit', path: 'name' }])
  })

  it.each<readonly [string, PlanAdjustment]>([
    ['marks what a user has configured', { unknown: [{ path: ['name'], reason: 'why' }] }],
    ['marks what is not in the schema', { unknown: [{ path: ['nome'], reason: 'why' }] }],
    ['replaces by what does not change', { replacements: [{ path: ['name'], reason: 'why' }] }],
  ])('is told of its mistake when it %s', async (_, adjustment) => {
    const { resource, state } = await adjusted(adjustment)
    await expect(resource.plan({ prior: state, config: ONE })).rejects.toThrow('Provider bug')
  })
})
