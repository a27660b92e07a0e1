import { type Emulator, startEmulator } from '../../emulator/index'
import { codeBlocks, readGuide } from '../kit/guide'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, credentials, expectEmptyPlan, writesTo } from './configuration'
import { createInstalledPackage, type InstalledPackage } from './installed-package'

const [BEFORE = '', AFTER = ''] = codeBlocks(readGuide('beside-the-official-provider'), 'terraform')
const [SWITCHED = ''] = codeBlocks(readGuide('switching-from-the-official-provider'), 'terraform')
const REPLACE = codeBlocks(readGuide('switching-from-the-official-provider'), 'shell')
  .flatMap((block) => block.split('\n'))
  .filter((line) => line.includes('replace-provider'))

/** The parts of the guide's configuration that are about event streams alone. */
const STREAMS_ONLY = BEFORE.replace(/resource "auth0_client"[\s\S]*?\n\}\n/, '')

/** The registry host that a state names; it is the one of the program that wrote it. */
function hostOf(state: string): string {
  return /registry\.[\w.]+/.exec(state)?.[0] ?? ''
}

/** `state replace-provider …` with the answer to its question. */
function withoutAsking([state = '', replace = '', ...addresses]: readonly string[]) {
  return [state, replace, '-auto-approve', ...addresses]
}

const [, , BODY = ''] = /^(terraform \{[\s\S]*?\n\}\n)([\s\S]*)$/.exec(STREAMS_ONLY) ?? []

describeWithTerraform('a configuration of the official provider with a client and an event stream', () => {
  let tenant: Emulator
  let installed: InstalledPackage
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    installed = createInstalledPackage()
    installed.install()
    installed.installOfficial()
  })
  afterAll(async () => {
    await tenant.close()
    installed.remove()
  })
  afterEach(() => {
    tenant.tenant.reset()
    workspace.remove()
  })

  async function start(text: string) {
    const env = { ...credentials(tenant), TF_VAR_crm_token: 'a-secret-token', ...installed.env }
    workspace = await createWorkspace({ files: { 'main.tf': text }, env })
    await workspace.init()
    await applyCleanly(workspace)
    tenant.tenant.clearRequests()
  }
  async function change(text: string) {
    workspace.write({ 'main.tf': text })
    expect(await workspace.init()).toMatchObject({ exitCode: 0 })
    await expectEmptyPlan(workspace)
    await applyCleanly(workspace)
  }
  /** Which provider has the instances of each type, without the host. */
  function owners() {
    const { resources } = JSON.parse(workspace.state().text)
    const entries = resources.map(({ type, provider }: { type: string; provider: string }) => [
      type,
      /\["[^/]+\/(.+)"\]$/.exec(provider)?.[1],
    ])
    return Object.fromEntries(entries)
  }
  const OURS = 'auth0-event-streams/auth0'
  const OFFICIAL = 'auth0/auth0'

  it('gives the stream to this provider and keeps the rest, as the guide says, without a write', async () => {
    await start(BEFORE)
    await change(AFTER)
    expect(owners()).toEqual({ auth0_client: OFFICIAL, auth0_event_stream: OURS })
    expect(writesTo(tenant)).toEqual([])
  })

  it('goes back the same way', async () => {
    await start(AFTER)
    await change(BEFORE)
    expect(owners()).toEqual({ auth0_client: OFFICIAL, auth0_event_stream: OFFICIAL })
    expect(writesTo(tenant)).toEqual([])
  })

  it('can have its streams in a module with a data source', async () => {
    function nested(text: string) {
      return {
        'streams/main.tf': `${text.replaceAll(/^provider .*\n|^resource "auth0_client"[\s\S]*?\n\}\n/gm, '')}
        data "auth0_event_stream" "users" {
          ${text.includes('streams') ? 'provider = streams' : ''}
          id = auth0_event_stream.users.id
        }`,
      }
    }
    function root(text: string) {
      return `${text.replace(/resource "auth0_event_stream"[\s\S]*?\n\}\n/, '')}
      module "streams" {
        source    = "./streams"
        crm_token = var.crm_token
      }`
    }
    const env = { ...credentials(tenant), TF_VAR_crm_token: 'a-secret-token', ...installed.env }
    workspace = await createWorkspace({ files: { 'main.tf': root(BEFORE), ...nested(BEFORE) }, env })
    await workspace.init()
    await applyCleanly(workspace)
    workspace.write(nested(AFTER))
    await change(root(AFTER))
    expect(owners()).toEqual({ auth0_client: OFFICIAL, auth0_event_stream: OURS })
  })

  it('is refused by this provider alone', async () => {
    await start(BEFORE)
    workspace.write({ 'main.tf': BEFORE.replace('"auth0/auth0"', `"${OURS}"`) })
    await workspace.init()
    const { diagnostics } = await workspace.validate()
    expect(diagnostics.map(({ summary }) => summary)).toEqual(['Invalid resource type'])
  })

  describe('when it has event streams only', () => {
    it('is switched by its source, as the guide says, and back', async () => {
      await start(STREAMS_ONLY)
      await change(SWITCHED + BODY)
      expect([owners(), writesTo(tenant)]).toEqual([{ auth0_event_stream: OURS }, []])
      await change(STREAMS_ONLY)
      expect([owners(), writesTo(tenant)]).toEqual([{ auth0_event_stream: OFFICIAL }, []])
    })

    it('is switched by state replace-provider where the official provider cannot be installed', async () => {
      await start(STREAMS_ONLY)
      const alone = createInstalledPackage()
      alone.install()
      workspace.write({ 'main.tf': SWITCHED + BODY, '.terraform.lock.hcl': null })
      expect(await workspace.run(['init'], alone.env)).toMatchObject({ exitCode: 1 })
      const [, ...words] = (REPLACE[0] ?? '')
        .replaceAll('registry.terraform.io', hostOf(workspace.state().text))
        .split(' ')
      expect(await workspace.run(withoutAsking(words), alone.env)).toMatchObject({ exitCode: 0 })
      expect(await workspace.run(['init'], alone.env)).toMatchObject({ exitCode: 0 })
      expect(owners()).toEqual({ auth0_event_stream: OURS })
      alone.remove()
    })
  })

  it('works when the official address is kept and this provider installed under it', async () => {
    const instead = createInstalledPackage()
    instead.install('--source', OFFICIAL)
    await start(STREAMS_ONLY)
    expect(await workspace.run(['init', '-upgrade'], instead.env)).toMatchObject({ exitCode: 0 })
    expect((await workspace.run(['plan'], instead.env)).stdout).toContain('No changes.')
    instead.remove()
  })
})

describe('the guides', () => {
  it('have configurations that differ in three additions', () => {
    const added = AFTER.split('\n').filter((line) => !BEFORE.split('\n').includes(line))
    expect(added.map((line) => line.trim())).toEqual([
      'streams = {',
      'source  = "auth0-event-streams/auth0"',
      'provider "streams" {}',
      'provider = streams',
    ])
  })

  it('write addresses of states with their hosts', () => {
    expect(REPLACE).toHaveLength(2)
    for (const line of REPLACE)
      expect(line).toMatch(/provider registry\.[\w.]+\/auth0\/auth0 registry\.[\w.]+\/auth0-event/)
  })
})
