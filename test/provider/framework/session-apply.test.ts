import { error, type ObjectValue, UncertainUpdate, warning } from '../../../provider/framework/index'
import { UNKNOWN } from '../../../schema/dsl/index'
import { ApiError, configuredSession, rememberingLogger, settled } from './fake-session'
import { config, loginBlock, state, values } from './sample'

const PLANNED = values({ size: 'small', id: UNKNOWN, status: UNKNOWN, changed_at: UNKNOWN })
const CREATE = { prior: null, planned: PLANNED, config: config() }
const UPDATE = { prior: state({ name: 'old' }), planned: state({ changed_at: UNKNOWN }), config: config() }
const DELETE = { prior: state(), planned: null, config: null }

function throwing(thrown: unknown) {
  return async () => {
    throw thrown
  }
}

describe('applying', () => {
  it.each([
    ['a create', CREATE, settled(PLANNED)],
    ['an update', UPDATE, settled(UPDATE.planned)],
    ['a delete', DELETE, null],
  ])('gives the new state of %s', async (_, request, expected) => {
    const { session, resource } = await configuredSession()
    expect(await session.applyResourceChange(resource, request)).toEqual({ state: expected, diagnostics: [] })
  })

  it('hands the warnings of the resource on beside the state', async () => {
    const careful = warning('Careful', 'The box is heavy.')
    async function create() {
      return { state: settled(PLANNED), diagnostics: [careful] }
    }
    const { session, resource } = await configuredSession({ resource: { create } })
    const answer = await session.applyResourceChange(resource, CREATE)
    expect(answer).toEqual({ state: settled(PLANNED), diagnostics: [careful] })
  })

  it('keeps the state of a write that came only half way, with its error alone', async () => {
    const halfway = error('Not deployed', 'The box is not deployed.')
    async function create() {
      return { state: settled({ ...PLANNED, size: 'large' }), diagnostics: [halfway] }
    }
    const { session, resource } = await configuredSession({ resource: { create } })
    const answer = await session.applyResourceChange(resource, CREATE)
    expect(answer).toEqual({ state: settled({ ...PLANNED, size: 'large' }), diagnostics: [halfway] })
  })

  it('gives an update the prior state, the plan and the configuration', async () => {
    const update = jest.fn(async () => ({ state: settled(UPDATE.planned) }))
    const { session, resource } = await configuredSession({ resource: { update } })
    await session.applyResourceChange(resource, UPDATE)
    const request = { prior: UPDATE.prior, plan: UPDATE.planned, config: UPDATE.config }
    expect(update).toHaveBeenCalledWith(request, expect.anything())
  })
})

describe('applying when the API refuses', () => {
  const refused = new ApiError('The room is full.')

  it.each([
    ['create', CREATE, null],
    ['update', UPDATE, UPDATE.prior],
    ['delete', DELETE, DELETE.prior],
  ] as const)('leaves the state as it was before the %s, and explains', async (operation, request, before) => {
    const { session, resource } = await configuredSession({ resource: { [operation]: throwing(refused) } })
    expect(await session.applyResourceChange(resource, request)).toEqual({
      state: before,
      diagnostics: [{ severity: 'error', summary: `Cannot ${operation} box`, detail: 'The room is full.' }],
    })
  })
})

describe('applying an update that may have been carried out', () => {
  it('leaves what is certain, and explains the error itself', async () => {
    const certain = state({ name: 'old', changed_at: null })
    const update = throwing(new UncertainUpdate(certain, new ApiError('The line went dead.')))
    const { session, resource } = await configuredSession({ resource: { update } })
    expect(await session.applyResourceChange(resource, UPDATE)).toEqual({
      state: certain,
      diagnostics: [{ severity: 'error', summary: 'Cannot update box', detail: 'The line went dead.' }],
    })
  })
})

