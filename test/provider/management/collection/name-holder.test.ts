import type { WebhookAuthorizationCreate } from '../../../../provider/management'
import { answeredStream, managementErrorOf, newStream, withTenant } from '../fixtures'
import { byMethod, createOn, listed } from '../lost-answer'
import { type Answer, inTurn, reset } from '../tenant'

const POST = 'POST /api/v2/event-streams'
const LIST = 'GET /api/v2/event-streams?take=100'

function webhook(webhook_endpoint: string, webhook_authorization: object) {
  return {
    type: 'webhook',
    configuration: { webhook_endpoint, webhook_authorization },
  }
}

const ENDPOINT = 'https://example.com/hook'
const LONG_AGO = new Date(Date.now() - 60_000).toISOString()

describe('a stream of the same name', () => {
  it.each([
    ['another endpoint', 'destination', { destination: webhook('https://example.org/hook', { method: 'bearer' }) }],
    ['another method', 'destination', { destination: webhook(ENDPOINT, { method: 'basic', username: 'auth0' }) }],
    ['another type', 'destination', { destination: { type: 'action', configuration: { action_id: 'a' } } }],
    ['another subscription', 'subscriptions', { subscriptions: [{ event_type: 'user.deleted' }] }],
    [
      'one more subscription',
      'subscriptions',
      { subscriptions: [{ event_type: 'user.created' }, { event_type: 'x' }] },
    ],
    ['an earlier creation', 'age', { created_at: LONG_AGO }],
    ['a destination from the future', 'form', { destination: { type: 'kinesis', configuration: {} } }],
  ])('is not adopted with %s, but named', (_, differs, rest) =>
    createOn(reset, listed(rest), async ({ eventStreams, tenant }) => {
      const failure = await managementErrorOf(eventStreams.create(newStream))
      expect(failure.nameHolder).toMatchObject({ id: answeredStream().id, differs })
      expect(tenant.calls()).toEqual([POST, LIST])
    }),
  )

  const basic = { method: 'basic', username: 'a', password: 'p' } as const
  const header = { method: 'custom_header', header_key: 'x', header_value: 'v' } as const
  it.each<[string, WebhookAuthorizationCreate, object, string | undefined]>([
    ['basic', basic, { method: 'basic', username: 'a' }, undefined],
    ['basic with another user', basic, { method: 'basic', username: 'b' }, 'destination'],
    ['custom_header', header, { method: 'custom_header', header_key: 'x' }, undefined],
    ['custom_header with another header', header, { method: 'custom_header', header_key: 'y' }, 'destination'],
  ])('is compared by what is visible of %s', (_, sent, found, differs) =>
    createOn(reset, listed({ destination: webhook(ENDPOINT, found) }), async ({ eventStreams }) => {
      const configuration = { webhook_endpoint: ENDPOINT, webhook_authorization: sent }
      const destination = { type: 'webhook', configuration } as const
      const outcome = await eventStreams.create({ ...newStream, destination }).catch((failure) => failure.nameHolder)
      expect(outcome.differs).toBe(differs)
      expect(outcome.id).toBe(answeredStream().id)
    }),
  )

  it('is ours whatever the order and the repetition of its subscriptions', () => {
    function types(...names: readonly string[]) {
      return names.map((event_type) => ({ event_type }))
    }
    return createOn(reset, listed({ subscriptions: types('b', 'a') }), async ({ eventStreams }) => {
      const created = await eventStreams.create({ ...newStream, subscriptions: types('a', 'b', 'a') })
      expect(created.id).toBe(answeredStream().id)
    })
  })

  it('of an eventbridge destination is compared by account and region', () => {
    function bridge(aws_region: string) {
      return {
        type: 'eventbridge' as const,
        configuration: {
          aws_account_id: '123456789012',
          aws_region,
          aws_partner_event_source: 'aws.partner/auth0.com/t/e',
        },
      }
    }
    return createOn(
      reset,
      inTurn(listed({ destination: bridge('eu-west-1') }), listed({ destination: bridge('us-east-1') })),
      async ({ eventStreams }) => {
        const body = { ...newStream, destination: bridge('eu-west-1') }
        expect(await eventStreams.create(body)).toMatchObject({ id: answeredStream().id })
        expect((await managementErrorOf(eventStreams.create(body))).nameHolder).toMatchObject({
          differs: 'destination',
        })
      },
    )
  })

  it('is known although it was noticed late that its answer would not come', () => {
    let nowMs = Date.now()
    const late: Answer = (...exchange) => {
      nowMs += 33_000
      return reset(...exchange)
    }
    const made = listed({ created_at: new Date(nowMs + 200).toISOString() })
    return withTenant(
      { api: byMethod({ POST: late, GET: made }) },
      async ({ eventStreams }) => {
        expect(await eventStreams.create(newStream)).toMatchObject({ id: answeredStream().id })
      },
      { now: () => nowMs },
    )
  })

  it('is compared by the clock of the tenant, not of this machine', async () => {
    const days = 3 * 86_400_000
    for (const now of [() => Date.now() - days, () => Date.now() + days]) {
      await withTenant(
        { api: byMethod({ POST: reset, GET: inTurn(listed(), listed({ created_at: LONG_AGO })) }) },
        async ({ eventStreams }) => {
          expect(await eventStreams.create(newStream)).toMatchObject({ id: answeredStream().id })
          expect((await managementErrorOf(eventStreams.create(newStream))).nameHolder).toMatchObject({ differs: 'age' })
        },
        { now },
      )
    }
  })
})
