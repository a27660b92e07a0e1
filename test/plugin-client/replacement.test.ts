import type { ObjectValue } from '../kit/terraform-core'
import { actionStream, eventbridgeStream, webhookStream } from './event-stream-config'
import { setStage } from './stage'

const stage = setStage()

beforeEach(() => {
  stage.tenant.addAction({ id: 'act-1', name: 'one' })
  stage.tenant.addAction({ id: 'act-2', name: 'two' })
})

const REPLACEMENTS: readonly (readonly [what: string, before: ObjectValue, after: ObjectValue, paths: string[]])[] = [
  [
    'the AWS account changes',
    eventbridgeStream(),
    eventbridgeStream({ aws_account_id: '123456789012' }),
    ['eventbridge_configuration[0].aws_account_id'],
  ],
  [
    'the AWS region changes',
    eventbridgeStream(),
    eventbridgeStream({ aws_region: 'us-east-1' }),
    ['eventbridge_configuration[0].aws_region'],
  ],
  ['the Action changes', actionStream('act-1'), actionStream('act-2'), ['action_configuration[0].action_id']],
  [
    'EventBridge gives way to a webhook',
    eventbridgeStream(),
    webhookStream(),
    ['eventbridge_configuration', 'destination_type'],
  ],
  [
    'a webhook gives way to an Action',
    webhookStream(),
    actionStream('act-1'),
    ['action_configuration', 'destination_type'],
  ],
]

describe.each(REPLACEMENTS)('an event stream of which %s', (_, before, after, paths) => {
  it('is replaced, and the plan names what forces it', async () => {
    const prior = await stage.create(before)
    const { action, replaces } = await stage.stream.plan({ prior, config: after })
    expect([action, replaces]).toEqual(['replace', paths])
  })

  it('comes with one warning that begins with the reason', async () => {
    const prior = await stage.create(before)
    const { warnings } = await stage.stream.plan({ prior, config: after })
    expect(warnings).toEqual([
      expect.objectContaining({
        severity: 'warning',
        summary: 'Event stream will be replaced',
        path: paths[0],
        detail: expect.stringMatching(/^Auth0 cannot .*, so the stream "users" is deleted/),
      }),
    ])
  })

  it('is deleted and created by one call each', async () => {
    const prior = await stage.create(before)
    await stage.change(prior, after)
    expect(stage.calls()).toEqual([`DELETE /api/v2/event-streams/${prior.id}`, 'POST /api/v2/event-streams'])
  })

  it('plans nothing afterwards', async () => {
    const state = await stage.change(await stage.create(before), after)
    expect(await stage.actionOf(state, after)).toBe('no-op')
  })

  it('plans new ids and times', async () => {
    const prior = await stage.create(before)
    const { planned } = await stage.stream.plan({ prior, config: after })
    expect([planned.id, planned.created_at, planned.updated_at].map(String)).toEqual(Array(3).fill('(unknown)'))
  })
})

describe('what a replacement costs', () => {
  const warningFor = async (before: ObjectValue, after: ObjectValue) =>
    (await stage.stream.plan({ prior: await stage.create(before), config: after })).warnings[0]?.detail

  it('names the new partner event source for EventBridge', async () => {
    const detail = await warningFor(eventbridgeStream(), eventbridgeStream({ aws_region: 'us-east-1' }))
    expect(detail).toContain('new partner event source')
  })

  it('names the loss of the Action for an Action', async () => {
    expect(await warningFor(actionStream('act-1'), actionStream('act-2'))).toContain('Auth0 deletes an Action')
  })
})
