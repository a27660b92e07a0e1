import { ACTIONS, actionKit, DELAY_MS } from './action-kit'

const FAULTS = '/__emulator/build-faults'
const error = 'SyntaxError: Unexpected token (action.js:3:14)'

describe('a build that a test makes fail', () => {
  it('fails after it was tried again, and its deployment says why', async () => {
    const { call, create, at, pass } = actionKit()
    await call('POST', FAULTS, { error })
    const { id } = await create()
    pass(DELAY_MS)
    expect((await at(id)).body.status).toBe('retrying')
    pass(DELAY_MS)
    expect((await at(id)).body).toMatchObject({ status: 'failed', all_changes_deployed: false })
    const { status, body } = await call('POST', `${ACTIONS}/${id}/deploy`)
    expect([status, body.message]).toEqual([400, expect.stringContaining(error)])
  })

  it('is mended by the next change', async () => {
    const { call, create, change, at, pass } = actionKit()
    await call('POST', FAULTS, { error })
    const { id } = await create()
    pass(2 * DELAY_MS)
    await change(id, {})
    expect((await at(id)).body.status).toBe('built')
  })

  it('is that of the named Action alone, as often as asked for', async () => {
    const { call, create, change, at, pass } = actionKit()
    await call('POST', FAULTS, { action: 'orders', error, times: 2 })
    const [users, orders] = [await create(), await create({ name: 'orders' })]
    pass(2 * DELAY_MS)
    expect((await at(users.id)).body.status).toBe('built')
    expect((await at(orders.id)).body.status).toBe('failed')
    await change(orders.id, {})
    pass(DELAY_MS)
    expect((await at(orders.id)).body.status).toBe('failed')
    expect((await call('GET', FAULTS)).body).toEqual([])
  })

  it.each([
    ['omit', undefined],
    ['include', [{ id: 'injected_error', msg: error, url: expect.stringMatching(/^https:/) }]],
  ] as const)('shows its errors at the Action by the switch: %s', async (draftBuildErrors, errors) => {
    const { call, create, at, pass } = actionKit({ modes: { draftBuildErrors } })
    await call('POST', FAULTS, { error })
    const { id } = await create()
    expect((await at(id)).body).not.toHaveProperty('errors')
    pass(2 * DELAY_MS)
    expect((await at(id)).body.errors).toEqual(errors)
  })

  it('shows them at the version that the creation made', async () => {
    const { call, create, at, pass } = actionKit()
    await call('POST', FAULTS, { error })
    const { id } = await create({ deploy: true })
    pass(2 * DELAY_MS)
    const { versions } = (await at(`${id}/versions`)).body
    expect(versions).toMatchObject([{ status: 'failed', errors: [{ msg: error }] }])
  })
})

describe('a deployment that a test makes fail', () => {
  it('leaves the version before it in place, and has its errors', async () => {
    const { call, createBuilt, change, deploy, at, pass } = actionKit()
    const { id } = await createBuilt()
    await deploy(id)
    await call('POST', FAULTS, { step: 'deploy', error: 'no space left' })
    await change(id, { code: 'exports.onExecuteEventStream = async () => { /* new */ }' })
    await deploy(id)
    pass(DELAY_MS)
    const { body } = await at(id)
    expect([body.current_version.number, body.current_version.status]).toEqual([2, 'FAILED'])
    expect([body.deployed_version.number, body.all_changes_deployed]).toEqual([1, false])
    const [newest] = (await at(`${id}/versions`)).body.versions
    expect(newest).toMatchObject({ number: 2, deployed: false, errors: [{ msg: 'no space left' }] })
  })
})

describe('a slow build', () => {
  it('takes as long as the test says, and so does a slow deployment', async () => {
    const { tenant, create, at, pass, deploy } = actionKit()
    tenant.buildFaults.next({ delayMs: 60_000 })
    tenant.buildFaults.next({ step: 'deploy', delayMs: 30_000 })
    const { id } = await create()
    pass(59_999)
    expect((await at(id)).body.status).toBe('building')
    pass(1)
    expect((await at(id)).body.status).toBe('built')
    await deploy(id)
    expect((await at(id)).body).not.toHaveProperty('deployed_version')
    pass(30_000)
    expect((await at(id)).body.deployed_version.deployed).toBe(true)
  })
})

describe('a build fault', () => {
  it.each([
    [{}, 'needs delayMs or error'],
    [{ times: 2 }, 'needs delayMs or error'],
    [{ eror: 'x' }, 'Did you mean "error"?'],
    [{ error: 'x', step: 'publish' }, "'No enum match for: publish' on property step"],
  ])('that cannot be meant is refused: %j', async (fault, said) => {
    const { call } = actionKit()
    const { status, body } = await call('POST', FAULTS, fault)
    expect([status, body.message]).toEqual([400, expect.stringContaining(said)])
  })

  it('is forgotten by a reset, and by hand', async () => {
    const { call, tenant } = actionKit()
    tenant.buildFaults.next({ error })
    await call('DELETE', FAULTS)
    expect(tenant.buildFaults.pending()).toEqual([])
    tenant.buildFaults.next({ error })
    tenant.reset()
    expect(tenant.buildFaults.pending()).toEqual([])
  })
})
