import type { JsonObject } from '../../emulator/index'
import { itOnEmulator, openTarget, type Target, uniqueName, webhookStream } from './target'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

const ACTIONS = '/api/v2/actions/actions'
const MODULES = '/api/v2/actions/modules'
const STREAMS = '/api/v2/event-streams'
const code = 'exports.onExecuteEventStream = async (event, api) => {}'
function trigger(id = 'event-stream') {
  return [{ id, version: 'v1' }]
}

function createAction(overrides: JsonObject = {}) {
  return target.call('POST', ACTIONS, { name: uniqueName(), supported_triggers: trigger(), code, ...overrides })
}

/** Asks for an action until it is as the case needs it; a real tenant takes some seconds. */
async function actionWhen(id: string, isReady: (action: { status: string; all_changes_deployed: boolean }) => boolean) {
  for (let tries = 0; tries < 400; tries += 1) {
    const { body } = await target.call('GET', `${ACTIONS}/${id}`)
    if (isReady(body)) return body
    await new Promise((resolve) => setTimeout(resolve, target.emulator === undefined ? 500 : 10))
  }
  throw new Error(`Action ${id} did not get ready`)
}

async function deployedAction(): Promise<string> {
  const { body } = await createAction()
  await actionWhen(body.id, ({ status }) => status === 'built')
  await target.call('POST', `${ACTIONS}/${body.id}/deploy`)
  await actionWhen(body.id, ({ all_changes_deployed }) => all_changes_deployed)
  return body.id
}

function actionStream(action_id: string) {
  return webhookStream({ destination: { type: 'action', configuration: { action_id } } })
}

describe('an action', () => {
  it('begins pending, on node22, with times in nanoseconds', async () => {
    const { status, body } = await createAction()
    expect([status, body.status, body.runtime, body.all_changes_deployed]).toEqual([201, 'pending', 'node22', false])
    expect(body.created_at).toMatch(/\.\d{9}Z$/)
  })

  it('is deployed some time after it was asked for', async () => {
    const { body: action } = await createAction()
    await actionWhen(action.id, ({ status }) => status === 'built')
    const { status, body } = await target.call('POST', `${ACTIONS}/${action.id}/deploy`)
    expect([status, body.deployed, body.number]).toEqual([200, false, 1])
    const deployed = await actionWhen(action.id, ({ all_changes_deployed }) => all_changes_deployed)
    expect([deployed.deployed_version.deployed, deployed.current_version.status]).toEqual([true, 'BUILT'])
  })

  it('is pending again after a change, with the old version deployed', async () => {
    const id = await deployedAction()
    const { body } = await target.call('PATCH', `${ACTIONS}/${id}`, { code: `${code} // changed` })
    expect([body.status, body.all_changes_deployed]).toEqual(['pending', false])
  })

  it('never answers the value of a secret', async () => {
    const { body, text } = await createAction({ secrets: [{ name: 'KEY', value: 'hush' }] })
    expect(body.secrets).toEqual([{ name: 'KEY', updated_at: expect.any(String) }])
    expect(text).not.toContain('hush')
  })

  it('is found by its exact name', async () => {
    const { body: action } = await createAction()
    const { body } = await target.call('GET', `${ACTIONS}?actionName=${action.name}`)
    expect([body.total, body.actions[0].id]).toEqual([1, action.id])
  })

  it('answers 404 without an errorCode when it does not exist', async () => {
    const { body } = await target.call('GET', `${ACTIONS}/00000000-0000-4000-8000-000000000000`)
    expect(body).toEqual({ statusCode: 404, error: 'Not Found', message: 'That action does not exist.' })
  })

  itOnEmulator('is not deployed before it is built', 'a real build may be done at once', async () => {
    target.emulator?.tenant.buildFaults.next({ delayMs: 60_000 })
    const { body: action } = await createAction()
    const { status, body } = await target.call('POST', `${ACTIONS}/${action.id}/deploy`)
    expect([status, body.message]).toEqual([400, expect.stringContaining("'built' state")])
  })

  itOnEmulator("fails to build with a module of Node's as a dependency", 'takes a real build minutes', async () => {
    const { body: action } = await createAction({ dependencies: [{ name: 'crypto', version: '17.7.1' }] })
    const { all_changes_deployed } = await actionWhen(action.id, ({ status }) => status === 'failed')
    expect(all_changes_deployed).toBe(false)
  })

  it('has a version for each deployment, in a list and one by one', async () => {
    const id = await deployedAction()
    const { body: list } = await target.call('GET', `${ACTIONS}/${id}/versions`)
    const { body: version } = await target.call('GET', `${ACTIONS}/${id}/versions/${list.versions[0].id}`)
    expect([list.total, version.number, version.deployed, version.action.id]).toEqual([1, 1, true, id])
  })

  it('goes back to an earlier version by making a new one of it', async () => {
    const id = await deployedAction()
    const { body: list } = await target.call('GET', `${ACTIONS}/${id}/versions`)
    const path = `${ACTIONS}/${id}/versions/${list.versions[0].id}/deploy`
    const { status, body } = await target.call('POST', path, { update_draft: true })
    expect([status, body.number, body.code]).toEqual([200, 2, code])
  })

  it('can be for the event-stream trigger', async () => {
    const { status, body } = await target.call('GET', '/api/v2/actions/triggers')
    const found = body.triggers.find(({ id }: { id: string }) => id === 'event-stream')
    expect([status, found.version, found.status]).toEqual([200, 'v1', 'CURRENT'])
  })

  it('is gone once deleted', async () => {
    const { body: action } = await createAction()
    const { status } = await target.call('DELETE', `${ACTIONS}/${action.id}`)
    const { status: after } = await target.call('GET', `${ACTIONS}/${action.id}`)
    expect([status, after]).toEqual([204, 404])
  })
})

