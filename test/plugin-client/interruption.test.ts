import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventbridgeStream, type StreamState, webhookStream } from './event-stream-config'
import { refusalOf, type Stage, setStage } from './stage'

const folder = mkdtempSync(join(tmpdir(), 'stop-'))
const stage = setStage({ TMPDIR: folder })

// The pause that one test has the tenant ask for would hold the next.
beforeEach(() => {
  const budgets = readdirSync(folder).filter((name) => name.startsWith('auth0-event-streams-'))
  for (const budget of budgets) rmSync(join(folder, budget), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const RATE_LIMIT = { status: 429, headers: { 'retry-after': '30' } }

/** Resolves when the tenant has seen that many Management API calls. */
async function seen({ calls }: Stage, count: number): Promise<void> {
  while (calls().length < count) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('a provider that is told to stop', () => {
  it('lets the answer to a create arrive', async () => {
    const change = await stage.stream.plan({ config: webhookStream() })
    stage.tenant.faults.next({ delayMs: 300 })
    const applied = stage.stream.apply(change)
    await seen(stage, 1)
    await stage.core.stop()
    expect((await applied).state.id).toBe(stage.tenant.eventStreams()[0]?.id)
  })

  it('lets the answer to a delete arrive', async () => {
    const state = await stage.create(webhookStream())
    stage.tenant.faults.next({ delayMs: 300 })
    const destroyed = stage.stream.destroy(state)
    await seen(stage, 1)
    await stage.core.stop()
    expect([await destroyed, stage.tenant.eventStreams()]).toEqual([[], []])
  })

  it('ends a read at once, and keeps the state', async () => {
    const state = await stage.create(webhookStream())
    stage.tenant.faults.next({ delayMs: 900 })
    const read = refusalOf(stage.stream.read(state))
    await seen(stage, 1)
    await stage.core.stop()
    const { diagnostics, state: kept } = await read
    expect([diagnostics.map(({ summary }) => summary), kept]).toEqual([['Interrupted'], state])
  })

  it('ends the wait of a read for the rate limit', async () => {
    const state = await stage.create(webhookStream())
    stage.tenant.faults.next(RATE_LIMIT)
    const read = refusalOf(stage.stream.read(state))
    await seen(stage, 1)
    await stage.core.stop()
    expect((await read).diagnostics.map(({ summary }) => summary)).toEqual(['Interrupted'])
  })

  it('sends no create again that waits for the rate limit', async () => {
    const change = await stage.stream.plan({ config: webhookStream() })
    stage.tenant.faults.next(RATE_LIMIT)
    const applied = refusalOf(stage.stream.apply(change))
    await seen(stage, 1)
    await stage.core.stop()
    const { diagnostics, state } = await applied
    expect([diagnostics.map(({ summary }) => summary), state]).toEqual([['Interrupted'], null])
    expect([stage.calls(), stage.tenant.eventStreams()]).toEqual([['POST /api/v2/event-streams'], []])
  })

  it.each([
    ['PATCH', (state: StreamState) => stage.change(state, webhookStream(undefined, { name: 'people' }))],
    ['DELETE', (state: StreamState) => stage.stream.destroy(state)],
  ] as const)('sends no %s again that waits for the rate limit, and keeps the state', async (method, attempt) => {
    const prior = await stage.create(webhookStream())
    stage.tenant.faults.next(RATE_LIMIT)
    const attempted = refusalOf(attempt(prior))
    await seen(stage, 1)
    await stage.core.stop()
    const { diagnostics, state } = await attempted
    expect([diagnostics.map(({ summary }) => summary), state]).toEqual([['Interrupted'], prior])
    expect(stage.calls()).toEqual([`${method} /api/v2/event-streams/${prior.id}`])
    expect(stage.tenant.eventStreams()).toEqual([expect.objectContaining({ id: prior.id, name: 'users' })])
  })

  it('refuses an operation that begins afterwards', async () => {
    const change = await stage.stream.plan({ config: eventbridgeStream() })
    await stage.core.stop()
    const { diagnostics } = await refusalOf(stage.stream.apply(change))
    expect([diagnostics.map(({ summary }) => summary), stage.calls()]).toEqual([['Interrupted'], []])
  })

  it('stops before it is configured, too', async () => {
    await stage.core.stop()
    await stage.core.stop()
    expect(stage.calls()).toEqual([])
  })

  it('works again after it is configured anew', async () => {
    await stage.core.stop()
    await stage.core.configure()
    const state: StreamState = await stage.create(eventbridgeStream())
    expect(state.name).toBe('users')
  })
})
