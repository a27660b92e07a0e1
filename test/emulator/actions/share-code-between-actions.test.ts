import { ACTIONS, actionKit } from './action-kit'

const MODULES = '/api/v2/actions/modules'
const NOWHERE = '00000000-0000-4000-8000-000000000000'
const code = 'module.exports = { greet: (name) => `Hello, ${name}!` }'

function moduleKit() {
  const kit = actionKit()
  async function createModule(overrides: object = {}) {
    return (await kit.call('POST', MODULES, { name: 'greeting', code, ...overrides })).body
  }
  async function publish(id: string) {
    return (await kit.call('POST', `${MODULES}/${id}/versions`)).body
  }
  async function read(path: string) {
    return (await kit.call('GET', `${MODULES}/${path}`)).body
  }
  return { ...kit, createModule, publish, read }
}

describe('a module', () => {
  it('begins as a draft without versions, in the shape of recorded answers', async () => {
    const { createModule } = moduleKit()
    expect(await createModule({ secrets: [{ name: 'KEY', value: 'hush' }] })).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'greeting',
      code,
      dependencies: [],
      secrets: [{ name: 'KEY', updated_at: '2026-01-01T00:00:00.000000Z' }],
      all_changes_published: false,
      actions_using_module_total: 0,
      created_at: '2026-01-01T00:00:00.000000Z',
      updated_at: '2026-01-01T00:00:00.000000Z',
    })
  })

  it('is published version by version, the newest first', async () => {
    const { call, createModule, publish, read } = moduleKit()
    const { id } = await createModule()
    const first = await publish(id)
    await call('PATCH', `${MODULES}/${id}`, { code: 'module.exports = 2' })
    expect((await read(id)).all_changes_published).toBe(false)
    await publish(id)
    expect(await read(id)).toMatchObject({ all_changes_published: true, latest_version: { version_number: 2 } })
    const { versions, total } = await read(`${id}/versions`)
    expect([total, versions.map((version: { code: string }) => version.code)]).toEqual([
      2,
      ['module.exports = 2', code],
    ])
    expect(await read(`${id}/versions/${first.id}`)).toEqual(first)
  })

  it('is published at its creation when asked to, and goes back to what a version was', async () => {
    const { call, createModule, read } = moduleKit()
    const { id, latest_version } = await createModule({ publish: true })
    await call('PATCH', `${MODULES}/${id}`, { code: 'module.exports = 2', secrets: [] })
    const { status } = await call('POST', `${MODULES}/${id}/rollback`, { module_version_id: latest_version.id })
    expect([status, (await read(id)).code, (await read(id)).all_changes_published]).toEqual([200, code, true])
  })

  it('changes what a PATCH names, and answers with the time of the change before', async () => {
    const { call, createModule, pass, read } = moduleKit()
    const { id } = await createModule({ dependencies: [{ name: 'lodash', version: '4.17.21' }] })
    pass(1000)
    const { body } = await call('PATCH', `${MODULES}/${id}`, { secrets: [{ name: 'KEY', value: 'hush' }] })
    expect(body).toMatchObject({ dependencies: [{ name: 'lodash' }], updated_at: '2026-01-01T00:00:00.000000Z' })
    expect((await read(id)).updated_at).toBe('2026-01-01T00:00:01.000000Z')
  })

  it('is listed page by page, and is gone once deleted', async () => {
    const { call, createModule, read } = moduleKit()
    const [first, second] = [await createModule(), await createModule({ name: 'other' })]
    const { body } = await call('GET', `${MODULES}?page=1&per_page=1`)
    expect(body).toMatchObject({ modules: [{ id: second.id }], total: 2, page: 1, per_page: 1 })
    expect((await call('DELETE', `${MODULES}/${first.id}`)).status).toBe(204)
    expect((await read(first.id)).message).toBe('That action module does not exist.')
  })

  it.each([
    [{ name: 'greeting' }, 409],
    [{ name: '' }, 400],
    [{ name: 'new', code: 1 }, 400],
    [{ name: 'new', secret: [] }, 400],
  ])('is refused: %j', async (overrides, status) => {
    const { call, createModule } = moduleKit()
    await createModule()
    expect((await call('POST', MODULES, { code, ...overrides })).status).toBe(status)
  })
})

