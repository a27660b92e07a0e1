import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { bearer, credentials, requireProvider, stream, webhook } from './configuration'

describeWithTerraform('the log of the API calls', () => {
  let tenant: Emulator
  let workspace: Workspace
  let run: TerraformRun
  beforeAll(async () => {
    tenant = await startEmulator()
    const body = webhook(bearer(), 'https://user:hush-hush@example.com')
    workspace = await createWorkspace({
      env: { ...credentials(tenant), TF_LOG_PROVIDER: 'DEBUG', AUTH0_DEBUG: 'true' },
      files: { 'main.tf': requireProvider() + stream({ label: 'a', type: 'webhook', body }) },
    })
    tenant.tenant.faults.next({ match: { method: 'POST', path: '/api/v2/event-streams' }, status: 503 })
    run = await workspace.run(['apply', '-auto-approve'])
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  it('tells method, path, status and time in the message of a line', () => {
    expect(run.stderr).toMatch(/: POST \/oauth\/token 200 \(\d+ ms\)/)
    expect(run.stderr).toMatch(/: POST \/api\/v2\/event-streams 503 \(\d+ ms\)/)
    expect(run.stderr).toMatch(/: POST \/api\/v2\/event-streams 201 \(\d+ ms\b/)
  })

  it('holds no password of an endpoint', () => {
    const lines = run.stderr.split('\n').filter((line) => line.includes('hush-hush'))
    expect([run.stderr.includes('webhook_endpoint'), lines]).toEqual([true, []])
  })
})
