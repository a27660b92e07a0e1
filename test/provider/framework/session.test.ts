import { error, type Replacement, warning } from '../../../provider/framework/index'
import { UNKNOWN } from '../../../schema/dsl/index'
import { ApiError, configuredSession, fakeSchema, fakeSession, rememberingLogger } from './fake-session'
import { proposed } from './proposed'
import { config, loginBlock, sample, state, values } from './sample'

describe('a session before its configuration', () => {
  it('plans', () => {
    const { session, resource } = fakeSession()
    const { diagnostics } = session.planResourceChange(resource, { prior: null, proposed: values(), config: config() })
    expect(diagnostics).toEqual([])
  })

  it('reports an operation as a bug', async () => {
    const { session, resource } = fakeSession()
    expect((await session.readResource(resource, state())).diagnostics).toMatchObject([{ summary: 'Provider bug' }])
  })
})

describe('the configuration of a session', () => {
  it('gives the operations their API', async () => {
    const api = { url: 'somewhere' }
    const read = jest.fn(async () => ({ state: state() }))
    const { session, resource } = await configuredSession({ configured: { api }, resource: { read } })
    await session.readResource(resource, state())
    expect(read).toHaveBeenCalledWith({ state: state() }, expect.objectContaining({ api }))
  })

  it('answers with its diagnostics', async () => {
    const wrong = error('Missing credentials', 'There are none.')
    const { session } = fakeSession({ configured: { diagnostics: [wrong] } })
    expect(await session.configure({ key: null }, { terraformVersion: '1.11.4' })).toEqual([wrong])
  })

  it('is no error while it is not known yet', async () => {
    const { session } = fakeSession({ configured: { pending: error('Not known yet', 'Wait.') } })
    expect(await session.configure({ key: UNKNOWN }, { terraformVersion: '1.11.4' })).toEqual([])
  })

  it('is asked for as soon as an operation needs it', async () => {
    const pending = error('Not known yet', 'Wait.')
    const { session, resource } = await configuredSession({ configured: { pending } })
    expect(await session.readResource(resource, state())).toEqual({ state: state(), diagnostics: [pending] })
  })

  it('has its secrets masked in the log', async () => {
    const { log, secrets } = rememberingLogger()
    await fakeSession({ log }).session.configure({ key: 'hush' }, { terraformVersion: '1.11.4' })
    expect(secrets).toEqual(['hush'])
  })
})

describe('reading', () => {
  it('gives the state that the API has', async () => {
    async function read() {
      return { state: state({ name: 'changed' }) }
    }
    const { session, resource } = await configuredSession({ resource: { read } })
    expect(await session.readResource(resource, state())).toEqual({
      state: state({ name: 'changed' }),
      diagnostics: [],
    })
  })

  it('removes from the state what is gone, with the warning of the resource', async () => {
    const gone = warning('Box not found', 'Somebody took it.')
    const { session, resource } = await configuredSession({
      resource: { read: async () => ({ state: null, diagnostics: [gone] }) },
    })
    expect(await session.readResource(resource, state())).toEqual({ state: null, diagnostics: [gone] })
  })

  it('keeps the state when the API fails', async () => {
    async function read(): Promise<never> {
      throw new ApiError('No answer.')
    }
    const { session, resource } = await configuredSession({ resource: { read } })
    expect(await session.readResource(resource, state())).toMatchObject({
      state: state(),
      diagnostics: [{ summary: 'Cannot read box', detail: 'No answer.' }],
    })
  })

  it('does nothing where there is no state', async () => {
    const { session, resource } = await configuredSession()
    expect(await session.readResource(resource, null)).toEqual({ state: null, diagnostics: [] })
  })
})

describe('planning', () => {
  it('plans nothing for an object that goes', () => {
    const { session, resource } = fakeSession()
    expect(session.planResourceChange(resource, { prior: state(), proposed: null, config: null })).toEqual({
      planned: null,
      replacements: [],
      diagnostics: [],
    })
  })

  it('tells what a replacement costs', () => {
    function warnReplacement(replacements: readonly Replacement[]) {
      return [warning('Costly', replacements.map(({ reason }) => reason).join())]
    }
    const { session, resource } = fakeSession({ resource: { warnReplacement } })
    const configured = config({ kind: 'barrel' })
    const request = { prior: state(), proposed: proposed(sample.body, state(), configured), config: configured }
    expect(session.planResourceChange(resource, request).diagnostics).toEqual([
      warning('Costly', 'a box cannot change its kind'),
    ])
  })

  it('does not mention costs where nothing is replaced', () => {
    function warnReplacement() {
      return [warning('Costly', '')]
    }
    const { session, resource } = fakeSession({ resource: { warnReplacement } })
    const request = { prior: state(), proposed: state(), config: config() }
    expect(session.planResourceChange(resource, request).diagnostics).toEqual([])
  })

  it('has the secrets of the configuration masked in the log', () => {
    const { log, secrets } = rememberingLogger()
    const { session, resource } = fakeSession({ log })
    const login = [loginBlock({ method: 'key', key: 'hush', key_wo: 'hushed' })]
    session.planResourceChange(resource, { prior: null, proposed: values({ login }), config: config({ login }) })
    expect(secrets).toEqual(['hush', 'hushed'])
  })
})

describe('validating', () => {
  const login = [loginBlock({ method: 'key', key_wo: 'hush', key_wo_version: 1 })]

  it('accepts a write-only value from a Terraform that knows them', () => {
    expect(fakeSession().session.validateConfig(sample, config({ login }), { writeOnly: true })).toEqual([])
  })

  it('refuses a write-only value from an old Terraform', () => {
    expect(fakeSession().session.validateConfig(sample, config({ login }), { writeOnly: false })).toMatchObject([
      { summary: 'Write-only argument not supported', path: ['login', 0] },
    ])
  })

  it('does not mask what is not known yet', () => {
    const { log, secrets } = rememberingLogger()
    fakeSession({ log }).session.validateConfig(fakeSchema, { key: UNKNOWN })
    expect(secrets).toEqual([])
  })
})

describe('importing', () => {
  it('gives a state in which only the id is set', () => {
    const { session, resource } = fakeSession()
    const nothing = { name: null, kind: null, tags: null }
    expect(session.importResourceState(resource, { id: 'id-9' }).state).toEqual(values({ ...nothing, id: 'id-9' }))
  })

  it('refuses an id that the resource refuses', () => {
    const wrong = error('Invalid id', 'It is short.')
    const { session, resource } = fakeSession({ resource: { importState: () => ({ diagnostic: wrong }) } })
    expect(session.importResourceState(resource, { id: 'x' })).toEqual({ state: null, diagnostics: [wrong] })
  })
})

describe('upgrading a stored state', () => {
  it('hands what it holds to the resource', () => {
    const upgradeState = jest.fn(() => state())
    const { session, resource } = fakeSession({ resource: { upgradeState } })
    session.upgradeResourceState(resource, { version: 0, read: () => values() })
    expect(upgradeState).toHaveBeenCalledWith(values())
  })

  it('refuses one of a later version without reading it', () => {
    const { session, resource } = fakeSession()
    const read = jest.fn()
    expect(session.upgradeResourceState(resource, { version: 1, read })).toMatchObject({
      state: null,
      diagnostics: [{ summary: 'State from a newer provider' }],
    })
    expect(read).not.toHaveBeenCalled()
  })
})
