import type { JsonObject } from '../../emulator/index'
import { actionStream, bearer, bearerWriteOnly, eventbridgeStream, webhookStream } from './event-stream-config'
import { setStage } from './stage'

const stage = setStage()

async function seenAfter(changes: JsonObject, config = webhookStream()) {
  const prior = await stage.create(config)
  stage.tenant.changeEventStream(prior.id, changes)
  const { state, warnings } = await stage.stream.read(prior)
  if (state === null) throw new Error('the stream is gone')
  return { prior, state, warnings }
}

describe('an event stream that was changed behind Terraform', () => {
  it('shows its new name', async () => {
    const { state } = await seenAfter({ name: 'people' })
    expect(state.name).toBe('people')
  })

  it('gets its configured name back by one PATCH', async () => {
    const { state } = await seenAfter({ name: 'people' })
    stage.tenant.clearRequests()
    await stage.change(state, webhookStream())
    expect(stage.sent('PATCH')).toEqual([{ name: 'users' }])
  })

  it('shows and plans nothing for another order of its subscriptions', async () => {
    const subscriptions = [{ event_type: 'user.updated' }, { event_type: 'user.created' }]
    const { prior, state } = await seenAfter({ subscriptions })
    expect([state.subscriptions, await stage.actionOf(state, webhookStream())]).toEqual([prior.subscriptions, 'no-op'])
  })

  it('shows a subscription that was taken away', async () => {
    const { state } = await seenAfter({ subscriptions: [{ event_type: 'user.updated' }] })
    expect([state.subscriptions, await stage.actionOf(state, webhookStream())]).toEqual([['user.updated'], 'update'])
  })

  it('shows an endpoint that was changed, and plans it back', async () => {
    const configuration = { webhook_endpoint: 'https://example.com/elsewhere' }
    const { state } = await seenAfter({ destination: { configuration } })
    expect(await stage.actionOf(state, webhookStream())).toBe('update')
  })

  it.each([
    ['in the state', bearer()],
    ['write-only', bearerWriteOnly()],
  ])('plans the method back together with the token when the method was changed (%s)', async (_, authorization) => {
    const webhook_authorization = { method: 'basic', username: 'somebody', password: 'unknown' }
    const changes = { destination: { configuration: { webhook_authorization } } }
    const { state } = await seenAfter(changes, webhookStream(authorization))
    const after = await stage.change(state, webhookStream(authorization))
    expect([
      after.webhook_configuration[0]?.webhook_authorization[0]?.method,
      await stage.actionOf(after, webhookStream(authorization)),
    ]).toEqual(['bearer', 'no-op'])
  })
})

describe('an event stream that was disabled behind Terraform', () => {
  it('is reported by one warning at its status', async () => {
    const { warnings } = await seenAfter({ status: 'disabled' })
    expect(warnings).toEqual([
      expect.objectContaining({ severity: 'warning', summary: 'Event stream "users" was disabled', path: 'status' }),
    ])
  })

  it('is left disabled when the configuration does not mention it', async () => {
    const { state } = await seenAfter({ status: 'disabled' })
    expect(await stage.actionOf(state, webhookStream())).toBe('no-op')
  })

  it('is enabled again when the configuration says so', async () => {
    const config = webhookStream(undefined, { status: 'enabled' })
    const { state } = await seenAfter({ status: 'disabled' }, config)
    stage.tenant.clearRequests()
    await stage.change(state, config)
    expect(stage.sent('PATCH')).toEqual([{ status: 'enabled' }])
  })

  it('is reported once, not at every refresh', async () => {
    const { state } = await seenAfter({ status: 'disabled' })
    expect((await stage.stream.read(state)).warnings).toEqual([])
  })
})

describe('an event stream that was deleted behind Terraform', () => {
  async function vanish() {
    const prior = await stage.create(eventbridgeStream())
    stage.tenant.deleteEventStream(prior.id)
    return prior
  }

  it('leaves the state with one warning', async () => {
    const prior = await vanish()
    const { state, warnings } = await stage.stream.read(prior)
    expect([state, warnings.map(({ summary }) => summary)]).toEqual([null, ['Event stream "users" not found']])
  })

  it('is destroyed without complaint', async () => {
    expect(await stage.stream.destroy(await vanish())).toEqual([])
  })

  it('takes its Action along, so that the plan creates a stream that Auth0 refuses', async () => {
    stage.tenant.addAction({ id: 'act-1' })
    const prior = await stage.create(actionStream('act-1'))
    stage.tenant.deleteEventStream(prior.id)
    const plan = await stage.stream.plan({ config: actionStream('act-1') })
    await expect(stage.stream.apply(plan)).rejects.toThrow('act-1')
  })
})
