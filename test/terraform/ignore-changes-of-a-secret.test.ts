import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { credentials, lastBody, requireProvider, stream, webhook, writesTo } from './configuration'

const AUTHORIZATION = 'webhook_configuration[0].webhook_authorization'

function hook(authorization: string, ignored: string, endpoint: string): string {
  return (
    requireProvider() +
    stream({
      label: 'hook',
      type: 'webhook',
      body: `${webhook(authorization, endpoint)}\n lifecycle {\n ignore_changes = ${ignored}\n }`,
    })
  )
}

const STORED = 'method = "bearer"\n token = "the-placeholder"'
const WRITTEN = 'method = "bearer"\n token_wo = "the-placeholder"\n token_wo_version = 1'
const FIRST = 'https://example.com/first'
const SECOND = 'https://example.com/second'

describeWithTerraform('a webhook stream whose secret is covered by ignore_changes', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeEach(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ env: credentials(tenant) })
  })
  afterEach(async () => {
    workspace.remove()
    await tenant.close()
  })
  function faults({ diagnostics }: TerraformRun) {
    return diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`)
  }

  it('is refused in the plan when it was imported and has nothing to send', async () => {
    workspace.write({ 'main.tf': hook(STORED, '[webhook_configuration]', FIRST) })
    await workspace.apply()
    const id = tenant.tenant.eventStreams()[0]?.id ?? ''
    await workspace.run(['state', 'rm', 'auth0_event_stream.hook'])
    await workspace.import('auth0_event_stream.hook', id)
    workspace.write({ 'main.tf': hook(STORED, `[${AUTHORIZATION}]`, FIRST) })
    const unchanged = await workspace.plan()
    workspace.write({ 'main.tf': hook(STORED, `[${AUTHORIZATION}]`, SECOND) })
    tenant.tenant.clearRequests()
    const changed = await workspace.apply()
    expect([unchanged.exitCode, changed.exitCode, faults(changed), writesTo(tenant)]).toEqual([
      0,
      1,
      ['error: Missing webhook secret'],
      [],
    ])
    expect(changed.diagnostics[0]).toMatchObject({
      code: 'method = "bearer"',
      detail: expect.stringContaining('If ignore_changes covers webhook_authorization'),
    })
  })

  it('is refused in the plan when its write-only secret is hidden by ignore_changes', async () => {
    workspace.write({ 'main.tf': hook(WRITTEN, `[${AUTHORIZATION}]`, FIRST) })
    await workspace.apply()
    workspace.write({ 'main.tf': hook(WRITTEN, `[${AUTHORIZATION}]`, SECOND) })
    expect(faults(await workspace.plan())).toEqual(['error: Missing webhook secret'])
  })

  it.each([`[${AUTHORIZATION}]`, `[${AUTHORIZATION}[0].token]`])(
    'is warned of when the secret of the state goes out again, with %s',
    async (ignored) => {
      workspace.write({ 'main.tf': hook(STORED, ignored, FIRST) })
      await workspace.apply()
      workspace.write({ 'main.tf': hook(STORED.replace('the-placeholder', 'another'), ignored, SECOND) })
      const planned = await workspace.plan('-out=saved')
      await workspace.apply('saved')
      expect(faults(planned)).toEqual(['warning: Webhook secret of "hook" is sent again'])
      expect(planned.diagnostics[0]?.detail).toContain(
        'a change of webhook_endpoint also sends token, as it is in the state.',
      )
      expect(lastBody(tenant, 'PATCH')).toHaveProperty(
        'destination.configuration.webhook_authorization.token',
        'the-placeholder',
      )
    },
  )

  it.each(['all', '[webhook_configuration]'])(
    'is changed without a word where nothing is sent, with %s',
    async (ignored) => {
      workspace.write({ 'main.tf': hook(STORED, ignored, FIRST) })
      await workspace.apply()
      workspace.write({ 'main.tf': hook(STORED, ignored, SECOND) })
      const { exitCode, diagnostics } = await workspace.plan()
      expect([exitCode, diagnostics]).toEqual([0, []])
    },
  )
})

describeWithTerraform('a webhook stream whose secret is taken out of the configuration', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeEach(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ env: credentials(tenant) })
  })
  afterEach(async () => {
    workspace.remove()
    await tenant.close()
  })

  it.each([
    ['stored', STORED],
    ['write-only', WRITTEN],
  ])('keeps the %s one in Auth0, and says that Terraform forgets it', async (_, authorization) => {
    workspace.write({ 'main.tf': hook(authorization, '[]', FIRST) })
    await workspace.apply()
    workspace.write({ 'main.tf': hook('method = "bearer"', '[]', FIRST) })
    tenant.tenant.clearRequests()
    const planned = await workspace.plan('-out=saved')
    const applied = await workspace.apply('saved')
    expect([applied.exitCode, writesTo(tenant), (await workspace.plan()).exitCode]).toEqual([0, [], 0])
    expect(planned.diagnostics.map(({ summary }) => summary)).toEqual(['Webhook secret of "hook" is no longer managed'])
    expect(workspace.state().text).not.toContain('the-placeholder')
  })
})
