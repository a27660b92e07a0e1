import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, bearer, credentials, requireProvider, stream, webhook, writesTo } from './configuration'

const LABELS = ['deleted', 'disabled', 'guarded', 'renamed', 'reauthorized', 'resubscribed'] as const

const configuration = `${requireProvider()}${LABELS.map((label) =>
  stream({
    label,
    type: 'webhook',
    body: `${label === 'guarded' ? 'status = "enabled"' : ''}\n${webhook(bearer())}`,
  }),
).join('')}`

describeWithTerraform('a stream that was changed behind the back', () => {
  let tenant: Emulator
  let workspace: Workspace
  let planned: TerraformRun
  let refreshed: TerraformRun
  let ids: Record<string, string>
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ files: { 'main.tf': configuration }, env: credentials(tenant) })
    await applyCleanly(workspace)
    ids = Object.fromEntries(tenant.tenant.eventStreams().map(({ name, id }) => [name, id]))
    meddle()
    refreshed = await workspace.plan('-refresh-only')
    planned = await workspace.plan()
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  function meddle(): void {
    const { changeEventStream, deleteEventStream } = tenant.tenant
    function idOf(label: (typeof LABELS)[number]) {
      return ids[label] ?? ''
    }
    deleteEventStream(idOf('deleted'))
    changeEventStream(idOf('disabled'), { status: 'disabled' })
    changeEventStream(idOf('guarded'), { status: 'disabled' })
    changeEventStream(idOf('renamed'), { name: 'a new name' })
    changeEventStream(idOf('resubscribed'), { subscriptions: [{ event_type: 'user.deleted' }] })
    changeEventStream(idOf('reauthorized'), {
      destination: {
        configuration: { webhook_authorization: { method: 'basic', username: 'them', password: 'theirs' } },
      },
    })
  }
  function actionFor(label: string) {
    return planned.changes.find(({ address, isDrift }) => !isDrift && address === `auth0_event_stream.${label}`)?.action
  }
  function warningsFor(label: string) {
    return planned.diagnostics.filter(({ address }) => address === `auth0_event_stream.${label}`)
  }

  it.each([
    ['deleted', 'create'],
    ['disabled', undefined],
    ['guarded', 'update'],
    ['renamed', 'update'],
    ['reauthorized', 'update'],
    ['resubscribed', 'update'],
  ])('which is %s is planned: %s', (label, action) => {
    expect(actionFor(label)).toBe(action)
  })

  it('is reported as gone when it was deleted', () => {
    expect(warningsFor('deleted')).toEqual([
      expect.objectContaining({
        severity: 'warning',
        summary: 'Event stream "deleted" not found',
        detail: expect.stringContaining(`"deleted" with the id ${ids['deleted']} no longer exists`),
      }),
    ])
  })

  it.each([
    ['disabled', 'resource "auth0_event_stream" "disabled" {'],
    ['guarded', 'status = "enabled"'],
  ])('is reported as disabled when it is %s', (label, code) => {
    expect(warningsFor(label)).toEqual([
      expect.objectContaining({ severity: 'warning', summary: `Event stream "${label}" was disabled`, code }),
    ])
  })

  it('is warned about for nothing else', () => {
    expect(planned.diagnostics).toHaveLength(3)
  })

  it('is found by a refresh-only plan', () => {
    const drifted = refreshed.changes.filter(({ isDrift }) => isDrift).map(({ address }) => address)
    expect(drifted.sort()).toEqual(LABELS.map((label) => `auth0_event_stream.${label}`).sort())
  })

  it('is brought back by an apply, with one call each', async () => {
    tenant.tenant.clearRequests()
    await applyCleanly(workspace)
    const patched = (['guarded', 'renamed', 'reauthorized', 'resubscribed'] as const).map(
      (label) => `PATCH /api/v2/event-streams/${ids[label]}`,
    )
    expect(writesTo(tenant).sort()).toEqual([...patched, 'POST /api/v2/event-streams'].sort())
  })

  it('which was deleted goes away without an error when the configuration drops it too', async () => {
    for (const { id } of tenant.tenant.eventStreams()) tenant.tenant.deleteEventStream(id)
    expect(await workspace.destroy('-refresh=false')).toMatchObject({ exitCode: 0, diagnostics: [] })
  })
})
