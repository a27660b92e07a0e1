import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { codeBlocks, readGuide } from '../kit/guide'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { credentials, readPlanFile, writesTo } from './configuration'

const [CONFIGURATION = ''] = codeBlocks(readGuide('write-only-secrets-in-ci'), 'terraform')
const TOKEN = 'the-token-of-the-pipeline'
const WITH = { TF_VAR_crm_token: TOKEN }

describeWithTerraform('the guide on write-only secrets in CI', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ files: { 'main.tf': CONFIGURATION }, env: credentials(tenant) })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function secrets() {
    return JSON.stringify(tenant.tenant.eventStreams().map(({ id }) => tenant.tenant.secrets(id)))
  }

  it('plans a create with the secret, and an empty one counts as none', async () => {
    const { exitCode, stderr } = await workspace.run(['plan', '-out', 'tfplan'], { TF_VAR_crm_token: '' })
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('Missing webhook secret')])
    expect((await workspace.run(['plan', '-out', 'tfplan'], WITH)).exitCode).toBe(0)
    expect(Object.values(readPlanFile(join(workspace.folder, 'tfplan'))).join('\n')).not.toContain(TOKEN)
  })

  it('needs the variable again for the apply of a saved plan', async () => {
    const { exitCode, stderr } = await workspace.run(['apply', '-input=false', 'tfplan'])
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('so must also be set during the apply')])
    expect((await workspace.run(['apply', '-input=false', 'tfplan'], WITH)).exitCode).toBe(0)
    expect(secrets()).toContain(TOKEN)
    expect(workspace.state().text).not.toContain(TOKEN)
  })

  it('needs no secret where none is sent', async () => {
    expect((await workspace.run(['plan', '-detailed-exitcode'])).exitCode).toBe(0)
  })

  it('sends a new secret with a new version, in one PATCH', async () => {
    const rotate = ['apply', '-auto-approve', '-var', 'crm_token_version=20260131']
    const before = writesTo(tenant).length
    expect((await workspace.run(rotate, { TF_VAR_crm_token: 'another-token' })).exitCode).toBe(0)
    expect(secrets()).toContain('another-token')
    expect(writesTo(tenant).slice(before)).toEqual([expect.stringMatching(/^PATCH /)])
  })
})
