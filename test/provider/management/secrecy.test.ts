import { inspect } from 'node:util'
import type { EventStreamCreate, ManagementClient, ManagementClientOptions } from '../../../provider/management'
import { clientOf, managementErrorOf, newStream, withTenant } from './fixtures'
import { type Answer, json, reset } from './tenant'

const SECRETS = ['client-secret', 'webhook-secret', 'token-1']
function everythingOf(value: unknown) {
  return `${inspect(value, { depth: 20, showHidden: true, getters: true })}${JSON.stringify(value)}`
}
function expectNoSecretIn(text: string) {
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

const SECRET = 'p"ss/wörd & more'
const action = {
  name: 'notify',
  supported_triggers: [{ id: 'event-stream', version: 'v1' }],
  code: 'exports.onExecuteEventStream = async () => {}',
  secrets: [{ name: 'KEY', value: SECRET }],
}
const destination = {
  type: 'webhook',
  configuration: {
    webhook_endpoint: 'https://example.com/hook',
    webhook_authorization: { method: 'bearer', token: SECRET },
  },
} as const

/** Calls that send a secret, or of which the caller alone knows one. */
const CALLS: readonly (readonly [string, (client: ManagementClient) => Promise<unknown>])[] = [
  ['creating an event stream', ({ eventStreams }) => eventStreams.create({ ...newStream, destination })],
  ['updating an event stream', ({ eventStreams }) => eventStreams.update('est_1', { destination })],
  ['creating an Action', ({ actions }) => actions.create(action)],
  ['updating an Action', ({ actions }) => actions.update('a1', { secrets: action.secrets })],
  [
    'reading an event stream with a named secret',
    ({ eventStreams }) => eventStreams.get('est_1', { secrets: [SECRET] }),
  ],
  ['reading an Action with a named secret', ({ actions }) => actions.get('a1', { secrets: [SECRET] })],
  ['deleting an Action with a named secret', ({ actions }) => actions.delete('a1', { secrets: [SECRET] })],
  [
    'looking an Action up by a name that is secret',
    ({ actions }) => actions.list({ actionName: SECRET }, { secrets: [SECRET] }),
  ],
  [
    'reading an event stream by an id that is secret',
    ({ eventStreams }) => eventStreams.get(SECRET, { secrets: [SECRET] }),
  ],
]

function auth0Error(rest: object) {
  return json(400, { statusCode: 400, error: 'Bad Request', ...rest })
}

/** Places where nobody expects a secret. */
const PLACES: readonly (readonly [string, Answer])[] = [
  ['the message', auth0Error({ message: `No match for: ${SECRET}` })],
  ['JSON within the message', auth0Error({ message: `bad ${JSON.stringify({ a: SECRET })}` })],
  ['JSON within JSON within the message', auth0Error({ message: JSON.stringify(JSON.stringify({ a: SECRET })) })],
  ['the path of a validation error', auth0Error({ message: `Expected string on property a.${SECRET}.b (c)` })],
  ['a URL within the message', auth0Error({ message: `see https://x.example/?q=${encodeURIComponent(SECRET)}` })],
  ['a form within the message', auth0Error({ message: new URLSearchParams({ q: SECRET }).toString() })],
  ['the error code', auth0Error({ message: 'x', errorCode: SECRET })],
  ['the title', json(400, { statusCode: 400, error: SECRET, message: 'x' })],
  ['the scopes', json(403, { statusCode: 403, message: `Insufficient scope, expected any of: ${SECRET},read:x` })],
  ['the key of an object', json(400, { statusCode: 400, message: 'x', [SECRET]: { [SECRET]: 1 } })],
  ['the request id', json(400, { message: 'x' }, { 'x-request-id': encodeURIComponent(SECRET) })],
  [
    'the type of the content',
    (response) => response.writeHead(400, { 'content-type': encodeURIComponent(SECRET) }).end('x'),
  ],
  ['the name of an object that cannot be read', json(200, { id: 1, name: SECRET, destination: { type: SECRET } })],
]

describe('an error of the API', () => {
  it('does not show the credentials of the client, which its request does not carry', () =>
    withTenant(
      { api: auth0Error({ message: 'client-secret is no good', errorCode: 'client-secret' }) },
      async ({ eventStreams, log }) => {
        const error = await managementErrorOf(eventStreams.get('est_1'))
        expectNoSecretIn(`${everythingOf(error)}${everythingOf(log)}`)
      },
      { logBodies: true },
    ))
})

describe.each(CALLS)('%s', (_, call) => {
  it.each(PLACES)('does not show a secret that comes back in %s', (_, answer) =>
    withTenant(
      { api: answer },
      async ({ client, log }) => {
        const error = await managementErrorOf(call(client))
        const shown = `${everythingOf(error)}${error.stack}${error.message}${everythingOf(log)}`
        for (const part of ['p"ss', 'p\\"ss', 'p%22ss', 'w%C3%B6rd', 'wörd']) expect(shown).not.toContain(part)
      },
      { logBodies: true, retry: { failureAttempts: 1 } },
    ),
  )
})

describe('the log', () => {
  function logOf(api: Answer, options: Partial<ManagementClientOptions> = {}) {
    return withTenant(
      { api },
      async ({ eventStreams, log }) => {
        await managementErrorOf(eventStreams.create(newStream))
        return log
      },
      { now: () => 0, ...options },
    )
  }

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