describe('applying when the resource has a bug', () => {
  async function bugOf(over: object, request = CREATE, logger = rememberingLogger()) {
    const { session, resource } = await configuredSession({ resource: over, log: logger.log })
    return session.applyResourceChange(resource, request)
  }

  it('reports what it threw as a bug of the provider', async () => {
    const { diagnostics } = await bugOf({ create: throwing(new TypeError('x is not a function')) })
    expect(diagnostics).toMatchObject([
      {
        severity: 'error',
        summary: 'Provider bug',
        detail: expect.stringContaining('failed to create sample_box (TypeError: x is not a function)'),
      },
    ])
  })

  it.each(['hush', new Error('hush is no token'), new TypeError('"hush"')])(
    'never quotes a secret: %s',
    async (thrown) => {
      const login = [loginBlock({ method: 'key', key_wo: 'hush', key_wo_version: 1 })]
      const request = { ...CREATE, config: config({ login }) }
      expect(JSON.stringify(await bugOf({ create: throwing(thrown) }, request))).not.toContain('hush')
    },
  )

  it('writes the stack to the log, and never to the user', async () => {
    const logger = rememberingLogger()
    const { diagnostics } = await bugOf({ create: throwing(new Error('broken')) }, CREATE, logger)
    expect(JSON.stringify(diagnostics)).not.toContain('session-apply')
    expect(logger.errors).toMatchObject([{ operation: 'create', error: expect.stringContaining('session-apply') }])
  })

  it('turns an unknown value that is left into null, names it, and loses nothing else', async () => {
    const answer = await bugOf({ create: async () => ({ state: { ...settled(PLANNED), changed_at: UNKNOWN } }) })
    expect(answer.state).toEqual({ ...settled(PLANNED), changed_at: null })
    expect(answer.diagnostics).toMatchObject([{ summary: 'Provider bug', path: ['changed_at'] }])
  })

  it('leaves out blocks that are left unknown, and names them', async () => {
    const answer = await bugOf({ create: async () => ({ state: { ...settled(PLANNED), login: UNKNOWN } }) })
    expect(answer.state).toEqual(settled(PLANNED))
    expect(answer.diagnostics).toMatchObject([{ summary: 'Provider bug', path: ['login'] }])
  })

  it('names where an update lost what was to stay', async () => {
    const { session, resource } = await configuredSession({
      resource: { update: async ({ plan }: { plan: ObjectValue }) => ({ state: { ...settled(plan), id: 'other' } }) },
    })
    const { diagnostics } = await session.applyResourceChange(resource, UPDATE)
    expect(diagnostics).toMatchObject([{ summary: 'Provider bug', path: ['id'] }])
  })

  it.each([
    ['create', CREATE, null],
    ['update', UPDATE, UPDATE.prior],
  ] as const)('reports that a %s gave no state', async (operation, request, before) => {
    const { session, resource } = await configuredSession({ resource: { [operation]: async () => ({ state: null }) } })
    expect(await session.applyResourceChange(resource, request)).toMatchObject({
      state: before,
      diagnostics: [{ summary: 'Provider bug', detail: expect.stringContaining(`no state after the ${operation}`) }],
    })
  })
})

describe('applying when the API keeps another value than the user wrote', () => {
  async function answering(planned: ObjectValue, changes: ObjectValue) {
    async function create() {
      return { state: { ...settled(planned), ...changes } }
    }
    const { session, resource } = await configuredSession({ resource: { create } })
    return session.applyResourceChange(resource, { ...CREATE, planned })
  }

  it('keeps the planned value and warns what the API keeps', async () => {
    const { state: kept, diagnostics } = await answering(PLANNED, { name: 'trimmed' })
    expect(kept).toMatchObject({ name: PLANNED['name'] })
    expect(diagnostics).toMatchObject([
      { severity: 'warning', path: ['name'], detail: expect.stringContaining('keeps "trimmed" instead of') },
    ])
  })

  it('quotes no secret', async () => {
    const planned = { ...PLANNED, login: [loginBlock({ key: 'mine' })] }
    const { diagnostics } = await answering(planned, { login: [loginBlock({ key: 'hush' })] })
    expect(diagnostics).toMatchObject([{ severity: 'warning', path: ['login', 0] }])
    expect(JSON.stringify(diagnostics)).not.toMatch(/hush|mine/)
  })
})
