import { UNKNOWN, Unknown } from '../../schema/dsl/index'
import type { ObjectValue } from '../kit/terraform-core'
import { actionStream, bearer, bearerWriteOnly, eventbridgeStream, webhook, webhookStream } from './event-stream-config'
import { setStage } from './stage'

const stage = setStage()

const UNKNOWNS: readonly (readonly [what: string, config: ObjectValue])[] = [
  ['name', webhookStream(undefined, { name: UNKNOWN })],
  ['name that is known not to be null', webhookStream(undefined, { name: new Unknown({ isNull: false }) })],
  [
    'name of which the prefix is known',
    webhookStream(undefined, { name: new Unknown({ isNull: false, stringPrefix: 'prod-' }) }),
  ],
  ['destination_type', webhookStream(undefined, { destination_type: UNKNOWN })],
  ['status', webhookStream(undefined, { status: UNKNOWN })],
  ['subscriptions', webhookStream(undefined, { subscriptions: UNKNOWN })],
  ['element of subscriptions', webhookStream(undefined, { subscriptions: ['user.created', UNKNOWN] })],
  ['block', webhookStream(undefined, { webhook_configuration: UNKNOWN })],
  ['block that goes with another type', webhookStream(undefined, { eventbridge_configuration: UNKNOWN })],
  [
    'authorization block',
    webhookStream(undefined, { webhook_configuration: [{ ...webhook(), webhook_authorization: UNKNOWN }] }),
  ],
  ['endpoint', webhookStream(undefined, { webhook_configuration: [{ ...webhook(), webhook_endpoint: UNKNOWN }] })],
  ['method', webhookStream({ ...bearer(), method: UNKNOWN })],
  ['token', webhookStream({ ...bearer(), token: UNKNOWN })],
  ['write-only token', webhookStream({ ...bearerWriteOnly(), token_wo: UNKNOWN })],
  ['version of a write-only token', webhookStream({ ...bearerWriteOnly(), token_wo_version: UNKNOWN })],
  ['action_id', actionStream('', { action_configuration: [{ action_id: UNKNOWN }] })],
  ['AWS account', eventbridgeStream({ aws_account_id: UNKNOWN })],
]

describe('a configuration with an unknown value', () => {
  it.each(UNKNOWNS)('plans a create without complaint: %s', async (_, config) => {
    expect(await stage.stream.plan({ config })).toMatchObject({ action: 'create', warnings: [] })
  })

  it.each(UNKNOWNS.filter(([what]) => !/type|AWS|action_id/.test(what)))(
    'plans an update of a stream that is there: %s',
    async (what, config) => {
      const prior = await stage.create(webhookStream(what.includes('write-only') ? bearerWriteOnly() : bearer()))
      const { action } = await stage.stream.plan({ prior, config })
      expect(action).toBe(what === 'write-only token' ? 'no-op' : 'update')
    },
  )

  it('applies what became known since the plan', async () => {
    const change = await stage.stream.plan({ config: webhookStream(undefined, { name: UNKNOWN }) })
    const { state } = await stage.stream.apply(change, webhookStream(undefined, { name: 'people' }))
    expect(state.name).toBe('people')
  })

  it('applies an unknown block that became known since the plan', async () => {
    const change = await stage.stream.plan({ config: webhookStream(undefined, { webhook_configuration: UNKNOWN }) })
    const { state } = await stage.stream.apply(change, webhookStream())
    expect(state.webhook_configuration).toHaveLength(1)
  })

  it('applies a subscription that turns out to be a repetition', async () => {
    function written(second: ObjectValue[string]) {
      return webhookStream(undefined, { subscriptions: ['user.created', second] })
    }
    const change = await stage.stream.plan({ config: written(UNKNOWN) })
    const { state } = await stage.stream.apply(change, written('user.created'))
    expect(await stage.actionOf(state, written('user.created'))).toBe('no-op')
  })

  it('updates nothing when an unknown name turns out as it was', async () => {
    const prior = await stage.create(webhookStream())
    const change = await stage.stream.plan({ prior, config: webhookStream(undefined, { name: UNKNOWN }) })
    await stage.stream.apply(change, webhookStream())
    expect(stage.sent('PATCH')).toEqual([])
  })

  it('replaces a stream whose action is not known yet', async () => {
    stage.tenant.addAction({ id: 'act-1' })
    const prior = await stage.create(actionStream('act-1'))
    const config = actionStream('', { action_configuration: [{ action_id: UNKNOWN }] })
    expect((await stage.stream.plan({ prior, config })).action).toBe('replace')
  })
})
