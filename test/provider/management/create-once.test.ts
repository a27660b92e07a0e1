import type { EventStreamCreate } from '../../../provider/management'
import { answeredStream, managementErrorOf, newStream, withTenant } from './fixtures'
import { type Answer, inTurn, json, reset, silence } from './tenant'

const POST = 'POST /api/v2/event-streams'
const LIST = 'GET /api/v2/event-streams?take=100'

const TAKEN = json(409, {
  statusCode: 409,
  error: 'Conflict',
  message: 'An event stream with this name already exists',
})
const EMPTY = json(200, { eventStreams: [] })

/** A list of one stream that was created when it is first asked for: always after the create began. */
const listed =
  (rest: object = {}): Answer =>
  (response, nth, seen) =>
    json(200, { eventStreams: [answeredStream({ created_at: new Date().toISOString(), ...rest })] })(
      response,
      nth,
      seen,
    )

const byMethod =
  (answers: Readonly<Record<string, Answer>>): Answer =>
  (response, nth, seen) =>
    answers[seen.method]?.(response, nth, seen)

const LOST_ANSWERS: [string, Answer][] = [
  ['a reset', reset],
  ['a timeout', silence],
  ['a 408', json(408, {})],
  ['a 500', json(500, {})],
  ['a 503', json(503, {})],
  [
    'an answer that is cut off',
    (response) => response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"est'),
  ],
  ['an answer that is not JSON', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
]

/** What becomes of a create whose answer was lost, on a tenant that lists this. */
const createOn = <Result>(post: Answer, get: Answer, run: Parameters<typeof withTenant<Result>>[1]): Promise<Result> =>
  withTenant({ api: byMethod({ POST: post, GET: get }) }, run, { timeoutMs: 200 })

describe('a create whose answer was lost', () => {
  it.each(LOST_ANSWERS)('adopts its stream after %s', (_, lost) =>
    createOn(lost, listed(), async ({ eventStreams, tenant, log }) => {
      expect(await eventStreams.create(newStream)).toMatchObject({ id: answeredStream().id, name: 'users' })
      expect(tenant.calls()).toEqual([POST, LIST])
      const notes = log.flatMap((entry) => (entry.event === 'warning' ? [entry.message] : []))
      expect(notes).toEqual([
        expect.stringMatching(/^the answer .*create event stream "users".* was lost .*est_\w+ is that/),
      ])
    }),
  )

  it('is sent again when no stream has the name', () =>
    createOn(inTurn(reset, json(201, answeredStream())), EMPTY, async ({ eventStreams, tenant, waits }) => {
      expect(await eventStreams.create(newStream)).toEqual(answeredStream())
      expect(tenant.calls()).toEqual([POST, LIST, POST])
      expect(waits).toHaveLength(1)
    }))

  it('adopts its stream when that appears only after the list was read', () =>
    createOn(inTurn(silence, TAKEN), inTurn(EMPTY, listed()), async ({ eventStreams, tenant }) => {
      expect(await eventStreams.create(newStream)).toMatchObject({ id: answeredStream().id })
      expect(tenant.calls()).toEqual([POST, LIST, POST, LIST])
    }))

  it('gives up after three tries, and may have been applied', () =>
    createOn(json(503, {}), EMPTY, async ({ eventStreams, tenant }) => {
      const failure = await managementErrorOf(eventStreams.create(newStream))
      expect(failure).toMatchObject({ status: 503, mayHaveBeenApplied: true, nameHolder: null })
      expect(tenant.calls()).toEqual([POST, LIST, POST, LIST, POST, LIST])
    }))

  it('is not sent again when nobody can tell whether its stream exists', () =>
    createOn(reset, json(403, {}), async ({ eventStreams, tenant }) => {
      expect(await managementErrorOf(eventStreams.create(newStream))).toMatchObject({
        kind: 'network',
        mayHaveBeenApplied: true,
      })
      expect(tenant.calls()).toEqual([POST, LIST])
    }))

  it('looks through all pages', () => {
    const pages = byMethod({
      POST: reset,
      GET: (response, nth, seen) =>
        seen.url.includes('from=2')
          ? listed()(response, nth, seen)
          : json(200, { eventStreams: [answeredStream({ id: 'est_other', name: 'Users' })], next: '2' })(
              response,
              nth,
              seen,
            ),
    })
    return withTenant({ api: pages }, async ({ eventStreams }) => {
      expect(await eventStreams.create(newStream)).toMatchObject({ id: answeredStream().id })
    })
  })
})

const webhook = (webhook_endpoint: string, webhook_authorization: object) => ({
  type: 'webhook',
  configuration: { webhook_endpoint, webhook_authorization },
})

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

  it.each<[string, EventStreamCreate['destination'], object, string | undefined]>([
    [
      'basic',
      {
        type: 'webhook',
        configuration: {
          webhook_endpoint: ENDPOINT,
          webhook_authorization: { method: 'basic', username: 'a', password: 'p' },
        },
      },
      { method: 'basic', username: 'a' },
      undefined,
    ],
    [
      'basic with another user',
      {
        type: 'webhook',
        configuration: {
          webhook_endpoint: ENDPOINT,
          webhook_authorization: { method: 'basic', username: 'a', password: 'p' },
        },
      },
      { method: 'basic', username: 'b' },
      'destination',
    ],
    [
      'custom_header with another header',
      {
        type: 'webhook',
        configuration: {
          webhook_endpoint: ENDPOINT,
          webhook_authorization: { method: 'custom_header', header_key: 'x', header_value: 'v' },
        },
      },
      { method: 'custom_header', header_key: 'y' },
      'destination',
    ],
  ])('is compared by what is visible of %s', (_, destination, authorization, differs) =>
    createOn(reset, listed({ destination: webhook(ENDPOINT, authorization) }), async ({ eventStreams }) => {
      const outcome = await eventStreams.create({ ...newStream, destination }).catch((failure) => failure.nameHolder)
      expect(outcome.differs).toBe(differs)
      expect(outcome.id).toBe(answeredStream().id)
    }),
  )

  it('is known by the order and the repetition of its subscriptions no less', () => {
    const types = (...names: string[]) => names.map((event_type) => ({ event_type }))
    return createOn(reset, listed({ subscriptions: types('b', 'a') }), async ({ eventStreams }) => {
      const created = await eventStreams.create({ ...newStream, subscriptions: types('a', 'b', 'a') })
      expect(created.id).toBe(answeredStream().id)
    })
  })

  it('of an eventbridge destination is compared by account and region', () => {
    const bridge = (aws_region: string) => ({
      type: 'eventbridge' as const,
      configuration: {
        aws_account_id: '123456789012',
        aws_region,
        aws_partner_event_source: 'aws.partner/auth0.com/t/e',
      },
    })
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

  it('is judged by the clock of the tenant, not by that of this machine', async () => {
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

describe('a 409', () => {
  it('of a create names the stream that has the name, and adopts nothing', () =>
    createOn(TAKEN, listed(), async ({ eventStreams, tenant }) => {
      const failure = await managementErrorOf(eventStreams.create(newStream))
      expect(failure).toMatchObject({ status: 409, mayHaveBeenApplied: false })
      expect(failure.nameHolder).toEqual({ id: answeredStream().id, createdAt: expect.stringContaining('T') })
      expect(tenant.calls()).toEqual([POST, LIST])
    }))

  it('says so when no stream has the name', () =>
    createOn(TAKEN, EMPTY, async ({ eventStreams }) => {
      expect(await managementErrorOf(eventStreams.create(newStream))).toMatchObject({ status: 409, nameHolder: null })
    }))

  it('says nothing of the name when the list cannot be read', () =>
    createOn(TAKEN, json(403, {}), async ({ eventStreams }) => {
      const failure = await managementErrorOf(eventStreams.create(newStream))
      expect(failure).toMatchObject({ status: 409, mayHaveBeenApplied: false })
      expect(failure).not.toHaveProperty('nameHolder')
    }))

  it('of an update names the stream that has the new name', () =>
    withTenant({ api: byMethod({ PATCH: TAKEN, GET: listed() }) }, async ({ eventStreams, tenant }) => {
      const failure = await managementErrorOf(eventStreams.update('est_2', { name: 'users' }))
      expect(failure.nameHolder).toMatchObject({ id: answeredStream().id })
      expect(tenant.calls()).toEqual(['PATCH /api/v2/event-streams/est_2', LIST])
    }))

  it('of an update that leaves the name alone looks nothing up', () =>
    withTenant({ api: byMethod({ PATCH: TAKEN }) }, async ({ eventStreams, tenant }) => {
      await managementErrorOf(eventStreams.update('est_2', { status: 'disabled' }))
      expect(tenant.calls()).toHaveLength(1)
    }))
})

describe('an interrupted create', () => {
  const breaking =
    (interrupt: AbortController): Answer =>
    (response, nth, seen) => {
      interrupt.abort(new Error('stopped'))
      reset(response, nth, seen)
    }

  it('does not begin a search when its signal is aborted', () => {
    const interrupt = new AbortController()
    return createOn(breaking(interrupt), listed(), async ({ eventStreams, tenant }) => {
      await expect(eventStreams.create(newStream, { signal: interrupt.signal })).rejects.toThrow('stopped')
      expect(tenant.calls()).toEqual([POST])
    })
  })

  it('does not begin a search when its patience ends, and fails as the create did', () => {
    const interrupt = new AbortController()
    return createOn(breaking(interrupt), listed(), async ({ eventStreams, tenant }) => {
      const failure = await managementErrorOf(eventStreams.create(newStream, { patience: interrupt.signal }))
      expect([failure.kind, failure.mayHaveBeenApplied, failure.nameHolder]).toEqual(['network', true, undefined])
      expect(tenant.calls()).toEqual([POST])
    })
  })

  it('does not wait for its next try, and fails as the last did', () => {
    const interrupt = new AbortController()
    const none: Answer = (response, nth, seen) => {
      EMPTY(response, nth, seen)
      setImmediate(() => interrupt.abort(new Error('stopped')))
    }
    return withTenant(
      { api: byMethod({ POST: reset, GET: none }) },
      async ({ eventStreams, tenant }) => {
        const failure = await managementErrorOf(eventStreams.create(newStream, { patience: interrupt.signal }))
        expect(failure).toMatchObject({ kind: 'network', mayHaveBeenApplied: true })
        expect(tenant.calls()).toEqual([POST, LIST])
      },
      {
        sleep: (_, signal) =>
          new Promise((_resolve, reject) => {
            if (signal?.aborted) reject(signal.reason)
            signal?.addEventListener('abort', () => reject(signal.reason))
          }),
      },
    )
  })
})
