import { built, CODE, callsOf, callTenant, failedApply, setActionStage } from './action-stage'

const stage = setActionStage({ deploy: true })

describe('creating an Action', () => {
  it('is one call when it is not to be deployed', async () => {
    const state = await stage.changeAction(null, { deploy: null })
    expect(callsOf(stage)).toEqual(['POST …'])
    expect(state).toMatchObject({ deploy: false, version_id: null, status: 'pending', runtime: 'node22' })
  })

  it('builds, deploys and makes sure, without reading anything twice', async () => {
    const state = await stage.changeAction(null)
    expect(callsOf(stage)).toEqual(['POST …', 'GET …/ID', 'POST …/ID/deploy', 'GET …/ID'])
    expect(state).toMatchObject({ deploy: true, status: 'built', version_id: expect.stringMatching(/-/) })
  })

  it('is complete: the next plan is empty, and so is one after a read', async () => {
    const state = await stage.changeAction(null, {
      runtime: 'node18',
      dependencies: [{ name: 'lodash', version: '4.17.21' }],
      secrets: [
        { name: 'B', value: '2' },
        { name: 'A', value: '1' },
      ],
    })
    const members = {
      runtime: 'node18',
      dependencies: [{ name: 'lodash', version: '4.17.21' }],
      secrets: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    }
    expect((await stage.planAction(state, members)).action).toBe('no-op')
    expect(await stage.readAction(state)).toEqual(state)
    expect(stage.sent('POST')[0]).toMatchObject({ runtime: 'node18-actions' })
  })

  it('reads many of them by a list', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const states = await Promise.all(names.map((name) => stage.createAction({ name })))
    stage.tenant.clearRequests()
    await stage.core.configure()
    await Promise.all(states.map((state) => stage.readAction(state)))
    expect(callsOf(stage)).toEqual(['GET …'])
  })
})

describe('an Action whose build fails', () => {
  const broken = { code: 'exports.onExecuteEventStream = async (event) => {\n  oops(\n}' }

  it('says where in the code, keeps what exists, and is created anew by the next apply', async () => {
    const { error, state } = await failedApply(stage, await stage.planAction(null, broken))
    expect(error).toMatchObject({ summary: 'Build of Action "users" failed', path: 'code' })
    expect(error?.detail).toMatch(/action\.js:3:1\)/)
    expect(error?.detail).toMatch(/Line 3, column 1 of the code:\n\n {2}2 \| {3}oops\(\n {2}3 \| }\n {4}\| \^/)
    expect(state).toMatchObject({ deploy: false, status: 'failed', version_id: null })
    expect(callsOf(stage)).toContain('POST …')
  })

  it('says which dependency, at the dependencies', async () => {
    const dependencies = [{ name: 'crypto', version: '17.7.1' }]
    const { error } = await failedApply(stage, await stage.planAction(null, { dependencies }))
    expect(error?.path).toBe('dependencies')
    expect(error?.detail).toMatch(/crypto@17\.7\.1 cannot be installed/)
  })

  it('shows what Auth0 says of it, whatever that is', async () => {
    stage.tenant.buildFaults.next({ error: 'TypeError: no such thing (handler.js:1:9)' })
    const { error } = await failedApply(stage, await stage.planAction(null))
    expect(error?.detail).toMatch(/no such thing \(handler\.js:1:9\)\.\nLine 1, column 9 of the code/)
  })

  it('leaves what was deployed before, and is replaced by the next plan', async () => {
    const prior = await stage.createAction()
    const { error, state } = await failedApply(stage, await stage.planAction(prior, broken))
    expect(error?.detail).toMatch(/Version 1, which was deployed before, goes on running/)
    expect(state).toMatchObject({ deploy: false, status: 'failed', version_id: prior.version_id, code: broken.code })
    const next = await stage.planAction(state, {})
    expect([next.action, next.replaces]).toEqual(['replace', ['status']])
  })

  it('is warned of before the same draft is built again', async () => {
    const { state } = await failedApply(stage, await stage.planAction(await stage.createAction(), broken))
    const { warnings } = await stage.planAction(state, broken)
    expect(warnings.map(({ summary }) => summary)).toContain('Action "users" has not changed since its build failed')
  })

  it('is corrected in place, with its id, while it is not to be deployed', async () => {
    const { state } = await failedApply(stage, await stage.planAction(await stage.createAction(), broken))
    const draft = await stage.changeAction(state, { deploy: false })
    expect([draft.id, draft.status]).toEqual([state?.id, 'pending'])
    const deployed = await stage.changeAction(await stage.readAction(draft))
    expect([deployed.id, deployed.deploy]).toEqual([state?.id, true])
  })
})

