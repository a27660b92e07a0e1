import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { knowsIdentities } from './client-version'
import { credentials, eventbridge, expectEmptyPlan, requireProvider, stream } from './configuration'

function importBlock(id: unknown): string {
  return `import {\n  to       = auth0_event_stream.bus\n  identity = { id = "${id}" }\n}\n`
}

describeWithTerraform('an import block with an identity', () => {
  let tenant: Emulator
  let workspace: Workspace
  let isKnown: boolean
  beforeAll(async () => {
    tenant = await startEmulator()
    const block = stream({ label: 'bus', type: 'eventbridge', body: eventbridge() })
    workspace = await createWorkspace({
      files: { 'main.tf': `${requireProvider()}${block}` },
      env: credentials(tenant),
    })
    isKnown = await knowsIdentities(workspace)
    await workspace.apply()
    const id = workspace.state().attributes['auth0_event_stream.bus']?.['id']
    rmSync(join(workspace.folder, 'terraform.tfstate'))
    writeFileSync(join(workspace.folder, 'imports.tf'), importBlock(id))
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  it('imports the stream where the client knows identities; an older one refuses the argument', async () => {
    const { exitCode, stdout, stderr } = await workspace.run(['apply', '-auto-approve', '-no-color'])
    const expected = isKnown
      ? { exitCode: 0, said: expect.stringContaining('1 imported, 0 added, 0 changed, 0 destroyed') }
      : { exitCode: 1, said: expect.stringContaining('An argument named "identity" is not expected here') }
    expect({ exitCode, said: stdout + stderr }).toEqual(expected)
    if (isKnown) await expectEmptyPlan(workspace)
  })

  it('refuses what is no id as an import by id does', async () => {
    writeFileSync(join(workspace.folder, 'imports.tf'), importBlock('users').replaceAll('.bus', '.other'))
    const block = stream({ label: 'other', type: 'eventbridge', body: eventbridge() })
    writeFileSync(join(workspace.folder, 'other.tf'), block)
    const { exitCode, stderr } = await workspace.run(['plan', '-no-color'])
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining(isKnown ? 'Invalid event stream id' : '"identity" is not expected here'),
    })
  })
})
