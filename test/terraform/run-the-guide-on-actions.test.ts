import { type Emulator, startEmulator } from '../../emulator/index'
import { codeBlocks, readGuide } from '../kit/guide'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { credentials } from './configuration'

const [CONFIGURATION = ''] = codeBlocks(readGuide('actions-for-event-streams'), 'terraform')
const KEY = 'the-key-of-the-crm'

describeWithTerraform('the guide on Actions for event streams', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    const env = { ...credentials(tenant), TF_VAR_crm_key: KEY }
    workspace = await createWorkspace({ files: { 'main.tf': CONFIGURATION }, env })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  it('shows a configuration that is created without a warning, keeps its secret out of the state, and stays as it is', async () => {
    const { exitCode, diagnostics } = await workspace.apply()
    expect([exitCode, diagnostics]).toEqual([0, []])
    expect(workspace.state().text).not.toContain(KEY)
    expect((await workspace.plan()).exitCode).toBe(0)
  })

  it('is destroyed in one apply, the Action with its stream', async () => {
    expect((await workspace.destroy()).exitCode).toBe(0)
    expect(tenant.tenant.eventStreams()).toEqual([])
  })
})
