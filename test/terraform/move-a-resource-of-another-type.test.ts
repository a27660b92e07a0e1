import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform } from '../kit/terraform-cli'
import { credentials, eventbridge, requireProvider, stream } from './configuration'

const BUS = stream({ label: 'bus', type: 'eventbridge', body: eventbridge() })

describeWithTerraform('a moved block from a resource of another type', () => {
  let tenant: Emulator
  beforeAll(async () => {
    tenant = await startEmulator()
  })
  afterAll(() => tenant.close())

  it('is refused in one readable sentence, and the stream is not created', async () => {
    const files = { 'main.tf': `${requireProvider()}resource "terraform_data" "old" {}\n` }
    const workspace = await createWorkspace({ files, env: credentials(tenant) })
    await workspace.apply()
    workspace.write({
      'main.tf': `${requireProvider()}${BUS}moved {\n  from = terraform_data.old\n  to   = auth0_event_stream.bus\n}\n`,
    })
    const { diagnostics } = await workspace.apply()
    const [sentence] = diagnostics.map(({ detail }) => detail)
    expect(sentence).toContain('The state of terraform_data cannot be moved to auth0_event_stream')
    expect(sentence).not.toMatch(/\ba auth0/)
    expect(tenant.tenant.eventStreams()).toEqual([])
    workspace.remove()
  })
})
