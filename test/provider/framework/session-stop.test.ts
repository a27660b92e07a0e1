import { UncertainUpdate } from '../../../provider/framework/index'
import { configuredSession, settled, untilAborted } from './fake-session'
import { config, state, values } from './sample'

const CREATE = { prior: null, planned: values(), config: config() }
const UPDATE = { prior: state(), planned: state({ name: 'two' }), config: config({ name: 'two' }) }

describe('a session that is stopped', () => {
  it.each(['apply', 'read', 'delete'] as const)('refuses to begin: %s', async (operation) => {
    const { session, resource } = await configuredSession()
    session.stop()
    const answers = {
      apply: () => session.applyResourceChange(resource, UPDATE),
      read: () => session.readResource(resource, state()),
      delete: () => session.applyResourceChange(resource, { prior: state(), planned: null, config: null }),
    }
    expect(await answers[operation]()).toMatchObject({ state: state(), diagnostics: [{ summary: 'Interrupted' }] })
  })

  it('ends a read at once, with the state as it was', async () => {
    const { session, resource } = await configuredSession({
      resource: { read: (_, { signal }) => untilAborted(signal) },
    })
    const reading = session.readResource(resource, state())
    session.stop()
    expect(await reading).toMatchObject({ state: state(), diagnostics: [{ summary: 'Cannot read box' }] })
  })

  it('lets a write in flight finish, so that its state is not lost', async () => {
    let answer: () => void = () => {}
    function create() {
      return new Promise<{ state: ReturnType<typeof settled> }>((resolve) => {
        answer = () => resolve({ state: settled(values()) })
      })
    }
    const { session, resource } = await configuredSession({ resource: { create } })
    const creating = session.applyResourceChange(resource, CREATE)
    session.stop()
    answer()
    expect((await creating).state).toEqual(settled(values()))
  })

  it('gives a write up after the time of grace', async () => {
    jest.useFakeTimers()
    const { session, resource } = await configuredSession({
      resource: { create: (_, { signal }) => untilAborted(signal) },
    })
    const creating = session.applyResourceChange(resource, CREATE)
    session.stop()
    jest.advanceTimersByTime(20_000)
    jest.useRealTimers()
    expect(await creating).toMatchObject({ state: null, diagnostics: [{ summary: 'Cannot create box' }] })
  })

  it('knows that a write that only waited was not done', async () => {
    function update(_: unknown, { cancelWaiting }: { cancelWaiting: AbortSignal }) {
      return untilAborted(cancelWaiting).catch(() => {
        throw new UncertainUpdate(state({ name: 'uncertain' }), cancelWaiting.reason)
      })
    }
    const { session, resource } = await configuredSession({ resource: { update } })
    const updating = session.applyResourceChange(resource, UPDATE)
    session.stop()
    expect(await updating).toEqual({
      state: state(),
      diagnostics: [expect.objectContaining({ summary: 'Interrupted', detail: expect.stringContaining('before') })],
    })
  })

  it('does not give a write up before', async () => {
    jest.useFakeTimers()
    const signals: AbortSignal[] = []
    async function create(_: unknown, { signal }: { signal: AbortSignal }) {
      signals.push(signal)
      return { state: settled(values()) }
    }
    const { session, resource } = await configuredSession({ resource: { create } })
    await session.applyResourceChange(resource, CREATE)
    session.stop()
    jest.advanceTimersByTime(19_999)
    jest.useRealTimers()
    expect(signals.map(({ aborted }) => aborted)).toEqual([false])
  })
})