describe('an action module', () => {
  it('is published, used by an action, and kept while it is in use', async () => {
    const { body: module } = await target.call('POST', MODULES, { name: uniqueName(), code: 'module.exports = 1' })
    expect([module.all_changes_published, module.actions_using_module_total]).toEqual([false, 0])
    const { status, body: version } = await target.call('POST', `${MODULES}/${module.id}/versions`)
    expect([status, version.version_number, version.module_id]).toEqual([200, 1, module.id])
    const modules = [{ module_id: module.id, module_version_id: version.id }]
    const { body: action } = await createAction({ modules })
    expect(action.modules).toEqual([{ ...modules[0], module_name: module.name, module_version_number: 1 }])
    const { body: read } = await target.call('GET', `${MODULES}/${module.id}`)
    expect([read.all_changes_published, read.latest_version.id]).toEqual([true, version.id])
    expect((await target.call('DELETE', `${MODULES}/${module.id}`)).status).toBeGreaterThanOrEqual(400)
    await target.call('DELETE', `${ACTIONS}/${action.id}`)
    expect((await target.call('DELETE', `${MODULES}/${module.id}`)).status).toBe(204)
  })
})

describe('an event stream with an action', () => {
  it('is created when the action is deployed', async () => {
    const action_id = await deployedAction()
    const { status, body } = await target.call('POST', STREAMS, actionStream(action_id))
    expect([status, body.destination]).toEqual([201, { type: 'action', configuration: { action_id } }])
  })

  it('is refused when the action does not exist', async () => {
    const { status } = await target.call('POST', STREAMS, actionStream('00000000-0000-4000-8000-000000000000'))
    expect(status).toBe(400)
  })

  it('is refused when the action is not deployed', async () => {
    const { body: action } = await createAction()
    const { status, body } = await target.call('POST', STREAMS, actionStream(action.id))
    expect(status).toBe(400)
    expect(body.message).toContain('deployed')
  })

  it('is created while the action is being deployed', async () => {
    const { body: action } = await createAction()
    await actionWhen(action.id, ({ status }) => status === 'built')
    await target.call('POST', `${ACTIONS}/${action.id}/deploy`)
    const { status } = await target.call('POST', STREAMS, actionStream(action.id))
    expect(status).toBe(201)
  })

  itOnEmulator('is refused when the action is for another trigger', 'needs an action made for it', async () => {
    const action = target.emulator?.tenant.addAction({ trigger: 'post-login' })
    const { status, body } = await target.call('POST', STREAMS, actionStream(String(action?.['id'])))
    expect(status).toBe(400)
    expect(body.message).toContain('event-stream trigger')
  })

  it('refuses its destination in a change, even the same', async () => {
    const body = actionStream(await deployedAction())
    const { body: stream } = await target.call('POST', STREAMS, body)
    const { status } = await target.call('PATCH', `${STREAMS}/${stream.id}`, {
      destination: body['destination'] ?? null,
    })
    expect(status).toBe(400)
  })

  it('takes its action along when it is deleted', async () => {
    const action_id = await deployedAction()
    const { body: stream } = await target.call('POST', STREAMS, actionStream(action_id))
    await target.call('DELETE', `${STREAMS}/${stream.id}`)
    const { status } = await target.call('GET', `${ACTIONS}/${action_id}`)
    expect(status).toBe(404)
  })

  itOnEmulator('keeps its action from being deleted, unless forced', 'not published for event streams', async () => {
    const action_id = await deployedAction()
    await target.call('POST', STREAMS, actionStream(action_id))
    const { status, body } = await target.call('DELETE', `${ACTIONS}/${action_id}`)
    const { status: forced } = await target.call('DELETE', `${ACTIONS}/${action_id}?force=true`)
    expect([status, body.message, forced]).toEqual([409, 'Unable to delete an action bound to a trigger.', 204])
  })
})
