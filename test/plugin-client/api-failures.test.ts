import type { Fault } from '../../emulator/index'
import { createManagementClient } from '../../provider/management'
import type { CoreDiagnostic } from '../kit/terraform-core'
import { eventbridgeStream, SECRET, type StreamState, webhookStream } from './event-stream-config'
import { refusalOf, setStage } from './stage'

const stage = setStage()

function invalidBody(message: string) {
  return { statusCode: 400, error: 'Bad Request', message, errorCode: 'invalid_body' }
}
const BAD_ENDPOINT =
  "Payload validation error: 'String does not match pattern' on property destination.configuration.webhook_endpoint (Target HTTP endpoint URL)."
const BAD_SUBSCRIPTION = "Payload validation error: 'No enum match for: x' on property subscriptions[1].event_type."
const NO_SCOPE = {
  message: 'Insufficient scope, expected any of: create:event_streams',
  errorCode: 'insufficient_scope',
}

interface Told {
  readonly says: string
  readonly advises: string
  readonly path?: string
  /** The answer does not say whether the stream was created; the provider looked, and found none. */
  readonly looked?: true
}

const FAILURES: readonly (readonly [what: string, fault: Fault, told: Told])[] = [
  [
    '403 for a missing scope',
    { status: 403, body: { statusCode: 403, error: 'Forbidden', ...NO_SCOPE } },
    { says: '403', advises: 'Grant it in Applications > APIs' },
  ],
  ['409 for a quota', { status: 409 }, { says: '409', advises: 'has reached its event stream limit' }],
  [
    '400 at an argument',
    { status: 400, body: invalidBody(BAD_ENDPOINT) },
    {
      says: '400 invalid_body',
      advises: 'Correct webhook_configuration[0].webhook_endpoint',
      path: 'webhook_configuration[0].webhook_endpoint',
    },
  ],
  [
    '400 at an element',
    { status: 400, body: invalidBody(BAD_SUBSCRIPTION) },
    { says: '400 invalid_body', advises: 'Correct subscriptions[1]', path: 'subscriptions[1]' },
  ],
  ['400 at no argument', { status: 400 }, { says: '400', advises: 'Correct' }],
  ['422', { status: 422 }, { says: '422', advises: 'Correct the configuration' }],
  ['500', { status: 500 }, { says: '500', advises: 'status.auth0.com', looked: true }],
  [
    '404 of a proxy',
    { status: 404, body: '<html>Not here', contentType: 'text/html' },
    { says: "is not one of Auth0's", advises: 'that no proxy responds in its place' },
  ],
  [
    '502 of a proxy',
    { status: 502, body: '<html>Bad gateway', contentType: 'text/html' },
    { says: '502', advises: 'that no proxy responds in its place', looked: true },
  ],
  ['broken JSON', { status: 201, body: '{"id": ' }, { says: 'the JSON is broken', advises: 'proxy', looked: true }],
  [
    'a page in place of JSON',
    { status: 200, body: '<html>Log in', contentType: 'text/html' },
    { says: 'text/html', advises: 'proxy', looked: true },
  ],
  [
    'JSON of another thing',
    { status: 201, body: { hello: 'world' } },
    { says: 'cannot be read', advises: 'proxy', looked: true },
  ],
  [
    'a connection that breaks',
    { connection: 'reset-before' },
    { says: 'ECONNRESET', advises: 'HTTPS_PROXY', looked: true },
  ],
]

const NOTHING_MADE =
  'No stream of the tenant had the name "users" afterwards, so it was most likely not created. Run terraform apply (or tofu apply) again.'

/** A stream of which the present run of the provider does not know. */
async function createElsewhere(config: ReturnType<typeof webhookStream>): Promise<StreamState> {
  const state = await stage.create(config)
  await stage.core.configure()
  return state
}

const CREATE = { method: 'POST', path: '/api/v2/event-streams' }

/** A create whose every try meets the fault. */
async function createFails(fault: Fault): Promise<readonly CoreDiagnostic[]> {
  const change = await stage.stream.plan({ config: webhookStream() })
  stage.tenant.faults.next({ match: CREATE, times: 3, ...fault })
  return (await refusalOf(stage.stream.apply(change))).diagnostics
}

