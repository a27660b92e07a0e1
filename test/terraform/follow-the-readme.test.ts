import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { codeBlocks } from '../kit/guide'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { credentials, readPlanFile } from './configuration'

const [CONFIGURATION = ''] = codeBlocks(readFileSync('README.md', 'utf8'), 'hcl')
const SECRET = 'the-crm-token-of-the-readme'

describeWithTerraform('the configuration of the README', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
  })
  afterAll(() => tenant.close())
  afterEach(() => {
    tenant.tenant.reset()
    workspace.remove()
  })

  async function savedPlan(configuration: string) {
    const env = { ...credentials(tenant), TF_VAR_crm_token: SECRET }
    workspace = await createWorkspace({ files: { 'main.tf': configuration }, env })
    expect((await workspace.run(['plan', '-out', 'saved'])).exitCode).toBe(0)
    return Object.values(readPlanFile(join(workspace.folder, 'saved'))).join('\n')
  }

  it('is applied from a saved plan, and the secret is in neither plan nor state', async () => {
    const plan = await savedPlan(CONFIGURATION)
    expect((await workspace.run(['apply', 'saved'])).exitCode).toBe(0)
    const [{ id = '' } = {}] = tenant.tenant.eventStreams()
    expect(JSON.stringify(tenant.tenant.secrets(id))).toContain(SECRET)
    expect(plan + workspace.state().text).not.toContain(SECRET)
  })

  it('would have the secret in a saved plan if its variable were only sensitive, as it says', async () => {
    expect(await savedPlan(CONFIGURATION.replace('ephemeral = true', 'sensitive = true'))).toContain(SECRET)
  })
})