describe('an Action that takes long to build', () => {
  it('is given up after the time that timeouts allows, and goes on with the next apply', async () => {
    const prior = await stage.createAction()
    stage.tenant.buildFaults.next({ delayMs: 2_500 })
    const slow = { code: `${CODE} // 2`, timeouts: { create: '500ms' } }
    const { error, state } = await failedApply(stage, await stage.planAction(prior, slow))
    expect(error?.summary).toBe('Action "users" was not deployed in time')
    expect(error?.detail).toMatch(/has not finished building it/)
    expect(state).toMatchObject({ deploy: false, code: slow.code, version_id: prior.version_id })
    await built(stage, prior.id)
    stage.tenant.clearRequests()
    const next = await stage.changeAction(await stage.readAction(state as never), slow)
    expect(next).toMatchObject({ deploy: true, status: 'built' })
    expect(callsOf(stage).filter((call) => !call.startsWith('GET'))).toEqual(['POST …/ID/deploy'])
  })

  it('is in the state when Terraform is stopped while it waits', async () => {
    const change = await stage.planAction(null)
    stage.tenant.buildFaults.next({ delayMs: 60_000 })
    const failed = failedApply(stage, change)
    while (stage.calls().length < 2) await new Promise((resolve) => setTimeout(resolve, 10))
    await stage.core.stop()
    const { error, state } = await failed
    expect(error?.summary).toBe('Interrupted before Action "users" was deployed')
    expect(error?.detail).toMatch(/terraform untaint 'ADDRESS'/)
    expect(state).toMatchObject({ id: expect.any(String), deploy: false })
  })
})

describe('changing an Action', () => {
  it('sends and deploys the draft', async () => {
    const prior = await stage.createAction({ secrets: [{ name: 'KEY', value: 'v' }] })
    const next = await stage.changeAction(prior, { code: `${CODE}\n`, secrets: [{ name: 'KEY', value: 'v' }] })
    expect(callsOf(stage)).toEqual(['PATCH …/ID', 'GET …/ID', 'POST …/ID/deploy', 'GET …/ID'])
    expect(stage.sent('PATCH')).toEqual([expect.not.objectContaining({ secrets: expect.anything() })])
    expect(next.version_id).not.toBe(prior.version_id)
  })

  it.each([
    ['the timeouts', { timeouts: { create: '10m' } }],
    ['that it is not deployed any more', { deploy: false }],
  ])('calls nothing when only %s changes', async (_, members) => {
    const prior = await stage.createAction()
    const next = await stage.changeAction(prior, members)
    expect(callsOf(stage)).toEqual([])
    expect([next.version_id, next.status]).toEqual([prior.version_id, 'built'])
  })

  it('deploys a draft without sending it again', async () => {
    const prior = await stage.createAction({ deploy: false })
    await stage.changeAction(await stage.readAction(prior))
    expect(callsOf(stage).filter((call) => !call.startsWith('GET'))).toEqual(['POST …/ID/deploy'])
  })

  it('keeps the runtime that is taken out of the configuration', async () => {
    const prior = await stage.createAction({ runtime: 'node18' })
    expect((await stage.planAction(prior)).action).toBe('no-op')
  })
})

describe('an Action that Auth0 does not find everywhere yet', () => {
  const ONE = '^/api/v2/actions/actions/[^/]+'

  it.each([
    ['read', { match: { method: 'GET', path: `${ONE}$` }, status: 404 }],
    ['deployed', { match: { method: 'POST', path: `${ONE}/deploy$` }, status: 404 }],
  ])('is deployed all the same when it cannot be %s at first', async (step, fault) => {
    stage.tenant.faults.next(fault)
    expect(await stage.changeAction(null, { name: `late-${step}` })).toMatchObject({ deploy: true, status: 'built' })
  })
})

describe('an Action of which the response is lost', () => {
  it('is created once, and adopted', async () => {
    const change = await stage.planAction(null)
    stage.tenant.faults.next({ match: { method: 'POST' }, status: 503, applied: true })
    const { state, warnings } = await stage.action.apply(change)
    expect(warnings.map(({ summary }) => summary)).toEqual(['Action "users" was adopted'])
    const { actions } = await callTenant(stage, 'GET', '/actions/actions')
    expect(actions).toMatchObject([{ id: state.id, all_changes_deployed: true }])
  })
})
