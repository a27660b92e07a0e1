import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { bearer, credentials, requireProvider, stream, webhook } from './configuration'

const PIPELINES = ['a', 'b', 'c', 'd', 'e']

function configurationOf(pipeline: string): string {
  return `${requireProvider()}${[1, 2, 3, 4]
    .map((number) => stream({ label: `${pipeline}${number}`, type: 'webhook', body: webhook(bearer()) }))
    .join('')}`
}

describeWithTerraform('five applies at once on a tenant that admits two requests per second', () => {
  let tenant: Emulator
  let folder: string
  let workspaces: Workspace[]
  beforeEach(async () => {
    tenant = await startEmulator()
    tenant.tenant.setLimits('free')
    folder = mkdtempSync(join(tmpdir(), 'shared-'))
    workspaces = []
  })
  afterEach(async () => {
    for (const workspace of workspaces) workspace.remove()
    rmSync(folder, { recursive: true, force: true })
    await tenant.close()
  })

  async function applyAll(env: Readonly<Record<string, string>>) {
    for (const pipeline of PIPELINES) {
      const files = { 'main.tf': configurationOf(pipeline) }
      workspaces.push(await createWorkspace({ files, env: { ...credentials(tenant), ...env } }))
    }
    const runs = await Promise.all(workspaces.map((workspace) => workspace.apply()))
    const refused = tenant.tenant.requests().filter(({ status }) => status === 429)
    return {
      exitCodes: runs.map(({ exitCode }) => exitCode),
      streams: tenant.tenant.eventStreams().length,
      refused: refused.length,
    }
  }

  it('are refused nothing, since they share one budget', async () => {
    expect(await applyAll({ TMPDIR: folder })).toEqual({ exitCodes: [0, 0, 0, 0, 0], streams: 20, refused: 0 })
  })

  it('are refused requests when they share nothing', async () => {
    const { refused } = await applyAll({ AUTH0_RATE_LIMIT_HEADROOM: '0' })
    expect(refused).toBeGreaterThan(0)
  })
})
