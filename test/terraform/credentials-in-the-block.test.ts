import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { eventbridge, requireProvider, stream } from './configuration'

const STREAM = stream({ label: 'a', type: 'eventbridge', body: eventbridge() })

describeWithTerraform('a provider block with credentials, while the environment has others', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
  })
  beforeEach(async () => {
    tenant.tenant.reset()
    workspace = await createWorkspace()
  })
  afterEach(() => workspace.remove())
  afterAll(() => tenant.close())

  async function apply(block: Record<string, string | boolean>, env: Record<string, string>) {
    const lines = Object.entries({ domain: tenant.domain, ...block }).map(([k, v]) => `  ${k} = ${JSON.stringify(v)}\n`)
    workspace.write({ 'main.tf': `${requireProvider()}provider "auth0" {\n${lines.join('')}}\n${STREAM}` })
    return workspace.run(['apply', '-auto-approve'], env)
  }

  it.each([
    ['an API token', { AUTH0_API_TOKEN: 'not.a.token' }],
    ['the session of the Auth0 CLI', { AUTH0_CLI_LOGIN: 'true' }],
    ['both', { AUTH0_API_TOKEN: 'not.a.token', AUTH0_CLI_LOGIN: '1' }],
    [
      'a client assertion',
      { AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: 'no key', AUTH0_CLIENT_ASSERTION_SIGNING_ALG: 'RS256' },
    ],
  ])('uses its client id and secret, not %s', async (_, env) => {
    const { clientId, clientSecret } = tenant
    const run = await apply({ client_id: clientId, client_secret: clientSecret }, env)
    expect([run.exitCode, run.stderr]).toEqual([0, ''])
  })

  it('uses its client id with the secret of the environment, not an API token', async () => {
    const env = { AUTH0_CLIENT_SECRET: tenant.clientSecret, AUTH0_API_TOKEN: 'not.a.token' }
    expect((await apply({ client_id: tenant.clientId }, env)).exitCode).toBe(0)
  })

  it('uses its API token, not the session of the Auth0 CLI', async () => {
    expect((await apply({ api_token: tenant.apiToken }, { AUTH0_CLI_LOGIN: 'true' })).exitCode).toBe(0)
  })

  it('takes empty attributes for none', async () => {
    const run = await apply({ client_id: '', client_secret: '' }, { AUTH0_API_TOKEN: tenant.apiToken })
    expect(run.exitCode).toBe(0)
  })

  it('uses the API token before the client where both are in the environment', async () => {
    const env = { AUTH0_API_TOKEN: tenant.apiToken, AUTH0_CLIENT_ID: 'x', AUTH0_CLIENT_SECRET: 'y' }
    expect((await apply({}, env)).exitCode).toBe(0)
  })

  it('says what its secret lacks, though the environment has an API token', async () => {
    const run = await apply({ client_secret: 'hush' }, { AUTH0_API_TOKEN: tenant.apiToken })
    expect(run.stderr).toContain('No client id: client_secret in the provider block is set')
    expect(run.stderr).not.toContain('hush')
  })

  it.each(['https://%', '%/', 'HTTPS://%/', '%'])(
    'finds the session of the Auth0 CLI for the domain as %s',
    async (form) => {
      const home = workspace.env['HOME'] ?? ''
      mkdirSync(join(home, '.config', 'auth0'), { recursive: true })
      const session = { tenants: { 'example.eu.auth0.com': { access_token: expiringIn(-60) } } }
      writeFileSync(join(home, '.config', 'auth0', 'config.json'), JSON.stringify(session))
      const run = await apply({ domain: form.replace('%', 'Example.EU.auth0.com'), cli_login: true }, {})
      expect(run.stderr.replace(/\s+/g, ' ')).toContain("the Auth0 CLI's session for example.eu.auth0.com has expired")
    },
  )
})

function expiringIn(seconds: number): string {
  return `x.${Buffer.from(JSON.stringify({ exp: Math.floor(Date.now() / 1000) + seconds })).toString('base64url')}.x`
}