describe('a create that fails', () => {
  it.each(FAILURES)('says what happened, what to check and what to run: %s', async (_, fault, told) => {
    const diagnostics = await createFails(fault)
    expect(diagnostics).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'Cannot create event stream', path: told.path ?? '' }),
    ])
    const [first, second, ...rest] = diagnostics[0]?.detail.split('\n\n') ?? []
    const words = ['create the event stream "users"', told.says, told.advises]
    expect([first, first, second]).toEqual(words.map((text) => expect.stringContaining(text)))
    expect(rest).toEqual(told.looked ? [NOTHING_MADE] : [])
    if (!told.looked) expect(second).toMatch(/ Then run the command again\.$/)
    expect(JSON.stringify(diagnostics)).not.toMatch(new RegExp(`${SECRET}|at .*:\\d+|node:`))
  })
})

const LIST = 'GET /api/v2/event-streams'
const POST = 'POST /api/v2/event-streams'

describe('a create of which the answer is lost', () => {
  const LOST = [
    ['a 500', { status: 500, applied: true }],
    ['a broken connection', { connection: 'reset-after' }],
    ['an answer that is cut off', { connection: 'truncate' }],
    ['broken JSON', { status: 201, body: '{', applied: true }],
    ['a page of a proxy', { status: 200, body: '<html>', contentType: 'text/html', applied: true }],
  ] as const
  async function applyWith(fault: Fault) {
    const change = await stage.stream.plan({ config: webhookStream() })
    stage.tenant.faults.next({ match: CREATE, ...fault })
    return stage.stream.apply(change)
  }

  it.each(LOST)('has its stream in the state (%s)', async (_, fault) => {
    const { state, warnings } = await applyWith(fault)
    // The secret never comes back, so it is sent once more.
    expect(stage.calls()).toEqual([POST, LIST, `PATCH /api/v2/event-streams/${state.id}`])
    expect(warnings).toEqual([expect.objectContaining({ summary: 'Event stream "users" was adopted' })])
    expect(await stage.stream.read(state)).toEqual({ state, warnings: [] })
    expect(stage.tenant.secrets(state.id)).toMatchObject({ token: SECRET })
  })

  it('has our secret, also when somebody else made an equal stream meanwhile', async () => {
    const { domain, clientId, clientSecret } = stage.emulator
    const credentials = { kind: 'clientSecret', clientId, clientSecret } as const
    const colleague = createManagementClient({ domain, credentials, env: {} })
    const applying = applyWith({ connection: 'reset-before', delayMs: 600 })
    while (!stage.calls().includes(POST)) await new Promise((resolve) => setTimeout(resolve, 5))
    const { id } = await colleague.eventStreams.create({
      name: 'users',
      subscriptions: [{ event_type: 'user.created' }, { event_type: 'user.updated' }],
      destination: {
        type: 'webhook',
        configuration: {
          webhook_endpoint: 'https://example.com/events',
          webhook_authorization: { method: 'bearer', token: 'of-a-colleague' },
        },
      },
    })
    await colleague.close()
    const { state, warnings } = await applying
    expect(state.id).toBe(id)
    expect(stage.tenant.secrets(id)).toMatchObject({ token: SECRET })
    expect(warnings).toEqual([expect.objectContaining({ detail: expect.stringContaining(id) })])
  })

  it('is tried again when nothing was made', async () => {
    const { state } = await applyWith({ connection: 'reset-before' })
    expect(stage.calls()).toEqual([POST, LIST, POST])
    expect(state.name).toBe('users')
  })

  it('says that the stream may exist when that cannot be found out', async () => {
    stage.tenant.faults.next({ match: { method: 'GET' }, status: 403 })
    const { diagnostics } = await refusalOf(applyWith({ connection: 'reset-after' }))
    expect(diagnostics[0]?.detail).toMatch(
      /\n\nThe stream may still exist\. Look for "users" .*"terraform import 'ADDRESS' ID".*; if not, run terraform apply \(or tofu apply\) again\.$/,
    )
  })

  it('names a stream that somebody else made meanwhile, and how to import it', async () => {
    const other = await stage.create(eventbridgeStream({}, { name: 'users' }))
    const { diagnostics } = await refusalOf(applyWith({ connection: 'reset-before' }))
    expect(diagnostics).toEqual([expect.objectContaining({ severity: 'error', path: 'name' })])
    const [what, whose, command, otherwise] = diagnostics[0]?.detail.split('\n\n') ?? []
    expect(what).toContain('The response to the request to create the event stream "users" was lost: ')
    expect(whose).toContain(`${other.id}, created on `)
    expect(whose).toContain('its destination is another')
    expect(command).toBe(`  terraform import 'ADDRESS' ${other.id}`)
    expect(otherwise).toBe('Then run terraform apply (or tofu apply) again. If it is not, choose another name.')
  })
})

