import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { action, bearer, credentials, eventbridge, requireProvider, stream, webhook } from './configuration'

const ACTION_ID = '385db79f-28a4-43d9-909d-6f5511dd6632'

const BLOCKS = [
  stream({ label: 'code', type: 'action', body: action(ACTION_ID) }),
  stream({ label: 'bus', type: 'eventbridge', body: eventbridge() }),
  stream({ label: 'hook', type: 'webhook', body: webhook(bearer()) }),
]

describeWithTerraform('a stream that is destroyed', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    tenant.tenant.addAction({ id: ACTION_ID })
    workspace = await createWorkspace({
      files: { 'main.tf': requireProvider() + BLOCKS.join('') },
      env: credentials(tenant),
    })
    await workspace.apply()
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function warnings({ diagnostics }: TerraformRun) {
    return diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`).sort()
  }
  const LOSSES = ['warning: Action of "code" will be deleted', 'warning: Partner event source of "bus" will be deleted']

  it('is said in the plan to take its Action or its partner event source along, and nothing for a webhook', async () => {
    expect(warnings(await workspace.plan('-destroy'))).toEqual(LOSSES)
  })

  it('names the Action, and how to keep it', async () => {
    const { diagnostics } = await workspace.plan('-destroy', '-target=auth0_event_stream.code')
    const [warned] = diagnostics.filter(({ summary }) => /Action/.test(summary))
    expect(warned?.detail).toMatch(new RegExp(`The Action ${ACTION_ID} will be gone.*[^]*removed block`))
  })

  it('is said so when it is taken out of the configuration', async () => {
    workspace.write({ 'main.tf': requireProvider() + BLOCKS[2] })
    expect(warnings(await workspace.plan())).toEqual(LOSSES)
  })

  it('is not, where nothing is destroyed', async () => {
    function removed(label: string) {
      return `removed {\n from = auth0_event_stream.${label}\n lifecycle {\n destroy = false\n }\n}\n`
    }
    workspace.write({ 'main.tf': requireProvider() + BLOCKS[2] + removed('code') + removed('bus') })
    expect(warnings(await workspace.plan()).filter((warning) => /Action of|Partner/.test(warning))).toEqual([])
  })

  it('is destroyed', async () => {
    workspace.write({ 'main.tf': requireProvider() + BLOCKS.join('') })
    const { exitCode } = await workspace.destroy()
    expect([exitCode, tenant.tenant.eventStreams()]).toEqual([0, []])
  })
})
