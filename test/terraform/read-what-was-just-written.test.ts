import { startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform } from '../kit/terraform-cli'
import { credentials, eventbridge, requireProvider, stream } from './configuration'

jest.setTimeout(60_000)

function bridge(label: string, name = label) {
  return stream({ label, name, type: 'eventbridge', body: eventbridge() })
}

/** Two streams are read while a third is renamed, and that one once it has been renamed. */
function configuration(name: string, run: number): string {
  return `${requireProvider()}
${bridge('one')}${bridge('two')}${bridge('three', name)}
resource "terraform_data" "run" {
  input = ${run}
}
data "auth0_event_stream" "meanwhile" {
  for_each   = { one = auth0_event_stream.one.id, two = auth0_event_stream.two.id }
  id         = each.value
  depends_on = [terraform_data.run]
}
data "auth0_event_stream" "afterwards" {
  id         = auth0_event_stream.three.id
  depends_on = [auth0_event_stream.three]
}
output "names" {
  value = [auth0_event_stream.three.name, data.auth0_event_stream.afterwards.name]
}
`
}

describeWithTerraform('a data source that depends on a stream which is renamed', () => {
  it('has the new name, whatever else is read meanwhile', async () => {
    const emulator = await startEmulator()
    const workspace = await createWorkspace({
      env: credentials(emulator),
      files: { 'main.tf': configuration('three', 1) },
    })
    try {
      expect((await workspace.apply()).exitCode).toBe(0)
      workspace.write({ 'main.tf': configuration('renamed', 2) })
      emulator.tenant.faults.next({ match: { method: 'PATCH' }, delayMs: 800 })
      expect((await workspace.apply()).exitCode).toBe(0)
      const { stdout } = await workspace.run(['output', '-json', 'names'])
      expect(JSON.parse(stdout)).toEqual(['renamed', 'renamed'])
    } finally {
      workspace.remove()
      await emulator.close()
    }
  })
})
