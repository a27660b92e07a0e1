import type { ObjectValue } from '../../kit/terraform-core'
import { refusalOf } from '../stage'
import { CODE, callsOf, setActionStage } from './action-stage'

const stage = setActionStage({ deploy: true })
function lookUp(config: ObjectValue) {
  return stage.core.readDataSource('auth0_action', config)
}

describe('looking an Action up', () => {
  it.each(['id', 'name'] as const)('takes one call, by its %s', async (by) => {
    const dependencies = [{ name: 'lodash', version: '4.17.21' }]
    const secrets = [{ name: 'KEY', value: 'hush' }]
    const state = await stage.createAction({ runtime: 'node18', dependencies, secrets })
    expect(await lookUp({ [by]: state[by] })).toEqual({
      id: state.id,
      name: 'users',
      code: CODE,
      runtime: 'node18',
      deploy: true,
      version_id: state.version_id,
      status: 'built',
      supported_triggers: [{ id: 'event-stream', version: 'v1' }],
      dependencies,
      secrets: [{ name: 'KEY', value: null }],
      secrets_wo: [],
      secrets_wo_version: null,
      modules: [],
    })
    expect(callsOf(stage)).toEqual([by === 'id' ? 'GET …/ID' : 'GET …'])
  })

  it('takes the whole name, and no other', async () => {
    await stage.createAction({ name: 'users' })
    const { diagnostics } = await refusalOf(lookUp({ name: 'user' }))
    expect(diagnostics).toMatchObject([{ summary: 'Action not found', path: 'name' }])
  })

  it('finds nothing in a tenant without Actions, whose list has no total', async () => {
    stage.tenant.faults.next({ status: 200, body: { actions: [], per_page: 50 } })
    expect((await refusalOf(lookUp({ name: 'users' }))).diagnostics).toMatchObject([{ summary: 'Action not found' }])
  })

  it('says what is missing when neither is given', async () => {
    expect((await refusalOf(lookUp({}))).diagnostics).toMatchObject([{ summary: 'Missing argument' }])
  })
})
