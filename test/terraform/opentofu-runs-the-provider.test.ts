import { execFile } from 'node:child_process'
import { copyFileSync, linkSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, findTerraform, type Workspace } from '../kit/terraform-cli'
import { bearer, credentials, requireProvider, stream, webhook } from './configuration'

// The provider goes by the name of the program's file, so that Terraform under OpenTofu's name stands in for OpenTofu.
function nameTofu(folder: string): string {
  const [terraform, tofu] = [realpathSync(findTerraform() ?? ''), join(folder, 'tofu')]
  try {
    linkSync(terraform, tofu)
  } catch {
    copyFileSync(terraform, tofu)
  }
  return tofu
}

describeWithTerraform('an apply whose stream has a name that is taken', () => {
  let tenant: Emulator
  let folder: string
  let workspace: Workspace
  beforeEach(async () => {
    tenant = await startEmulator()
    folder = mkdtempSync(join(tmpdir(), 'program-'))
    const files = {
      'main.tf': `${requireProvider()}${stream({ label: 'a', type: 'webhook', body: webhook(bearer()) })}`,
    }
    workspace = await createWorkspace({ files, env: credentials(tenant) })
    await workspace.apply()
    workspace.write({ 'terraform.tfstate': null })
  })
  afterEach(async () => {
    workspace.remove()
    rmSync(folder, { recursive: true, force: true })
    await tenant.close()
  })

  it('names the commands of Terraform under Terraform', async () => {
    const { diagnostics } = await workspace.apply()
    expect(diagnostics[0]?.detail).toMatch(
      /\n {2}terraform import 'ADDRESS' est_\w+\n\nThen run terraform apply again\./,
    )
    expect(diagnostics[0]?.detail).not.toContain('tofu')
  })

  it('names the commands of OpenTofu under OpenTofu', async () => {
    const { folder: cwd, env } = workspace
    const run = promisify(execFile)(nameTofu(folder), ['apply', '-auto-approve'], { cwd, env })
    const { stderr } = await run.catch((failed: { stderr: string }) => failed)
    expect(stderr).toContain("tofu import 'ADDRESS' est_")
    expect(stderr).toContain('Then run tofu apply again.')
    expect(stderr).not.toMatch(/terraform (import|apply)/)
  })
})
