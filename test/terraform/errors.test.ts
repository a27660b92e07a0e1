import { type Emulator, type Fault, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { bearer, credentials, requireProvider, stream, webhook } from './configuration'

const CONFIGURATION = `${requireProvider()}
provider "auth0" {
  debug = true
}
${stream({ label: 'users', type: 'webhook', body: webhook(bearer('the-token-of-users')) })}`

/** What goes wrong, and how the one diagnostic reads. */
interface Trouble {
  readonly env?: (good: ReturnType<typeof credentials>) => Record<string, string>
  readonly fault?: Fault
  /** Whether somebody else has a stream of that name. */
  readonly taken?: true
  readonly summary: string
  readonly detail: readonly string[]
  /** The line of the configuration that the diagnostic points to. */
  readonly code?: string
}

const CREATE = { method: 'POST', path: '/api/v2/event-streams' }

const TROUBLES: Record<string, Trouble> = {
  'missing credentials': {
    env: () => ({ AUTH0_DOMAIN: '', AUTH0_CLIENT_ID: '', AUTH0_CLIENT_SECRET: '' }),
    summary: 'Missing credentials',
    detail: ['set AUTH0_DOMAIN', 'set AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET'],
    code: 'provider "auth0" {',
  },
  'a domain with a path': {
    env: (good) => ({ ...good, AUTH0_DOMAIN: 'example.eu.auth0.com/api/v2' }),
    summary: 'Invalid domain',
    detail: ['"example.eu.auth0.com/api/v2"', 'Settings of your application'],
    code: 'provider "auth0" {',
  },
  'a domain that does not exist': {
    env: (good) => ({ ...good, AUTH0_DOMAIN: 'no-such-tenant.invalid' }),
    summary: 'Cannot create event stream',
    detail: ['no-such-tenant.invalid', 'Check the spelling of AUTH0_DOMAIN'],
  },
  'a refused connection': {
    env: (good) => ({ ...good, AUTH0_DOMAIN: 'http://127.0.0.1:1' }),
    summary: 'Cannot create event stream',
    detail: ['ECONNREFUSED', 'Nothing listens there'],
  },
  'a wrong client secret': {
    env: (good) => ({ ...good, AUTH0_CLIENT_SECRET: 'a-wrong-client-secret' }),
    summary: 'Authentication failed',
    detail: ['(401 access_denied)', 'AUTH0_CLIENT_SECRET'],
  },
  'a stale token': {
    env: ({ AUTH0_DOMAIN }) => ({ AUTH0_DOMAIN, AUTH0_CLIENT_ID: '', AUTH0_API_TOKEN: 'a-stale-api-token' }),
    summary: 'Authentication failed',
    detail: ['(401)', 'Such a token expires'],
  },
  'a missing scope': {
    env: (good) => ({ ...good, AUTH0_CLIENT_ID: 'reader', AUTH0_CLIENT_SECRET: 'the-secret-of-reader' }),
    summary: 'Cannot create event stream',
    detail: ['403', 'insufficient_scope', 'create:event_streams', 'Grant it in Applications'],
  },
  'a value that Auth0 refuses': {
    fault: {
      status: 400,
      body: {
        statusCode: 400,
        error: 'Bad Request',
        message: "Payload validation error: 'Too long' on property destination.configuration.webhook_endpoint (URL).",
        errorCode: 'invalid_body',
      },
    },
    summary: 'Cannot create event stream',
    detail: ['"users" (400 invalid_body)', 'Too long', 'Correct webhook_configuration[0].webhook_endpoint.'],
    code: 'webhook_endpoint = "https://example.com/hook"',
  },
  'a name that is taken': {
    taken: true,
    summary: 'Cannot create event stream',
    detail: ['(409', 'has the name "users" already', "\n\n  terraform import 'ADDRESS' est_", 'choose another name'],
    code: 'name             = "users"',
  },
  'a failure of Auth0': {
    fault: { status: 500, times: 9 },
    summary: 'Cannot create event stream',
    detail: ['(500)', 'The stream may still exist', 'https://status.auth0.com'],
  },
  'malformed JSON': {
    fault: { status: 201, body: '{"id": "est_' },
    summary: 'Cannot create event stream',
    detail: ['cannot be read', 'the JSON is broken or cut off', 'a proxy', 'most likely not created'],
  },
  'a page instead of JSON': {
    fault: { status: 502, body: '<html>bad gateway</html>', contentType: 'text/html', times: 3, match: CREATE },
    summary: 'Cannot create event stream',
    detail: ['502', 'most likely not created'],
  },
}

async function takeName({ url, apiToken }: Emulator): Promise<void> {
  const configuration = { aws_account_id: '123456789012', aws_region: 'eu-west-1' }
  await fetch(`${url}/api/v2/event-streams`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'users',
      subscriptions: [{ event_type: 'user.created' }],
      destination: { type: 'eventbridge', configuration },
    }),
  })
}

