import { type Emulator, type Fault, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, bearer, credentials, expectEmptyPlan, requireProvider, stream, webhook } from './configuration'

const CONFIGURATION = requireProvider() + stream({ label: 'users', type: 'webhook', body: webhook(bearer()) })
const ADDRESS = 'auth0_event_stream.users'

const PROXY_PAGE: Fault = { match: { method: 'GET' }, status: 404, body: '<html>Not here', contentType: 'text/html' }
const LOGIN_PAGE: Fault = { match: { method: 'DELETE' }, status: 200, body: '<html>Log in', contentType: 'text/html' }

describeWithTerraform('a stream for which something in between answers', () => {
  let tenant: Emulator
  let workspace: Workspace
  let id: unknown
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ files: { 'main.tf': CONFIGURATION }, env: credentials(tenant) })
    await applyCleanly(workspace)
    id = idInState()
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function idInState() {
    return workspace.state().attributes[ADDRESS]?.['id']
  }

  it.each([
    ['a plan', () => workspace.plan()],
    ['a refresh', () => workspace.apply('-refresh-only')],
    ['an apply', () => workspace.apply()],
  ])('stays in the state when %s meets a 404 page', async (_, run) => {
    tenant.tenant.faults.next(PROXY_PAGE)
    const { exitCode, diagnostics } = await run()
    const [severity, summary] = ['error', 'Cannot read event stream']
    expect([exitCode, idInState(), diagnostics]).toEqual([
      1,
      id,
      [expect.objectContaining({ severity, summary, address: ADDRESS })],
    ])
  })

  it('needs nothing once Auth0 itself answers again', async () => {
    await expect(expectEmptyPlan(workspace)).resolves.toBeUndefined()
  })

  it('stays in the state when a login page answers the DELETE', async () => {
    tenant.tenant.faults.next(LOGIN_PAGE)
    const { exitCode, diagnostics } = await workspace.destroy()
    const [severity, summary] = ['error', 'Cannot delete event stream']
    expect([exitCode, idInState(), diagnostics]).toEqual([
      1,
      id,
      [expect.objectContaining({ severity, summary, detail: expect.stringContaining('expected no content') })],
    ])
  })

  it('is deleted by the next destroy', async () => {
    expect((await workspace.destroy()).exitCode).toBe(0)
    expect([idInState(), tenant.tenant.eventStreams()]).toEqual([undefined, []])
  })
})
