import { AUTHORIZATIONS, actionStream, bearer, eventbridgeStream, webhookStream } from './event-stream-config'
import { refusalOf, setStage } from './stage'

const stage = setStage()

const UNUSED_ID = 'est_1111111111111111111111'

describe('import of an event stream', () => {
  it('costs one read', async () => {
    const { id } = await stage.create(eventbridgeStream())
    await stage.stream.import(id)
    expect(stage.calls()).toEqual([`GET /api/v2/event-streams/${id}`])
  })

  it('finds an EventBridge stream as it was created', async () => {
    const state = await stage.create(eventbridgeStream())
    expect(await stage.stream.import(state.id)).toEqual({ state, warnings: [] })
  })

  it('plans nothing for an imported EventBridge stream', async () => {
    const { id } = await stage.create(eventbridgeStream())
    const { state } = await stage.stream.import(id)
    expect(await stage.actionOf(state, eventbridgeStream())).toBe('no-op')
  })

  it('plans nothing for an imported Action stream', async () => {
    stage.tenant.addAction({ id: 'act-1' })
    const { id } = await stage.create(actionStream('act-1'))
    const { state } = await stage.stream.import(id)
    expect(await stage.actionOf(state, actionStream('act-1'))).toBe('no-op')
  })

  it.each(AUTHORIZATIONS)('plans to send the secret, which Auth0 never tells (%s)', async (_, authorization) => {
    const { id } = await stage.create(webhookStream(authorization))
    const { state } = await stage.stream.import(id)
    expect(await stage.actionOf(state, webhookStream(authorization))).toBe('update')
  })

  it.each(AUTHORIZATIONS)('plans nothing once the secret was sent (%s)', async (_, authorization) => {
    const { id } = await stage.create(webhookStream(authorization))
    const { state } = await stage.stream.import(id)
    const updated = await stage.change(state, webhookStream(authorization))
    expect(await stage.actionOf(updated, webhookStream(authorization))).toBe('no-op')
  })
})

describe('import of what cannot be imported', () => {
  it.each(['users', 'est_short', '', `${UNUSED_ID}x`, 'con_1111111111111111111111', `../${UNUSED_ID}`])(
    'refuses the id %j without a call',
    async (id) => {
      const { diagnostics } = await refusalOf(stage.stream.import(id))
      expect([diagnostics.map(({ summary }) => summary), stage.calls()]).toEqual([['Invalid event stream id'], []])
    },
  )

  it('reports an id that no stream has, as Terraform words it', async () => {
    const { diagnostics } = await refusalOf(stage.stream.import(UNUSED_ID))
    expect(diagnostics).toEqual([expect.objectContaining({ summary: 'Cannot import non-existent remote object' })])
  })

  it('refuses the stream of a destination type that is not known', async () => {
    const { id } = await stage.create(webhookStream(bearer()))
    stage.tenant.changeEventStream(id, { destination: { type: 'pigeon' } })
    const { diagnostics } = await refusalOf(stage.stream.import(id))
    expect(diagnostics).toEqual([expect.objectContaining({ detail: expect.stringContaining('"pigeon"') })])
  })
})