describeWithTerraform('what goes wrong', () => {
  let tenant: Emulator
  let limited: Emulator
  let workspace: Workspace
  let limitedWorkspace: Workspace
  let limitedRun: Promise<TerraformRun>
  const runs: Record<string, TerraformRun> = {}
  beforeAll(async () => {
    const clients = [{ clientId: 'reader', clientSecret: 'the-secret-of-reader', scopes: ['read:event_streams'] }]
    tenant = await startEmulator({ clients })
    limited = await startEmulator()
    workspace = await createWorkspace({ files: { 'main.tf': CONFIGURATION }, env: credentials(tenant) })
    limitedWorkspace = await createWorkspace({ files: { 'main.tf': CONFIGURATION }, env: credentials(limited) })
    // Giving up takes half a minute, which passes while the others run.
    limited.tenant.faults.next({ status: 429, times: 10, headers: { 'retry-after': '0', 'x-ratelimit-reset': null } })
    limitedRun = limitedWorkspace.apply()
    for (const [what, { env, fault, taken }] of Object.entries(TROUBLES)) {
      if (taken) await takeName(tenant)
      if (fault) tenant.tenant.faults.next(fault)
      runs[what] = await applyLoudly(env?.(credentials(tenant)))
      tenant.tenant.reset()
    }
  })
  afterAll(async () => {
    await limitedRun
    workspace.remove()
    limitedWorkspace.remove()
    await tenant.close()
    await limited.close()
  })
  function applyLoudly(env: Record<string, string> = {}) {
    return workspace.run(['apply', '-json', '-auto-approve'], { TF_LOG: 'trace', ...env })
  }

  it.each(Object.entries(TROUBLES))('is one error that says what to do: %s', (what, { summary, code, detail }) => {
    expect(runs[what]).toMatchObject({
      exitCode: 1,
      diagnostics: [{ severity: 'error', summary, ...(code !== undefined && { code }) }],
    })
    const told = runs[what]?.diagnostics[0]?.detail
    for (const words of detail) expect(told).toContain(words)
  })

  it.each(Object.keys(TROUBLES))('is shown without a stack trace: %s', (what) => {
    expect(runs[what]?.stdout).not.toMatch(/\n? +at .+:\d+:\d+/)
  })

  it.each(Object.keys(TROUBLES))('leaves no secret in output and trace: %s', (what) => {
    const secrets = ['the-token-of-users', 'the-secret-of-reader', 'a-wrong-client-secret', 'a-stale-api-token']
    const output = `${runs[what]?.stdout}${runs[what]?.stderr}`
    expect([...secrets, tenant.clientSecret].filter((secret) => output.includes(secret))).toEqual([])
  })

  it('is logged with its calls and their bodies as JSON text when debug is set', () => {
    const calls = runs['a failure of Auth0']?.stderr.split('\n').filter((line) => / requestBody=/.test(line))
    const create = calls?.find((line) => line.includes(': POST /api/v2/event-streams '))
    const body: unknown = JSON.parse(/ requestBody=("(?:[^"\\]|\\.)*")/.exec(create ?? '')?.[1] ?? '""')
    expect(JSON.parse(String(body))).toMatchObject({ name: 'users', destination: { type: 'webhook' } })
  })

  it('is waited out when Auth0 limits the rate for a moment', async () => {
    tenant.tenant.faults.next({ status: 429, headers: { 'retry-after': '0' } })
    expect(await workspace.apply()).toMatchObject({ exitCode: 0, diagnostics: [] })
  })

  it('is one error when the rate stays limited', async () => {
    expect(await limitedRun).toMatchObject({
      exitCode: 1,
      diagnostics: [{ summary: 'Cannot create event stream', detail: expect.stringContaining('(429)') }],
    })
  })
})
