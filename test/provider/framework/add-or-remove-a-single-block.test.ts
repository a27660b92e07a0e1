import type { StateOf } from '../../../schema/dsl/index'
import { UNKNOWN } from '../../../schema/dsl/index'
import { inProcessResource } from '../../kit/in-process-core'
import type { ObjectValue } from '../../kit/terraform-core'
import { type kit, kitProvider } from './nested-blocks'

type State = StateOf<typeof kit>

function framed(frame: ObjectValue | null): ObjectValue {
  return { name: 'one', frame }
}
const RED = { color: 'red' }

/** The state after the first apply with this frame. */
async function created(frame: ObjectValue | null) {
  const resource = await inProcessResource<State>(kitProvider(), 'sample_kit')
  const { state } = await resource.apply(await resource.plan({ config: framed(frame) }))
  return { resource, state }
}

describe('a single block', () => {
  it('is null where it is not written', async () => {
    const { resource, state } = await created(null)
    expect(state.frame).toBeNull()
    expect((await resource.plan({ prior: state, config: framed(null) })).action).toBe('no-op')
  })

  it('is an object where it is, with its own sets and write-only values', async () => {
    const frame = { ...RED, key_wo: 'hush', screws: [{ size: '2' }, { size: '1' }] }
    const { resource, state } = await created(frame)
    expect(state.frame).toMatchObject({ color: 'red', weight: 'heavy', key_wo: null, screws: [{}, {}] })
    const reordered = { ...frame, screws: [{ size: '1' }, { size: '2' }] }
    expect((await resource.plan({ prior: state, config: framed(reordered) })).action).toBe('no-op')
  })

  it.each<readonly [string, ObjectValue | null, ObjectValue | null, readonly string[]]>([
    ['is added', null, RED, ['frame']],
    ['is removed', RED, null, ['frame']],
    ['changes a value', RED, { color: 'blue' }, ['frame.color']],
    ['gets a value that it had not', RED, { ...RED, finish: 'matte' }, ['frame.finish']],
    ['loses a value', { ...RED, finish: 'matte' }, RED, ['frame.finish']],
    ['gets a value that is not known yet', RED, { ...RED, finish: UNKNOWN }, ['frame.finish']],
  ])('forces a new object when it %s', async (_, before, after, paths) => {
    const { resource, state } = await created(before)
    expect(await resource.plan({ prior: state, config: framed(after) })).toMatchObject({
      action: 'replace',
      replaces: paths,
    })
  })

  it('keeps its computed values in an update', async () => {
    const { resource, state } = await created(RED)
    const { action, planned } = await resource.plan({ prior: state, config: { ...framed(RED), name: 'two' } })
    expect([action, planned.frame]).toEqual(['update', state.frame])
  })

  it('stays unknown while it is not known', async () => {
    const { resource, state } = await created(null)
    const { planned } = await resource.plan({ prior: state, config: { name: 'one', frame: UNKNOWN } })
    expect(planned.frame).toBe(UNKNOWN)
  })
})
