import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, credentials, lastBody, requireProvider, stream, webhook, writesTo } from './configuration'

// Neighbors that doubles cannot tell apart.
const BEFORE = '9007199254740992'
const AFTER = '9007199254740993'

function configuration(version: string, token: string) {
  return {
    'main.tf':
      requireProvider() +
      stream({
        label: 'hook',
        type: 'webhook',
        body: webhook(`method = "bearer"\n token_wo = "${token}"\n token_wo_version = ${version}`),
      }),
  }
}

describeWithTerraform('the version of a write-only secret', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ env: credentials(tenant) })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function versionInState() {
    return /"token_wo_version": ([^,\s]+)/.exec(workspace.state().text)?.[1]
  }

  it('is kept to the last digit beyond 2^53', async () => {
    workspace.write(configuration(BEFORE, 'the-first-token'))
    await applyCleanly(workspace)
    expect(versionInState()).toBe(BEFORE)
  })

  it('sends the secret again when only the last digit changes', async () => {
    tenant.tenant.clearRequests()
    workspace.write(configuration(AFTER, 'the-second-token'))
    await applyCleanly(workspace)
    const [{ id } = { id: '' }] = tenant.tenant.eventStreams()
    expect([versionInState(), writesTo(tenant)]).toEqual([AFTER, [`PATCH /api/v2/event-streams/${id}`]])
    expect(lastBody(tenant, 'PATCH')).toHaveProperty(
      'destination.configuration.webhook_authorization.token',
      'the-second-token',
    )
  })

  it.each(['0.5', '1.5', '9007199254740992.5'])(
    'is refused at validate, at its line, when it is %s',
    async (version) => {
      workspace.write(configuration(version, 'a-token'))
      const { exitCode, diagnostics } = await workspace.validate()
      const [severity, summary] = ['error', 'Invalid secret version']
      const [detail, code] = [expect.stringContaining(`${version} must be`), `token_wo_version = ${version}`]
      expect([exitCode, diagnostics]).toEqual([1, [expect.objectContaining({ severity, summary, detail, code })]])
    },
  )
})
