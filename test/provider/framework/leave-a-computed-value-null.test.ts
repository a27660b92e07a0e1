import { type StateOf, UNKNOWN } from '../../../schema/dsl/index'
import { inProcessResource } from '../../kit/in-process-core'
import { type kit, kitProvider } from './nested-blocks'

type State = StateOf<typeof kit>

describe('a computed value that the API may leave out', () => {
  it('is unknown in a create, and null where the API has none', async () => {
    const resource = await inProcessResource<State>(kitProvider(), 'sample_kit')
    const change = await resource.plan({ config: { name: 'one' } })
    expect(change.planned.edition).toBe(UNKNOWN)
    expect((await resource.apply(change)).state.edition).toBeNull()
  })

  it('stays null in an update', async () => {
    const resource = await inProcessResource<State>(kitProvider(), 'sample_kit')
    const { state } = await resource.apply(await resource.plan({ config: { name: 'one' } }))
    const { planned } = await resource.plan({ prior: state, config: { name: 'two' } })
    expect([planned.edition, planned.revision]).toEqual([null, UNKNOWN])
  })
})
