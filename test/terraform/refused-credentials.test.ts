import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { bearer, credentials, requireProvider, stream, webhook } from './configuration'

function jwt(claims: object) {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`
}
const YESTERDAY = Math.floor(Date.now() / 1000) - 86_400

describeWithTerraform('a plan or apply whose credentials are refused', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
  })
  beforeEach(async () => {
    tenant.tenant.reset()
    const streams = ['a', 'b', 'c'].map((label) => stream({ label, type: 'webhook', body: webhook(bearer()) }))
    workspace = await createWorkspace({ files: { 'main.tf': `${requireProvider()}${streams.join('')}` } })
  })
  afterEach(() => workspace.remove())
  afterAll(() => tenant.close())

  /** The detail of each error, the longest first. */
  async function detailsOf(env: Record<string, string>): Promise<string[]> {
    const run = await workspace.run(['apply', '-json', '-auto-approve'], { AUTH0_DOMAIN: tenant.domain, ...env })
    return run.diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ detail }) => detail)
      .sort((a, b) => b.length - a.length)
  }

  const SHORT =
    /^The provider could not create the event stream "[abc]", for the same reason as it could not create the event stream "[abc]"\.$/

  it('says which were used and where they came from, in full once', async () => {
    const details = await detailsOf({ ...credentials(tenant), AUTH0_CLIENT_SECRET: 'not-this-one' })
    expect(details).toEqual([
      expect.stringContaining(
        'The provider used the client id from AUTH0_CLIENT_ID and the client secret from AUTH0_CLIENT_SECRET.',
      ),
      expect.stringMatching(SHORT),
      expect.stringMatching(SHORT),
    ])
    expect(details.join()).not.toContain('not-this-one')
  })

  it('names an API token of the environment, and what it took the place of', async () => {
    const [detail] = await detailsOf({ ...credentials(tenant), AUTH0_API_TOKEN: 'abc' })
    expect(detail).toContain(
      'used the API token from AUTH0_API_TOKEN (AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET are set as well, but not used).',
    )
  })

  it('says first that the API token has expired, and nothing of client ids before it', async () => {
    const [detail] = await detailsOf({ AUTH0_API_TOKEN: jwt({ exp: YESTERDAY }) })
    expect(detail).toMatch(/^The API token expired on \d{4}-\d\d-\d\dT/)
    expect(detail).toContain('\n\nGet a new token from the Auth0 Dashboard')
  })

  it('says so, too, when only Auth0 knows that it has expired', async () => {
    for (let i = 0; i < 9; i++) {
      const message = 'Expired token received for JSON Web Token validation'
      tenant.tenant.faults.next({
        match: { path: '/api/v2/event-streams' },
        status: 401,
        body: { statusCode: 401, error: 'Unauthorized', message },
      })
    }
    const [detail] = await detailsOf({ AUTH0_API_TOKEN: 'opaque' })
    expect(detail).toMatch(/^The API token has expired\. Auth0 refused/)
  })

  it('names the tenant that issued the API token when it is another', async () => {
    const [detail] = await detailsOf({
      AUTH0_API_TOKEN: jwt({ exp: YESTERDAY + 999_999, iss: 'https://other.eu.auth0.com/' }),
    })
    expect(detail).toContain('it was issued by "https://other.eu.auth0.com/"')
  })

  it('names AUTH0_AUDIENCE for a custom domain', async () => {
    const error_description = 'Service not enabled within domain: https://login.example.com/api/v2/'
    for (let i = 0; i < 9; i++) {
      tenant.tenant.faults.next({
        match: { path: '/oauth/token' },
        status: 403,
        body: { error: 'access_denied', error_description },
      })
    }
    const [detail] = await detailsOf(credentials(tenant))
    expect(detail).toContain('AUTH0_AUDIENCE=https://TENANT/api/v2/')
    expect(detail).toContain('used the client id from AUTH0_CLIENT_ID')
  })

  it('says http:// to a loopback address without a scheme', async () => {
    const domain = tenant.domain.replace('http://', '')
    const [detail, ...others] = await detailsOf({ ...credentials(tenant), AUTH0_DOMAIN: domain })
    expect(detail).toContain('the server does not speak TLS')
    expect(detail).toContain(`AUTH0_DOMAIN=http://${domain}.`)
    expect(detail).not.toMatch(/SSL routines|error:0A/)
    expect(others).toEqual([expect.stringMatching(SHORT), expect.stringMatching(SHORT)])
  })

  it('tells different causes apart', async () => {
    function refuse(status: number, message: string) {
      return tenant.tenant.faults.next({
        match: { method: 'POST', path: '/api/v2/event-streams' },
        status,
        body: { statusCode: status, error: 'x', message },
      })
    }
    refuse(403, 'Insufficient scope, expected any of: create:event_streams')
    refuse(403, 'Insufficient scope, expected any of: create:event_streams')
    refuse(403, 'This feature is not part of your plan')
    const details = await detailsOf(credentials(tenant))
    expect(details.filter((detail) => SHORT.test(detail))).toHaveLength(1)
    expect(details.filter((detail) => detail.includes('The provider used the client id'))).toHaveLength(2)
  })

  it('refuses a token with a line end before anything is sent', async () => {
    const [detail] = await detailsOf({ AUTH0_API_TOKEN: `${tenant.apiToken}\n` })
    expect(detail).toContain('AUTH0_API_TOKEN begins or ends with white space or a line break')
    expect([detail?.includes(tenant.apiToken), tenant.tenant.requests()]).toEqual([false, []])
  })

  it('warns of a domain with letters of another script', async () => {
    const env = { ...credentials(tenant), AUTH0_DOMAIN: 'ex\u0430mple.eu.auth0.invalid' }
    const { diagnostics } = await workspace.run(['plan', '-json'], env)
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ severity: 'warning', summary: 'Domain with letters of another script' }),
    )
  })
})
