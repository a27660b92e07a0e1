import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, credentials, eventbridge, requireProvider, stream } from './configuration'

function configuration(revision: number) {
  return `${requireProvider()}
resource "terraform_data" "late" {
  input            = { region = "us-east-1", account = "123456789012" }
  triggers_replace = ${revision}
}
${stream({ label: 'region', type: 'eventbridge', body: eventbridge('123456789012', '${terraform_data.late.output.region}') })}
${stream({ label: 'account', type: 'eventbridge', body: eventbridge('${terraform_data.late.output.account}', 'us-east-1') })}
`
}

describeWithTerraform('a region that is known only after apply', () => {
  let tenant: Emulator
  let workspace: Workspace
  let planned: TerraformRun
  function idOf(label: string) {
    return workspace.state().attributes[`auth0_event_stream.${label}`]?.['id']
  }
  let before: unknown
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ env: credentials(tenant), files: { 'main.tf': configuration(1) } })
    await applyCleanly(workspace)
    before = idOf('region')
    workspace.write({ 'main.tf': configuration(2) })
    planned = await workspace.plan()
    await applyCleanly(workspace)
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  it.each([
    ['region', 'aws_region', 'move to another AWS region'],
    ['account', 'aws_account_id', 'move to another AWS account'],
  ])('is said to change perhaps, with what that costs: %s', (label, argument, reason) => {
    expect(planned.diagnostics.filter(({ address }) => address === `auth0_event_stream.${label}`)).toEqual([
      expect.objectContaining({
        summary: `Partner event source of "${label}" will be deleted`,
        detail: expect.stringContaining(
          `${argument} will be known only after apply and may change, and an event stream cannot ${reason}, so "${label}" will be deleted and a new stream created, even if the value turns out to be the same.`,
        ),
      }),
    ])
  })

  it('replaces the stream even if it is the same, as the plan said', () => {
    expect(idOf('region')).not.toBe(before)
  })
})
