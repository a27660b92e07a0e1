import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { bearer, credentials, eventbridge, expectEmptyPlan, requireProvider, stream, webhook } from './configuration'

interface Planned {
  readonly resource_changes: readonly {
    readonly change: {
      readonly actions: readonly string[]
      readonly after: { readonly status?: string } | null
      readonly after_unknown: { readonly status?: boolean }
    }
  }[]
}

function eb(region: string, more = '', name = 'users') {
  return (
    requireProvider() +
    stream({ label: 'users', name, type: 'eventbridge', body: `${eventbridge('123456789012', region)}\n ${more}` })
  )
}

describeWithTerraform('a stream that was disabled elsewhere, its status left out', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeEach(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ files: { 'main.tf': eb('us-east-1') }, env: credentials(tenant) })
    await workspace.apply()
    tenant.tenant.changeEventStream(tenant.tenant.eventStreams()[0]?.id ?? '', { status: 'disabled' })
  })
  afterEach(async () => {
    workspace.remove()
    await tenant.close()
  })
  function held() {
    return tenant.tenant.eventStreams().map(({ name, status }) => `${name} ${status}`)
  }
  async function changeIn(file: string) {
    return ((await workspace.show(file)) as Planned).resource_changes[0]?.change
  }
  function warnings({ diagnostics }: TerraformRun) {
    return diagnostics.map(({ summary }) => summary)
  }

  it.each([
    ['another region', eb('eu-west-1')],
    ['another destination', requireProvider() + stream({ label: 'users', type: 'webhook', body: webhook(bearer()) })],
  ])('stays disabled when it is replaced for %s', async (_, configuration) => {
    workspace.write({ 'main.tf': configuration })
    const { exitCode } = await workspace.apply()
    await expectEmptyPlan(workspace)
    expect([exitCode, held()]).toEqual([0, ['users disabled']])
  })

  it('is planned as disabled, and is so when the saved plan is applied', async () => {
    workspace.write({ 'main.tf': eb('eu-west-1') })
    const planned = await workspace.plan('-out=saved')
    expect(await changeIn('saved')).toMatchObject({ actions: ['delete', 'create'], after: { status: 'disabled' } })
    expect(warnings(planned)).toContain('The status of "users" is not in the configuration')
    expect([(await workspace.apply('saved')).exitCode, held()]).toEqual([0, ['users disabled']])
  })

  it('stays disabled when the new stream has another name, too', async () => {
    workspace.write({ 'main.tf': eb('eu-west-1', '', 'others') })
    await workspace.plan('-out=saved')
    expect([(await workspace.apply('saved')).exitCode, held()]).toEqual([0, ['others disabled']])
  })

  it('stays disabled when it is replaced on demand', async () => {
    const { exitCode } = await workspace.apply('-replace=auth0_event_stream.users')
    expect([exitCode, held()]).toEqual([0, ['users disabled']])
  })

  it('is enabled when the configuration says so', async () => {
    workspace.write({ 'main.tf': eb('eu-west-1', 'status = "enabled"') })
    const { exitCode, diagnostics } = await workspace.apply()
    expect([exitCode, held(), diagnostics.filter(({ summary }) => /^The status of/.test(summary))]).toEqual([
      0,
      ['users enabled'],
      [],
    ])
  })

  it('is said to be at risk in the plan where the new stream may come first', async () => {
    const first = 'lifecycle {\n create_before_destroy = true\n }'
    workspace.write({ 'main.tf': eb('eu-west-1', first, 'others') })
    const planned = await workspace.plan('-out=saved')
    expect((await changeIn('saved'))?.after_unknown).toMatchObject({ status: true })
    expect(planned.diagnostics).toContainEqual(
      expect.objectContaining({ detail: expect.stringContaining('Add status = "disabled" to keep it in any case.') }),
    )
  })

  it('leaves nothing in the private data of the state', async () => {
    workspace.write({ 'main.tf': eb('eu-west-1') })
    await workspace.apply()
    expect(workspace.state().text).not.toMatch(/"private"|handover/)
  })
})