describe('a create whose name is taken', () => {
  it('names the stream that has it, and how to import it', async () => {
    const { id } = await createElsewhere(webhookStream())
    const change = await stage.stream.plan({ config: webhookStream() })
    const { diagnostics } = await refusalOf(stage.stream.apply(change))
    expect(diagnostics).toEqual([expect.objectContaining({ severity: 'error', path: 'name' })])
    expect(diagnostics[0]?.detail).toMatch(/\(409/)
    expect(diagnostics[0]?.detail).toContain(`The stream ${id}, created on `)
    expect(diagnostics[0]?.detail).toContain(`\n\n  terraform import 'ADDRESS' ${id}\n\n`)
  })
})

describe('other calls that fail', () => {
  function prior() {
    return stage.create(webhookStream())
  }
  async function rename(state: StreamState) {
    return stage.stream.apply(
      await stage.stream.plan({ prior: state, config: webhookStream(undefined, { name: 'people' }) }),
    )
  }
  const OPERATIONS = [
    ['read', (state: StreamState) => stage.stream.read(state)],
    ['update', rename],
    ['delete', (state: StreamState) => stage.stream.destroy(state)],
  ] as const

  it.each(OPERATIONS)('name the operation and keep the state (%s)', async (operation, attempt) => {
    const state = await prior()
    stage.tenant.faults.next({ status: 403 })
    const refusal = await refusalOf(attempt(state))
    expect([refusal.diagnostics.map(({ summary }) => summary), refusal.state]).toEqual([
      [`Cannot ${operation} event stream`],
      state,
    ])
  })

  it.each(OPERATIONS)('name the stream as the state knows it (%s)', async (operation, attempt) => {
    const state = await prior()
    stage.tenant.faults.next({ status: 403 })
    const { diagnostics } = await refusalOf(attempt(state))
    expect(diagnostics[0]?.detail).toContain(`${operation} the event stream "users" with the id ${state.id} (403)`)
  })

  it('reports an update of a stream that is gone', async () => {
    const state = await prior()
    stage.tenant.deleteEventStream(state.id)
    expect((await refusalOf(rename(state))).message).toContain('deleted outside Terraform')
  })

  it('reports a name that another stream has', async () => {
    await createElsewhere(eventbridgeStream({}, { name: 'people' }))
    const { diagnostics } = await refusalOf(rename(await prior()))
    const detail = expect.stringMatching(
      /update the event stream "users" .*409.*\n\nThe stream est_\w+, created on .*, has the name "people" already\. .*choose another/,
    )
    expect(diagnostics).toEqual([expect.objectContaining({ path: 'name', detail })])
  })

  it('recovers from one failure of the server', async () => {
    const state = await prior()
    stage.tenant.faults.next({ status: 503 })
    expect(await stage.stream.read(state)).toEqual({ state, warnings: [] })
  })

  it('gives up on a read after three failures of the server', async () => {
    const state = await prior()
    stage.tenant.faults.next({ status: 500, times: 5 })
    await refusalOf(stage.stream.read(state))
    expect(stage.calls()).toHaveLength(3)
  })

  it('recovers from a rate limit by waiting', async () => {
    const change = await stage.stream.plan({ config: webhookStream() })
    stage.tenant.faults.next({ status: 429, headers: { 'retry-after': '0.01' } })
    expect((await stage.stream.apply(change)).state.name).toBe('users')
  })
})

describe('credentials that Auth0 refuses', () => {
  const TOKEN = { path: '/oauth/token' }
  const REFUSED =
    /^Auth0 refused the credentials, so the provider could not create the event stream "users" \(40[13].*from AUTH0_CLIENT_SECRET\.\n\n.*the client secret.* Then run the command again\.$/

  it.each([
    [
      'a wrong secret',
      { match: TOKEN, status: 401, body: { error: 'access_denied', error_description: 'Unauthorized' } },
    ],
    ['no grant', { match: TOKEN, status: 403, body: { error: 'access_denied', error_description: 'Create a grant' } }],
    ['a token that is refused', { status: 401, times: 2 }],
  ])('are one error with a next step (%s)', async (_, fault) => {
    const [diagnostic, ...others] = await createFails(fault)
    expect([diagnostic?.summary, diagnostic?.detail, others]).toEqual([
      'Authentication failed',
      expect.stringMatching(REFUSED),
      [],
    ])
  })
})