describe('an Action with a module', () => {
  it('names the version that it uses, in all its answers', async () => {
    const { createModule, publish, createBuilt, deploy, at } = moduleKit()
    const { id: module_id } = await createModule()
    const { id: module_version_id } = await publish(module_id)
    const modules = [{ module_id, module_version_id }]
    const shown = [{ module_id, module_name: 'greeting', module_version_id, module_version_number: 1 }]
    const action = await createBuilt({ modules })
    expect([action.modules, (await deploy(action.id)).modules]).toEqual([shown, shown])
    expect((await at(action.id)).body).toMatchObject({ modules: shown, deployed_version: { modules: shown } })
  })

  it('keeps it through a PATCH that does not mention it', async () => {
    const { createModule, publish, create, change } = moduleKit()
    const { id: module_id } = await createModule()
    const modules = [{ module_id, module_version_id: (await publish(module_id)).id }]
    const { id } = await create({ modules })
    expect((await change(id, { name: 'renamed' })).body.modules).toMatchObject(modules)
    expect((await change(id, { modules: [] })).body).not.toHaveProperty('modules')
  })

  it('holds the module: it is counted, listed and not deleted', async () => {
    const { call, createModule, publish, create, read } = moduleKit()
    const { id: module_id } = await createModule()
    const { id: module_version_id } = await publish(module_id)
    const { id: action_id, name: action_name } = await create({ modules: [{ module_id, module_version_id }] })
    expect((await read(module_id)).actions_using_module_total).toBe(1)
    expect((await read(`${module_id}/actions`)).actions).toMatchObject([
      { action_id, action_name, module_version_id, module_version_number: 1 },
    ])
    const { status, body } = await call('DELETE', `${MODULES}/${module_id}`)
    expect([status, body.message]).toEqual([412, 'The module is in use by users.'])
  })

  it('is refused when there is no such version', async () => {
    const { call, createModule } = moduleKit()
    const { id: module_id } = await createModule()
    const { status, body } = await call('POST', ACTIONS, {
      name: 'users',
      supported_triggers: [{ id: 'event-stream' }],
      modules: [{ module_id, module_version_id: NOWHERE }],
    })
    expect([status, body.message]).toEqual([400, `The module ${module_id} has no version ${NOWHERE}.`])
  })

  it('runs with the published code and its secrets, whatever the draft has become', async () => {
    const { call, createModule, publish, createBuilt } = moduleKit()
    const shared = 'let n = 0; module.exports = () => `${actions.secrets.KEY} ${(n += 1)}`'
    const { id: module_id } = await createModule({ code: shared, secrets: [{ name: 'KEY', value: 'hush' }] })
    const { id: module_version_id } = await publish(module_id)
    await call('PATCH', `${MODULES}/${module_id}`, { code: 'throw new Error("draft")' })
    const load = "require('actions:greeting')"
    const { id } = await createBuilt({
      code: `exports.onExecuteEventStream = async () => { ${load}(); throw new Error(${load}()) }`,
      modules: [{ module_id, module_version_id }],
    })
    const { body } = await call('POST', `${ACTIONS}/${id}/test`, { payload: {} })
    expect(body.payload.error.message).toBe('hush 2')
  })

  it('cannot load a module that it does not list', async () => {
    const { call, createModule, createBuilt } = moduleKit()
    await createModule({ publish: true })
    const { id } = await createBuilt({ code: "require('actions:greeting')" })
    const { body } = await call('POST', `${ACTIONS}/${id}/test`, { payload: {} })
    expect(body.payload.error.message).toBe("Cannot find module 'actions:greeting': the Action does not list it")
  })
})
