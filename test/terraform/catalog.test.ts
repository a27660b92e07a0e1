import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, credentials, eventbridge, lastBody, requireProvider, stream } from './configuration'

describeWithTerraform('a value that the catalogs lack', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator({ modes: { unknownEventTypes: 'accept' } })
    workspace = await createWorkspace({ env: credentials(tenant) })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function configure(subscription: string, region: string) {
    return workspace.write({
      'main.tf':
        requireProvider() +
        stream({
          label: 'a',
          type: 'eventbridge',
          subscriptions: [subscription],
          body: eventbridge('123456789012', region),
        }),
    })
  }

  it.each([
    [
      'event type',
      'user.craeted',
      'us-east-1',
      'Unknown event type "user.craeted"',
      '"user.craeted"',
      'Did you mean "user.created"?',
    ],
    ['region', 'user.created', 'us-est-1', 'Unknown AWS region "us-est-1"', '"us-est-1"', 'Did you mean "us-east-1"?'],
  ])('is warned about with what may be meant: %s', async (_, subscription, region, summary, value, hint) => {
    configure(subscription, region)
    const { exitCode, diagnostics } = await workspace.plan()
    expect([exitCode, diagnostics]).toEqual([
      2,
      [
        expect.objectContaining({
          severity: 'warning',
          summary,
          detail: expect.stringContaining(hint),
          code: expect.stringContaining(value),
        }),
      ],
    ])
  })

  it('is sent to Auth0 as it is', async () => {
    configure('tenant.invented', 'us-east-1')
    await applyCleanly(workspace)
    expect(lastBody(tenant, 'POST')).toMatchObject({ subscriptions: [{ event_type: 'tenant.invented' }] })
  })
})
