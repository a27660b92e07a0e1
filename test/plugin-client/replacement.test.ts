import type { ObjectValue } from '../kit/terraform-core'
import { actionStream, eventbridgeStream, webhookStream } from './event-stream-config'
import { setStage } from './stage'

const stage = setStage()

beforeEach(() => {
  stage.tenant.addAction({ id: 'act-1', name: 'one' })
  stage.tenant.addAction({ id: 'act-2', name: 'two' })
})

interface Replaced {
  readonly before: ObjectValue
  readonly after: ObjectValue
  /** What forces it; the warning is at the first. */
  readonly paths: readonly [string, ...string[]]
  readonly reason: string
  readonly summary: string
}

const REPLACEMENTS: readonly (readonly [what: string, replaced: Replaced])[] = [
  [
    'the AWS account changes',
    {
      before: eventbridgeStream(),
      after: eventbridgeStream({ aws_account_id: '123456789012' }),
      paths: ['eventbridge_configuration[0].aws_account_id'],
      reason: 'move to another AWS account',
      summary: 'Partner event source of "users" will be deleted',
    },
  ],
  [
    'the AWS region changes',
    {
      before: eventbridgeStream(),
      after: eventbridgeStream({ aws_region: 'us-east-1' }),
      paths: ['eventbridge_configuration[0].aws_region'],
      reason: 'move to another AWS region',
      summary: 'Partner event source of "users" will be deleted',
    },
  ],
  [
    'the AWS account and region change',
    {
      before: eventbridgeStream(),
      after: eventbridgeStream({ aws_account_id: '123456789012', aws_region: 'us-east-1' }),
      paths: ['eventbridge_configuration[0].aws_account_id', 'eventbridge_configuration[0].aws_region'],
      reason: 'move to another AWS account or move to another AWS region',
      summary: 'Partner event source of "users" will be deleted',
    },
  ],
  [
    'the Action changes',
    {
      before: actionStream('act-1'),
      after: actionStream('act-2'),
      paths: ['action_configuration[0].action_id'],
      reason: 'run another Action',
      summary: 'Action of "users" will be deleted',
    },
  ],
  [
    'EventBridge gives way to a webhook',
    {
      before: eventbridgeStream(),
      after: webhookStream(),
      paths: ['destination_type', 'eventbridge_configuration'],
      reason: 'change its destination type',
      summary: 'Partner event source of "users" will be deleted',
    },
  ],
  [
    'a webhook gives way to an Action',
    {
      before: webhookStream(),
      after: actionStream('act-1'),
      paths: ['destination_type', 'action_configuration'],
      reason: 'change its destination type',
      summary: 'Event stream "users" will be replaced',
    },
  ],
]

describe.each(REPLACEMENTS)('an event stream of which %s', (_, { before, after, paths, reason, summary }) => {
  it('is replaced, and the plan names what forces it', async () => {
    const prior = await stage.create(before)
    const { action, replaces } = await stage.stream.plan({ prior, config: after })
    expect([action, replaces]).toEqual(['replace', paths])
  })

  it('comes with one warning that begins with the reason and ends with the way back', async () => {
    const prior = await stage.create(before)
    const { warnings } = await stage.stream.plan({ prior, config: after })
    const [warning] = warnings
    expect(warnings).toEqual([expect.objectContaining({ severity: 'warning', summary, path: paths[0] })])
    expect(warning?.detail.split('. ')[0]).toBe(
      `An event stream cannot ${reason}, so "users" will be deleted and a new stream created`,
    )
    expect(warning?.detail.split('\n\n')[1]).toBe('To keep the stream, undo the change before you apply.')
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
  async function warningFor(before: ObjectValue, after: ObjectValue) {
    return (await stage.stream.plan({ prior: await stage.create(before), config: after })).warnings[0]?.detail
  }

  it('names the loss of the partner event source for EventBridge', async () => {
    const detail = await warningFor(eventbridgeStream(), eventbridgeStream({ aws_region: 'us-east-1' }))
    expect(detail).toContain('Its partner event source goes with it')
  })

  it('names the loss of the Action for an Action', async () => {
    expect(await warningFor(actionStream('act-1'), actionStream('act-2'))).toContain('Auth0 deletes an Action')
  })
})
