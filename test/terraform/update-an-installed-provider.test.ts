import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, credentials, eventbridge, stream } from './configuration'
import { createInstalledPackage, type InstalledPackage } from './installed-package'

const OFFICIAL = 'auth0/auth0'
const LOCK = '.terraform.lock.hcl'
const BUS = stream({ label: 'bus', type: 'eventbridge', body: eventbridge() })

function requiring(constraint: string, source = OFFICIAL) {
  return `terraform {
  required_providers {
    auth0 = {
      source  = "${source}"
      version = "${constraint}"
    }
  }
}
`
}

/** A lock file as one that was written with the official provider, of which nothing here is installed. */
const OFFICIAL_LOCK = `provider "registry.terraform.io/auth0/auth0" {
  version     = "1.55.0"
  constraints = ">= 1.0.0"
  hashes = [
    "h1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=",
    "zh:0000000000000000000000000000000000000000000000000000000000000000",
  ]
}
`

describeWithTerraform('an installed provider that is updated', () => {
  let tenant: Emulator
  beforeAll(async () => {
    tenant = await startEmulator()
  })
  afterAll(() => tenant.close())

  let installed: InstalledPackage
  let workspace: Workspace
  beforeEach(async () => {
    installed = createInstalledPackage()
    const files = { 'main.tf': requiring('>= 1.0.0') + BUS }
    workspace = await createWorkspace({ files, env: { ...credentials(tenant), ...installed.env } })
  })
  afterEach(() => {
    tenant.tenant.reset()
    workspace.remove()
    installed.remove()
  })

  async function init(...args: readonly string[]) {
    const { exitCode, stdout, stderr } = await workspace.init(...args)
    return { exitCode, text: (stdout + stderr).replaceAll(/\s+/g, ' ') }
  }
  function lockedVersion() {
    return /version += "([^"]+)"/.exec(readFileSync(join(workspace.folder, LOCK), 'utf8'))?.[1]
  }
  function forgetProviders() {
    workspace.write({ [LOCK]: null })
    rmSync(join(workspace.folder, '.terraform', 'providers'), { recursive: true })
  }
  function isRebuilt() {
    const providers = join(workspace.folder, '.terraform', 'providers')
    const names = readdirSync(providers, { recursive: true, encoding: 'utf8' })
    const executable = names.find((name) => name.endsWith(`terraform-provider-auth0_v${lockedVersion()}`)) ?? ''
    return readFileSync(join(providers, executable), 'utf8').endsWith('// rebuilt\n')
  }

  describe('to the next release, under the official address', () => {
    it('has a version of its own, which init -upgrade takes', async () => {
      installed.install('--source', OFFICIAL)
      await init()
      expect(lockedVersion()).toBe('1.55.10000')
      installed.update('1.1.0')
      installed.rebuild()
      installed.install('--source', OFFICIAL)
      expect(await init('-upgrade')).toMatchObject({ exitCode: 0 })
      expect([lockedVersion(), isRebuilt()]).toEqual(['1.55.10100', true])
    })

    it('takes the place of the official release that a lock file names, after init -upgrade', async () => {
      installed.install('--source', OFFICIAL)
      workspace.write({ [LOCK]: OFFICIAL_LOCK })
      expect(await init('-upgrade')).toMatchObject({ exitCode: 0 })
      await expect(applyCleanly(workspace)).resolves.toHaveProperty('exitCode', 0)
    })

    it.each(['>= 1.0.0', '~> 1.55', '~> 1.55.0', '~> 1.0', '>= 1.55.0, < 2.0.0'])(
      'is found by %s',
      async (constraint) => {
        installed.install('--source', OFFICIAL)
        workspace.write({ 'main.tf': requiring(constraint) })
        expect(await init()).toMatchObject({ exitCode: 0 })
      },
    )

    it('is found by an exact version when it was installed as that', async () => {
      installed.install('--source', OFFICIAL, '--version', '1.55.0')
      workspace.write({ 'main.tf': requiring('1.55.0') })
      expect(await init()).toMatchObject({ exitCode: 0 })
    })
  })

  describe('by a build of the same version', () => {
    function rebuild() {
      installed.rebuild()
      installed.install('--source', OFFICIAL)
    }
    beforeEach(async () => {
      installed.install('--source', OFFICIAL)
      await init()
      rebuild()
    })

    it('leaves a project that was initialized as it is', async () => {
      await expect(applyCleanly(workspace)).resolves.toHaveProperty('exitCode', 0)
      expect([await init(), isRebuilt()]).toEqual([expect.objectContaining({ exitCode: 0 }), false])
    })

    it('is taken once the lock file and the copy are gone, as the command advises', async () => {
      expect(installed.install('--source', OFFICIAL)).toContain(
        "first delete the\nprovider's block in .terraform.lock.hcl and the folder .terraform/providers.",
      )
      forgetProviders()
      expect([await init(), isRebuilt()]).toEqual([expect.objectContaining({ exitCode: 0 }), true])
    })

    it('does not pass for the contents that a lock file names', async () => {
      rmSync(join(workspace.folder, '.terraform'), { recursive: true })
      expect((await init('-upgrade')).text).toContain("doesn't match any of the checksums")
      workspace.write({ [LOCK]: null })
      expect(await init()).toMatchObject({ exitCode: 0 })
    })
  })

  it('goes on with an apply that is under way', async () => {
    installed.install('--source', OFFICIAL)
    await init()
    tenant.tenant.setLatency(1500)
    const { ended } = workspace.start(['apply', '-auto-approve'])
    await new Promise((resolve) => setTimeout(resolve, 1000))
    installed.rebuild()
    installed.install('--source', OFFICIAL)
    const { exitCode, stdout } = await ended
    tenant.tenant.setLatency(0)
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('1 added')])
  })

  it('has one checksum for every platform, so that a lock file serves a whole team', async () => {
    installed.install('--source', OFFICIAL)
    await init()
    const locked = readFileSync(join(workspace.folder, LOCK), 'utf8')
    const platforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'].map((name) => `-platform=${name}`)
    const { exitCode } = await workspace.run(['providers', 'lock', `-fs-mirror=${installed.mirror}`, ...platforms])
    expect([exitCode, readFileSync(join(workspace.folder, LOCK), 'utf8')]).toEqual([0, locked])
  })

  it('is found without a setting in the folder that is searched by default', async () => {
    installed.install('--source', OFFICIAL, '--dir', join(workspace.env['HOME'] ?? '', '.terraform.d', 'plugins'))
    const { exitCode } = await workspace.run(['init'], { TF_CLI_CONFIG_FILE: '/dev/null' })
    expect(exitCode).toBe(0)
  })

  it('is found by the settings and the block that the command prints', async () => {
    const text = installed.install()
    const [block = '', settings = ''] = text.match(/^(terraform|provider_installation) \{[\s\S]*?\n\}$/gm) ?? []
    workspace.write({ 'main.tf': block, 'printed.rc': settings })
    const printed = { TF_CLI_CONFIG_FILE: join(workspace.folder, 'printed.rc') }
    expect(await workspace.run(['init'], printed)).toMatchObject({ exitCode: 0 })
  })
})
