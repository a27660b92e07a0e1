import type { Fault } from '../../emulator/index'
import type { ObjectValue } from '../kit/terraform-core'
import { bearer, bearerWriteOnly, type StreamState, webhookStream } from './event-stream-config'
import { refusalOf, setStage } from './stage'

const stage = setStage()

describe('an update of a secret of which the answer is lost', () => {
  const LOST: Fault = { match: { method: 'PATCH' }, times: 3, status: 503, applied: true }
  async function changeInDoubt(prior: StreamState, config: ObjectValue): Promise<StreamState> {
    const change = await stage.stream.plan({ prior, config })
    stage.tenant.faults.next(LOST)
    const { state } = await refusalOf(stage.stream.apply(change))
    return (await stage.stream.read(state as StreamState)).state as StreamState
  }

  it.each([
    ['in the state', bearer('old-secret'), bearer('new-secret')],
    ['write-only', bearerWriteOnly(1, 'old-secret'), bearerWriteOnly(2, 'new-secret')],
  ])('is undone when the user goes back to the old one (%s)', async (_, before, after) => {
    const state = await changeInDoubt(await stage.create(webhookStream(before)), webhookStream(after))
    expect(stage.tenant.secrets(state.id)).toMatchObject({ token: 'new-secret' })
    await stage.change(state, webhookStream(before))
    expect(stage.tenant.secrets(state.id)).toMatchObject({ token: 'old-secret' })
  })

  it('is made again when the user stays with the new one', async () => {
    const state = await changeInDoubt(
      await stage.create(webhookStream(bearer('old-secret'))),
      webhookStream(bearer('b')),
    )
    const next = await stage.change(state, webhookStream(bearer('b')))
    expect(await stage.actionOf(next, webhookStream(bearer('b')))).toBe('no-op')
  })

  it('forgets no secret when the secret was not part of it', async () => {
    const prior = await stage.create(webhookStream())
    const state = await changeInDoubt(prior, webhookStream(undefined, { name: 'people' }))
    expect(state.webhook_configuration).toEqual(prior.webhook_configuration)
  })

  it('forgets no secret when Auth0 refused', async () => {
    const prior = await stage.create(webhookStream())
    const change = await stage.stream.plan({ prior, config: webhookStream(bearer('new-secret')) })
    stage.tenant.faults.next({ match: { method: 'PATCH' }, status: 403 })
    expect((await refusalOf(stage.stream.apply(change))).state).toEqual(prior)
  })
})
