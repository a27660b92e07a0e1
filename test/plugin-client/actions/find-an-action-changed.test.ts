import { refusalOf } from '../stage'
import { built, CODE, callsOf, callTenant, failedApply, setActionStage } from './action-stage'

const stage = setActionStage({ deploy: true })
function streamTo(action_id: string) {
  return {
    name: 'users',
    destination_type: 'action',
    subscriptions: ['user.created'],
    action_configuration: [{ action_id }],
  }
}

describe('an Action that was changed outside Terraform', () => {
  it('is planned back when its code is another, and deployed', async () => {
    const state = await stage.createAction()
    await stage.changeOutside(state.id, { code: 'exports.other = 1' })
    const found = await stage.readAction(state)
    expect(found).toMatchObject({ code: 'exports.other = 1', deploy: false })
    expect((await stage.changeAction(found)).deploy).toBe(true)
  })

  it('is deployed again when only that is missing', async () => {
    const state = await stage.createAction()
    await stage.changeOutside(state.id, { code: CODE })
    const found = await stage.readAction(state)
    expect(found).toEqual({ ...state, deploy: false })
    expect((await stage.planAction(found)).planned).toMatchObject({ deploy: true })
  })

  it('keeps a version that somebody else deployed, when it is of the same draft', async () => {
    const state = await stage.createAction()
    await callTenant(stage, 'POST', `/actions/actions/${state.id}/deploy`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const found = await stage.readAction(state)
    expect(found.version_id).not.toBe(state.version_id)
    expect((await stage.planAction(found)).action).toBe('no-op')
  })

  it('is asked for twice before a list counts that says it is not deployed', async () => {
    const state = await stage.createAction()
    await stage.changeOutside(state.id, { code: CODE })
    stage.tenant.clearRequests()
    await stage.readAction(state)
    expect(callsOf(stage)).toEqual(['GET …/ID', 'GET …/ID'])
  })

  it('warns that its build has failed, with the reason', async () => {
    const state = await stage.createAction()
    await stage.changeOutside(state.id, { code: 'oops(' })
    stage.tenant.clearRequests()
    const { warnings } = await stage.action.read(state)
    expect(warnings).toMatchObject([{ summary: 'Build of Action "users" has failed' }])
    expect(callsOf(stage).filter((call) => !call.startsWith('GET'))).toEqual([])
    expect(warnings[0]?.detail).toMatch(/action\.js:1/)
  })

  it('is removed from the state when it was deleted, with a warning', async () => {
    const state = await stage.createAction()
    await callTenant(stage, 'DELETE', `/actions/actions/${state.id}`)
    const read = await stage.action.read(state)
    expect(read.state).toBeNull()
    expect(read.warnings.map(({ summary }) => summary)).toEqual(['Action "users" not found'])
    expect(read.warnings[0]?.detail).toMatch(/deleted outside .*, or together with the event stream that ran it\./)
  })

  it('is not removed from the state because some other server answers 404', async () => {
    const state = await stage.createAction()
    stage.tenant.faults.next({ times: 5, status: 404 })
    expect((await refusalOf(stage.action.read(state))).diagnostics).toHaveLength(1)
  })

  it('says what to do when it is gone at an update', async () => {
    const state = await stage.createAction()
    await callTenant(stage, 'DELETE', `/actions/actions/${state.id}`)
    const { error } = await failedApply(stage, await stage.planAction(state, { name: 'renamed' }))
    expect(error?.detail).toMatch(/was deleted outside .*-refresh=false/s)
  })
})

describe('deleting an Action', () => {
  it('is one call', async () => {
    await stage.action.destroy(await stage.createAction())
    expect(callsOf(stage)).toEqual(['DELETE …/ID'])
  })

  it('is content when its event stream took it along', async () => {
    const state = await stage.createAction()
    const stream = await stage.create(streamTo(state.id))
    await stage.stream.destroy(stream)
    expect(await stage.action.destroy(state)).toEqual([])
  })

  it('names the event stream that runs it, and the command', async () => {
    const state = await stage.createAction()
    const { id } = await stage.create(streamTo(state.id))
    const { diagnostics } = await refusalOf(stage.action.destroy(state))
    expect(diagnostics).toMatchObject([{ summary: 'Cannot delete Action' }])
    expect(diagnostics[0]?.detail).toContain(`"users" with the id ${id} runs this Action`)
    expect(diagnostics[0]?.detail).toContain(`auth0 event-streams delete ${id}`)
  })
})

describe('taking an Action over', () => {
  it('imports it by its id, and plans nothing when it is deployed', async () => {
    const state = await stage.createAction()
    const imported = (await stage.action.import(state.id)).state
    expect(imported).toEqual(state)
    expect((await stage.planAction(imported)).action).toBe('no-op')
  })

  it('refuses an id that cannot be one', async () => {
    const { diagnostics } = await refusalOf(stage.action.import('users'))
    expect(diagnostics).toMatchObject([{ summary: 'Invalid Action id' }])
  })

  it('sends the secrets that the configuration adds to an import', async () => {
    const secrets = [{ name: 'A', value: '1' }]
    const { id } = await stage.createAction({ secrets })
    const imported = (await stage.action.import(id)).state
    stage.tenant.clearRequests()
    await stage.changeAction(imported, { secrets: [{ name: 'A', value: '2' }] })
    expect(stage.sent('PATCH')).toMatchObject([{ secrets: [{ name: 'A', value: '2' }] }])
  })

  it('moves one from the official provider', async () => {
    const state = await stage.createAction()
    const { status, ...rawState } = state
    expect(status).toBe('built')
    const provider = 'registry.terraform.io/auth0/auth0'
    const moved = await stage.action.move({ provider, typeName: 'auth0_action', rawState: JSON.stringify(rawState) })
    expect(moved).toEqual({ ...state, status: null })
    await built(stage, state.id)
    expect((await stage.planAction(moved)).action).toBe('no-op')
  })

  it('reads a state of an early release of the official provider', async () => {
    const { id, name, code, supported_triggers } = await stage.createAction()
    const old = { id, name, code, supported_triggers, runtime: 'node22', deploy: true, dependencies: [], secrets: [] }
    const state = await stage.action.upgrade(JSON.stringify(old))
    expect(state).toMatchObject({ secrets_wo: [], modules: [], timeouts: null, status: null })
  })
})
