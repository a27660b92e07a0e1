import type { EventStreamPage } from '../../../../provider/management'
import { answeredStream, managementErrorOf, newStream, withTenant } from '../fixtures'
import { type Answer, inTurn, json } from '../tenant'

const ID = 'est_1234567890abcdefghijkm'

describe('event streams', () => {
  it('sends a create as one POST of the body given', () =>
    withTenant({ api: json(201, answeredStream()) }, async ({ eventStreams, tenant }) => {
      expect(await eventStreams.create(newStream)).toEqual(answeredStream())
      expect(tenant.calls()).toEqual(['POST /api/v2/event-streams'])
      expect(JSON.parse(tenant.seen[1]?.body ?? '')).toEqual(newStream)
    }))

  it('sends an update as one PATCH of what changes', () =>
    withTenant({ api: json(200, answeredStream({ name: 'b' })) }, async ({ eventStreams, tenant }) => {
      expect((await eventStreams.update(ID, { name: 'b' })).name).toBe('b')
      expect(tenant.calls()).toEqual([`PATCH /api/v2/event-streams/${ID}`])
      expect(tenant.seen[1]).toMatchObject({ body: '{"name":"b"}', headers: { 'content-type': 'application/json' } })
    }))

  it('reads one stream', () =>
    withTenant({ api: json(200, answeredStream()) }, async ({ eventStreams, tenant }) => {
      expect(await eventStreams.get(ID)).toEqual(answeredStream())
      expect(tenant.calls()).toEqual([`GET /api/v2/event-streams/${ID}`])
    }))

  it('deletes and reads nothing from the empty answer', () =>
    withTenant({ api: (response) => response.writeHead(204).end() }, async ({ eventStreams, tenant }) => {
      expect(await eventStreams.delete(ID)).toBeUndefined()
      expect(tenant.calls()).toEqual([`DELETE /api/v2/event-streams/${ID}`])
    }))

  it('refuses to take a page for the answer to a delete', () =>
    withTenant(
      { api: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>log in') },
      async ({ eventStreams }) => {
        const error = await managementErrorOf(eventStreams.delete(ID))
        expect(error).toMatchObject({
          kind: 'shape',
          reason: 'expected no content, got text/html',
          mayHaveBeenApplied: true,
        })
      },
    ))

  it('keeps an id within its path segment', () =>
    withTenant({ api: json(404, {}) }, async ({ eventStreams, tenant }) => {
      await managementErrorOf(eventStreams.delete('../users/x?y#z'))
      expect(tenant.calls()).toEqual(['DELETE /api/v2/event-streams/..%2Fusers%2Fx%3Fy%23z'])
    }))

  it.each(['', '.', '..'])('refuses "%s" as an id and sends nothing', (id) =>
    withTenant({}, async ({ eventStreams, tenant }) => {
      const error = await managementErrorOf(eventStreams.delete(id))
      expect(error).toMatchObject({ kind: 'usage', reason: `"${id}" is not the id of an event stream` })
      expect(tenant.seen).toEqual([])
    }),
  )

  it('names itself to Auth0', () =>
    withTenant(
      { api: json(200, answeredStream()) },
      async ({ eventStreams, tenant }) => {
        await eventStreams.get(ID)
        const telemetry = Buffer.from('{"name":"me","version":"1"}').toString('base64')
        expect(tenant.seen[1]?.headers).toMatchObject({ 'user-agent': 'me/1', 'auth0-client': telemetry })
      },
      { userAgent: 'me/1', auth0Client: { name: 'me', version: '1' } },
    ))
})

describe('the list of event streams', () => {
  it('is read page by page until next is missing', () =>
    withTenant(
      {
        api: (response, nth, seen) => {
          const next = { '?take=2': 'a b', '?take=2&from=a+b': 'c', '?from=a+b&take=2': 'c' }[seen.url.slice(21)]
          json(200, { eventStreams: [answeredStream({ name: seen.url.slice(21) })], next })(response, nth, seen)
        },
      },
      async ({ eventStreams }) => {
        const names: (string | undefined)[] = []
        for await (const page of eventStreams.pages({ take: 2 })) names.push(page.eventStreams[0]?.name)
        expect(names).toEqual(['?take=2', '?from=a+b&take=2', '?from=c&take=2'])
      },
    ))

  it.each([
    ['missing', {}],
    ['null', { next: null }],
    ['empty', { next: '' }],
  ])('ends when next is %s', (_, end) =>
    withTenant({ api: json(200, { eventStreams: [], ...end }) }, async ({ eventStreams }) => {
      expect(await eventStreams.list()).toEqual({ eventStreams: [], unreadable: [] } satisfies EventStreamPage)
    }),
  )

  it('asks for no page before it is wanted', () =>
    withTenant({ api: json(200, { eventStreams: [], next: 'b' }) }, async ({ eventStreams, tenant }) => {
      for await (const _ of eventStreams.pages()) break
      expect(tenant.calls()).toEqual(['GET /api/v2/event-streams'])
    }))

  it('keeps a stream that it cannot read apart from the others', () =>
    withTenant(
      {
        api: json(200, {
          eventStreams: [
            answeredStream({ id: 'est_new', destination: { type: 'kinesis', configuration: {} } }),
            answeredStream(),
          ],
        }),
      },
      async ({ eventStreams }) => {
        const page = await eventStreams.list()
        expect(page.eventStreams).toEqual([answeredStream()])
        expect(page.unreadable).toEqual([
          { id: 'est_new', name: 'users', error: expect.objectContaining({ kind: 'shape' }) },
        ])
        expect(page.unreadable[0]?.error.message).toContain('eventStreams[0].destination.type: "kinesis"')
      },
    ))

  it.each([
    ['without streams', {}, 'eventStreams: expected a list, got nothing'],
    ['of a stream without id', { eventStreams: [{}] }, 'eventStreams[0].id: expected a string, got nothing'],
    ['with a number as next', { eventStreams: [], next: 7 }, 'next: expected a string, got a value of type number'],
  ])('is refused %s', (_, body, words) =>
    withTenant({ api: json(200, body) }, async ({ eventStreams }) => {
      expect((await managementErrorOf(eventStreams.list())).message).toContain(words)
    }),
  )

  it.each<[string, (nth: number) => object]>([
    [
      'two pages that name each other',
      (nth) => ({ eventStreams: [answeredStream()], next: nth % 2 === 0 ? 'a' : 'b' }),
    ],
    ['pages without streams that name a next one', (nth) => ({ eventStreams: [], next: `page-${nth}` })],
    ['three pages in a circle', (nth) => ({ eventStreams: [answeredStream()], next: ['a', 'b', 'c'][nth % 3] })],
  ])('ends with an error at %s', async (_, page) => {
    let nth = 0
    const api: Answer = (...exchange) => json(200, page(nth++))(...exchange)
    await withTenant({ api }, async ({ eventStreams, tenant }) => {
      async function reading() {
        for await (const _page of eventStreams.pages());
      }
      expect(await managementErrorOf(reading())).toMatchObject({ kind: 'shape' })
      expect(tenant.calls().length).toBeLessThan(6)
    })
  })

  it('ends with an error when it is longer than any list can be', async () => {
    let nth = 0
    const api: Answer = (...exchange) =>
      json(200, { eventStreams: [answeredStream()], next: `page-${nth++}` })(...exchange)
    await withTenant({ api }, async ({ eventStreams }) => {
      async function reading() {
        for await (const _page of eventStreams.pages());
      }
      expect((await managementErrorOf(reading())).message).toContain('more than 5000 pages')
      expect(nth).toBe(5000)
    })
  })

  it('does not go round for ever', () =>
    withTenant({ api: json(200, { eventStreams: [], next: 'a' }) }, async ({ eventStreams }) => {
      async function everything() {
        for await (const _ of eventStreams.pages({ take: 2 }));
      }
      expect(await managementErrorOf(everything())).toMatchObject({ kind: 'shape' })
    }))

  it('writes down what an answer said about the number of tries', () =>
    withTenant(
      { api: inTurn(json(503, {}), json(404, { statusCode: 404, error: 'Not Found', message: 'gone' })) },
      async ({ eventStreams }) => {
        const error = await managementErrorOf(eventStreams.get(ID))
        expect(error).toMatchObject({ attempts: 2, status: 404 })
        expect(error.message).toBe(`Cannot read event stream ${ID}: Auth0 responded with 404 Not Found: gone (try 2)`)
      },
    ))
})
