import { answeredStream, managementErrorOf, newStream, withTenant } from '../fixtures'
import { byMethod, createOn, listed } from '../lost-answer'
import { type Answer, inTurn, json, reset, silence } from '../tenant'

const POST = 'POST /api/v2/event-streams'
const LIST = 'GET /api/v2/event-streams?take=100'
const PATCH = `PATCH /api/v2/event-streams/${answeredStream().id}`

const TAKEN = json(409, {
  statusCode: 409,
  error: 'Conflict',
  message: 'An event stream with this name already exists',
})
const EMPTY = json(200, { eventStreams: [] })

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

describe('a create whose answer was lost', () => {
  it.each(LOST_ANSWERS)('adopts its stream after %s', (_, lost) =>
    createOn(lost, listed(), async ({ eventStreams, tenant, log }) => {
      expect(await eventStreams.create(newStream)).toMatchObject({ id: answeredStream().id, name: 'users' })
      expect(tenant.calls()).toEqual([POST, LIST, PATCH])
      const notes = log.flatMap((entry) => (entry.event === 'warning' ? [entry.message] : []))
      expect(notes).toEqual([
        expect.stringMatching(/^the response .*create event stream "users".* was lost .*est_\w+ is adopted as that/),
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
      expect(tenant.calls()).toEqual([POST, LIST, POST, LIST, PATCH])
    }))

  it('is sent again however long its first try waited for its turn', () => {
    let lateMs = 0
    const afterLongWait: Answer = (response, nth, seen) => {
      lateMs = 200_000
      reset(response, nth, seen)
    }
    const api = byMethod({ POST: inTurn(afterLongWait, json(201, answeredStream())), GET: EMPTY })
    return withTenant(
      { api },
      async ({ eventStreams }) => {
        expect(await eventStreams.create(newStream)).toEqual(answeredStream())
      },
      { now: () => Date.now() + lateMs },
    )
  })

  it('gives up after three tries, and may have been applied', () =>
    createOn(json(503, {}), EMPTY, async ({ eventStreams, tenant }) => {
      const failure = await managementErrorOf(eventStreams.create(newStream))
      expect(failure).toMatchObject({ status: 503, mayHaveBeenApplied: true, nameHolder: null })
      expect(tenant.calls()).toEqual([POST, LIST, POST, LIST, POST, LIST, LIST, LIST])
    }))

  it('is not sent again when it is unknown whether its stream exists', () =>
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

describe('an adopted stream', () => {
  it('is sent its whole destination once more, and says why it was taken', () =>
    createOn(reset, listed(), async ({ eventStreams, tenant }) => {
      expect((await eventStreams.create(newStream)).adopted).toContain('the connection broke')
      const [patch] = tenant.seen.filter(({ method }) => method === 'PATCH')
      expect(JSON.parse(patch?.body ?? '')).toEqual({ destination: newStream.destination })
    }))

  it('is not taken when it cannot be sent its destination', () => {
    const api = byMethod({ POST: reset, GET: listed(), PATCH: json(403, { statusCode: 403 }) })
    return withTenant({ api }, async ({ eventStreams }) => {
      const failure = await managementErrorOf(eventStreams.create(newStream))
      expect(failure).toMatchObject({ status: 403, nameHolder: { id: answeredStream().id } })
    })
  })

  it('without a secret is left alone', () => {
    const destination = {
      type: 'eventbridge' as const,
      configuration: {
        aws_account_id: '123456789012',
        aws_region: 'us-east-1',
        aws_partner_event_source: 'aws.partner/x',
      },
    }
    return createOn(reset, listed({ destination }), async ({ eventStreams, tenant }) => {
      expect((await eventStreams.create({ ...newStream, destination })).adopted).toBeDefined()
      expect(tenant.calls()).toEqual([POST, LIST])
    })
  })

  it('is looked for twice more when the list may be behind', () =>
    createOn(json(503, {}), inTurn(EMPTY, EMPTY, EMPTY, EMPTY, listed()), async ({ eventStreams, waits }) => {
      expect(await eventStreams.create(newStream)).toMatchObject({ id: answeredStream().id })
      expect(waits.filter((ms) => ms === 1_000)).toHaveLength(2)
    }))
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

  it('does not mention the name when the list cannot be read', () =>
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
  function breaking(interrupt: AbortController): Answer {
    return (response, nth, seen) => {
      interrupt.abort(new Error('stopped'))
      reset(response, nth, seen)
    }
  }

  it('does not begin a search when its signal is aborted', () => {
    const interrupt = new AbortController()
    return createOn(breaking(interrupt), listed(), async ({ eventStreams, tenant }) => {
      await expect(eventStreams.create(newStream, { signal: interrupt.signal })).rejects.toThrow('stopped')
      expect(tenant.calls()).toEqual([POST])
    })
  })

  it('does not begin a search when waiting is ended, and fails as the create did', () => {
    const interrupt = new AbortController()
    return createOn(breaking(interrupt), listed(), async ({ eventStreams, tenant }) => {
      const failure = await managementErrorOf(eventStreams.create(newStream, { cancelWaiting: interrupt.signal }))
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
        const failure = await managementErrorOf(eventStreams.create(newStream, { cancelWaiting: interrupt.signal }))
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
