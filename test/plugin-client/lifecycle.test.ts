import type { ObjectValue } from '../kit/terraform-core'
import { AUTHORIZATIONS, actionStream, eventbridgeStream, SECRET, webhookStream } from './event-stream-config'
import { refusalOf, setStage } from './stage'

const stage = setStage()

type Case = readonly [name: string, configOf: (members?: ObjectValue) => ObjectValue]

const DESTINATIONS: readonly Case[] = [
  ['EventBridge', (members) => eventbridgeStream({}, members)],
  ['an Action', (members) => actionStream('act-1', members)],
  ...AUTHORIZATIONS.map(
    ([name, authorization]): Case => [`a webhook (${name})`, (members) => webhookStream(authorization, members)],
  ),
]

describe.each(DESTINATIONS)('an event stream to %s', (_, configOf) => {
  beforeEach(() => void stage.tenant.addAction({ id: 'act-1' }))

  it('is created by one POST', async () => {
    await stage.stream.apply(await stage.stream.plan({ config: configOf() }))
    expect(stage.calls()).toEqual(['POST /api/v2/event-streams'])
  })

  it('plans nothing after create', async () => {
    const state = await stage.create(configOf())
    expect(await stage.actionOf(state, configOf())).toBe('no-op')
  })

  it('reads back what create returned', async () => {
    const state = await stage.create(configOf())
    expect(await stage.stream.read(state)).toEqual({ state, warnings: [] })
  })

  it('is renamed by one PATCH that holds the name alone', async () => {
    const state = await stage.create(configOf())
    await stage.change(state, configOf({ name: 'people' }))
    expect([stage.calls(), stage.sent('PATCH')]).toEqual([
      [`PATCH /api/v2/event-streams/${state.id}`],
      [{ name: 'people' }],
    ])
  })

  it('plans nothing after a rename, refreshed or not', async () => {
    const renamed = await stage.change(await stage.create(configOf()), configOf({ name: 'people' }))
    const { state } = await stage.stream.read(renamed)
    expect([await stage.actionOf(renamed, configOf({ name: 'people' })), state]).toEqual(['no-op', renamed])
  })

  it('changes only its name and updated_at when it is renamed', async () => {
    const state = await stage.create(configOf())
    const renamed = await stage.change(state, configOf({ name: 'people' }))
    expect(renamed).toEqual({ ...state, name: 'people', updated_at: renamed.updated_at })
  })

  it('is gone after one DELETE', async () => {
    const state = await stage.create(configOf())
    await stage.stream.destroy(state)
    expect([stage.calls(), stage.tenant.eventStreams()]).toEqual([[`DELETE /api/v2/event-streams/${state.id}`], []])
  })
})

describe.each(AUTHORIZATIONS)('a webhook with %s authorization', (_, authorization) => {
  it('sends its secret at create', async () => {
    const { id } = await stage.create(webhookStream(authorization))
    expect(Object.values(stage.tenant.secrets(id) ?? {})).toEqual([SECRET])
  })

  it('keeps its secret in the state exactly when that is configured', async () => {
    const state = await stage.create(webhookStream(authorization))
    const isWriteOnly = Object.keys(authorization).some((name) => name.endsWith('_wo'))
    expect(JSON.stringify(state).includes(SECRET)).toBe(!isWriteOnly)
  })
})

describe('an event stream that is disabled', () => {
  it('is created disabled', async () => {
    const state = await stage.create(webhookStream(undefined, { status: 'disabled' }))
    expect(state.status).toBe('disabled')
  })

  it('stays disabled when the configuration no longer says so', async () => {
    const state = await stage.create(webhookStream(undefined, { status: 'disabled' }))
    expect(await stage.actionOf(state, webhookStream())).toBe('no-op')
  })

  it('is enabled by a PATCH of the status alone', async () => {
    const state = await stage.create(webhookStream(undefined, { status: 'disabled' }))
    await stage.change(state, webhookStream(undefined, { status: 'enabled' }))
    expect(stage.sent('PATCH')).toEqual([{ status: 'enabled' }])
  })
})

describe('the data source of an event stream', () => {
  it('reads a stream by its id', async () => {
    const { id, name, created_at } = await stage.create(eventbridgeStream())
    const data = await stage.core.readDataSource('auth0_event_stream', { id })
    expect(data).toMatchObject({ id, name, created_at, subscriptions: ['user.created', 'user.updated'] })
  })

  it('holds no secret', async () => {
    const { id } = await stage.create(webhookStream())
    const data = await stage.core.readDataSource('auth0_event_stream', { id })
    expect(JSON.stringify(data)).not.toContain(SECRET)
  })

  it.each(['users', 'est_short', 'a/b', '../est_1111111111111111111111'])(
    'asks Auth0 for the id %j, as one part of the path',
    async (id) => {
      await refusalOf(stage.core.readDataSource('auth0_event_stream', { id }))
      expect(stage.calls()).toEqual([`GET /api/v2/event-streams/${encodeURIComponent(id)}`])
    },
  )

  it.each(['', ' ', '.', '..'])('refuses the id %j at its path, without a call', async (id) => {
    const { diagnostics } = await refusalOf(stage.core.readDataSource('auth0_event_stream', { id }))
    expect([diagnostics, stage.calls()]).toEqual([
      [expect.objectContaining({ severity: 'error', summary: 'Invalid event stream id', path: 'id' })],
      [],
    ])
  })
})
