import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import {
  applyCleanly,
  bearer,
  credentials,
  eventbridge,
  expectEmptyPlan,
  requireProvider,
  stream,
  webhook,
} from './configuration'

describeWithTerraform('a plan without meaning', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ env: credentials(tenant) })
    workspace.write(configuration(['user.created', 'user.updated']))
    await applyCleanly(workspace)
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  function configuration(subscriptions: readonly string[], status = '') {
    return {
      'main.tf':
        requireProvider() +
        stream({ label: 'bus', type: 'eventbridge', subscriptions, body: `${status}\n${eventbridge()}` }) +
        stream({ label: 'hook', type: 'webhook', subscriptions, body: `${status}\n${webhook(bearer())}` }),
    }
  }

  it.each([
    ['reordered', ['user.updated', 'user.created'], ''],
    ['repeated', ['user.created', 'user.updated', 'user.created'], ''],
    ['as before, and the status as it is', ['user.created', 'user.updated'], 'status = "enabled"'],
  ])('is empty when subscriptions are %s', async (_, subscriptions, status) => {
    workspace.write(configuration(subscriptions, status))
    await expect(expectEmptyPlan(workspace)).resolves.toBeUndefined()
  })

  it('is empty when Auth0 answers subscriptions in another order', async () => {
    workspace.write(configuration(['user.created', 'user.updated']))
    for (const { id } of tenant.tenant.eventStreams())
      tenant.tenant.changeEventStream(id, {
        subscriptions: [{ event_type: 'user.updated' }, { event_type: 'user.created' }],
      })
    await expect(expectEmptyPlan(workspace)).resolves.toBeUndefined()
  })

  it('keeps the order of the configuration in the state', async () => {
    await workspace.apply('-refresh-only')
    expect(workspace.state().attributes['auth0_event_stream.bus']?.['subscriptions']).toEqual([
      'user.created',
      'user.updated',
    ])
  })

  it('stays empty after subscriptions were created twice', async () => {
    workspace.write({
      'more.tf': stream({
        label: 'twice',
        type: 'eventbridge',
        subscriptions: ['user.deleted', 'user.deleted'],
        body: eventbridge(),
      }),
    })
    await expect(applyCleanly(workspace)).resolves.toHaveProperty('exitCode', 0)
  })

  it('is empty again when a stream was disabled and enabled by the configuration', async () => {
    workspace.write(configuration(['user.created', 'user.updated'], 'status = "disabled"'))
    await applyCleanly(workspace)
    workspace.write(configuration(['user.created', 'user.updated']))
    await expect(expectEmptyPlan(workspace)).resolves.toBeUndefined()
  })
})
