import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { credentials, expectEmptyPlan, writesTo } from './configuration'
import { type Official, readOfficial, recreate } from './official-provider/official-states'

const ADDRESSES = ['registry.terraform.io/auth0/auth0', 'registry.terraform.io/auth0-event-streams/auth0'] as const

for (const name of ['streams', 'actions'] as const)
  describeWithTerraform(`a state of ${name} that the official provider wrote`, () => takeOverSuite(name))

function takeOverSuite(name: 'streams' | 'actions'): void {
  let tenant: Emulator
  let official: Official
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    official = await recreate(readOfficial(name), tenant)
  })
  afterAll(() => tenant.close())
  afterEach(() => workspace?.remove())

  async function takeOver(source: string) {
    const main = official.configuration.replace('auth0/auth0', source)
    workspace = await createWorkspace({
      files: { 'main.tf': main, 'terraform.tfstate': official.state },
      env: credentials(tenant),
      source,
    })
    tenant.tenant.clearRequests()
  }

  it.each([[[]], [['-refresh=false']]])('plans nothing, options %j', async (options) => {
    await takeOver('auth0/auth0')
    await expect(expectEmptyPlan(workspace, ...options)).resolves.toBeUndefined()
  })

  it('plans nothing under our address after state replace-provider, and writes nothing', async () => {
    await takeOver('auth0-event-streams/auth0')
    await workspace.run(['state', 'replace-provider', '-auto-approve', ...ADDRESSES])
    await expect(expectEmptyPlan(workspace)).resolves.toBeUndefined()
    expect((await workspace.apply()).exitCode).toBe(0)
    expect(writesTo(tenant)).toEqual([])
  })
}
