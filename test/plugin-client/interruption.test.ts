import { eventbridgeStream, type StreamState, webhookStream } from './event-stream-config'
import { refusalOf, type Stage, setStage } from './stage'

const stage = setStage()

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
    stage.tenant.faults.next({ status: 429, headers: { 'retry-after': '30' } })
    const read = refusalOf(stage.stream.read(state))
    await seen(stage, 1)
    await stage.core.stop()
    expect((await read).diagnostics.map(({ summary }) => summary)).toEqual(['Interrupted'])
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
