import { inspect } from 'node:util'
import type { EventStreamCreate, ManagementClientOptions } from '../../../provider/management'
import { clientOf, managementErrorOf, newStream, withTenant } from './fixtures'
import { type Answer, json, reset } from './tenant'

const SECRETS = ['client-secret', 'webhook-secret', 'token-1']
const everythingOf = (value: unknown) =>
  `${inspect(value, { depth: 20, showHidden: true, getters: true })}${JSON.stringify(value)}`
const expectNoSecretIn = (text: string) => {
  for (const secret of SECRETS) expect(text).not.toContain(secret)
}

/** Auth0 at its most talkative: repeats the request, headers included. */
const echo: Answer = (response, nth, seen) =>
  json(400, {
    statusCode: 400,
    error: 'Bad Request',
    message: `bad ${seen.body} ${JSON.stringify(seen.headers)}`,
    errorCode: seen.headers.authorization,
  })(response, nth, seen)

describe('secrets', () => {
  it('are not shown by a client', () => {
    const { client } = clientOf({ domain: 'tenant.auth0.com' })
    expectNoSecretIn(everythingOf(client))
  })

  it.each([
    ['an answer that repeats them', { api: echo }],
    ['a token endpoint that repeats them', { token: echo }],
    ['a broken connection', { api: reset }],
    ['an answer that cannot be read', { api: json(201, { id: 1, token: 'webhook-secret' }) }],
  ])('are not shown by the error of %s', (_, answers) =>
    withTenant(answers, async ({ eventStreams }) => {
      const error = await managementErrorOf(eventStreams.create(newStream))
      expectNoSecretIn(`${everythingOf(error)}${error.stack}${error.message}`)
    }),
  )

  it.each([
    ['bearer', { method: 'bearer', token: 'webhook-secret' }],
    ['basic', { method: 'basic', username: 'me', password: 'webhook-secret' }],
    ['custom_header', { method: 'custom_header', header_key: 'x', header_value: 'webhook-secret' }],
  ] as const)('are masked in the logged bodies of %s', (_, webhook_authorization) => {
    const configuration = { webhook_endpoint: 'https://example.com', webhook_authorization }
    const body: EventStreamCreate = { ...newStream, destination: { type: 'webhook', configuration } }
    return withTenant(
      { api: echo },
      async ({ eventStreams, log }) => {
        await managementErrorOf(eventStreams.create(body))
        expectNoSecretIn(everythingOf(log))
        expect(log).toContainEqual(expect.objectContaining({ path: '/oauth/token', responseBody: expect.anything() }))
      },
      { logBodies: true },
    )
  })
})

describe('the log', () => {
  const logOf = (api: Answer, options: Partial<ManagementClientOptions> = {}) =>
    withTenant(
      { api },
      async ({ eventStreams, log }) => {
        await managementErrorOf(eventStreams.create(newStream))
        return log
      },
      { now: () => 0, ...options },
    )

  it('has an entry for each request, without bodies', async () => {
    expect(await logOf(json(400, {}, { 'x-request-id': 'req-1' }))).toEqual([
      { event: 'request', method: 'POST', path: '/oauth/token', attempt: 1, durationMs: 0, status: 200 },
      {
        event: 'request',
        method: 'POST',
        path: '/api/v2/event-streams',
        attempt: 1,
        durationMs: 0,
        status: 400,
        requestId: 'req-1',
      },
    ])
  })

  it('names the failure of a request without answer', async () => {
    expect((await logOf(reset))[1]).toMatchObject({ failure: expect.stringMatching(/UND_ERR_SOCKET|ECONNRESET/) })
  })

  it('has the bodies when they are asked for', async () => {
    const log = await logOf(json(409, { message: 'taken' }), { logBodies: true })
    expect(log[1]).toMatchObject({ requestBody: { name: 'users' }, responseBody: { message: 'taken' } })
  })
})
