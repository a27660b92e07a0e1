import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import {
  action,
  bearer,
  credentials,
  eventbridge,
  expectEmptyPlan,
  requireProvider,
  stream,
  webhook,
  writesTo,
} from './configuration'

const ACTION_ID = '385db79f-28a4-43d9-909d-6f5511dd6632'

const CREDENTIALS = {
  bearer: { method: 'bearer', token: 'old' },
  written: { method: 'bearer', token: 'old' },
  basic: { method: 'basic', username: 'auth0', password: 'old' },
  custom_header: { method: 'custom_header', header_key: 'X-Key', header_value: 'old' },
}
const DESTINATIONS = {
  eventbridge: { type: 'eventbridge', configuration: { aws_account_id: '123456789012', aws_region: 'us-east-1' } },
  action: { type: 'action', configuration: { action_id: ACTION_ID } },
  ...Object.fromEntries(
    Object.entries(CREDENTIALS).map(([label, webhook_authorization]) => [
      label,
      { type: 'webhook', configuration: { webhook_endpoint: 'https://example.com/hook', webhook_authorization } },
    ]),
  ),
} as const
const WEBHOOKS = { bearer: 'token', written: 'token_wo_version', basic: 'password', custom_header: 'header_value' }

const BLOCKS = [
  stream({ label: 'eventbridge', type: 'eventbridge', body: eventbridge() }),
  stream({ label: 'action', type: 'action', body: action(ACTION_ID) }),
  stream({ label: 'bearer', type: 'webhook', body: webhook(bearer('old')) }),
  stream({
    label: 'written',
    type: 'webhook',
    body: webhook('method = "bearer"\n token_wo = "old"\n token_wo_version = 1'),
  }),
  stream({
    label: 'basic',
    type: 'webhook',
    body: webhook('method = "basic"\n username = "auth0"\n password = "old"'),
  }),
  stream({
    label: 'custom_header',
    type: 'webhook',
    body: webhook('method = "custom_header"\n header_key = "X-Key"\n header_value = "old"'),
  }),
].join('')

async function createBehindTheBack({ tenant }: Emulator, name: string, destination: unknown): Promise<string> {
  const answer = await tenant.request('/api/v2/event-streams', {
    method: 'POST',
    headers: { authorization: `Bearer ${tenant.apiToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, subscriptions: [{ event_type: 'user.created' }], destination }),
  })
  return ((await answer.json()) as { id: string }).id
}

interface ResourceChange {
  readonly address: string
  readonly change: { readonly actions: string[]; readonly before: Attributes; readonly after: Attributes }
}
type Attributes = Readonly<Record<string, unknown>>

/** The paths of the values that differ, such as `a[0].b`. */
function differences(before: unknown, after: unknown, path = ''): string[] {
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null)
    return before === after || path === '' ? [] : [path]
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) =>
    differences((before as Attributes)[name], (after as Attributes)[name], path === '' ? name : `${path}.${name}`),
  )
}

describeWithTerraform('import into an empty state', () => {
  let tenant: Emulator
  let workspace: Workspace
  let changes: Record<string, ResourceChange['change']>
  let ids: Record<string, string>
  beforeAll(async () => {
    tenant = await startEmulator()
    tenant.tenant.addAction({ id: ACTION_ID })
    const created = Object.entries(DESTINATIONS).map(async ([label, destination]) => [
      label,
      await createBehindTheBack(tenant, label, destination),
    ])
    ids = Object.fromEntries(await Promise.all(created))
    const imports = Object.entries(ids).map(
      ([label, id]) => `import {\n  to = auth0_event_stream.${label}\n  id = "${id}"\n}\n`,
    )
    workspace = await createWorkspace({
      files: { 'main.tf': `${requireProvider()}${BLOCKS}`, 'imports.tf': imports.join('') },
      env: credentials(tenant),
    })
    await workspace.plan('-out=saved')
    const plan = (await workspace.show('saved')) as { resource_changes: ResourceChange[] }
    changes = Object.fromEntries(plan.resource_changes.map(({ address, change }) => [address, change]))
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function changeOf(label: string) {
    return changes[`auth0_event_stream.${label}`]
  }

  it.each(['eventbridge', 'action'])('plans nothing more for %s', (label) => {
    expect(changeOf(label)?.actions).toEqual(['no-op'])
  })

  it.each(Object.entries(WEBHOOKS))('plans to send the secret of %s and nothing else', (label, secret) => {
    expect(differences(changeOf(label)?.before, changeOf(label)?.after).sort()).toEqual(
      ['updated_at', `webhook_configuration.0.webhook_authorization.0.${secret}`].sort(),
    )
  })

  it('takes one PATCH for each webhook', async () => {
    tenant.tenant.clearRequests()
    await workspace.apply('saved')
    expect(writesTo(tenant).sort()).toEqual(
      Object.keys(WEBHOOKS)
        .map((label) => `PATCH /api/v2/event-streams/${ids[label]}`)
        .sort(),
    )
  })

  it('is followed by an empty plan', async () => {
    await expect(expectEmptyPlan(workspace)).resolves.toBeUndefined()
  })

  it('takes the id on the command line too', async () => {
    await workspace.run(['state', 'rm', 'auth0_event_stream.eventbridge'])
    const { exitCode } = await workspace.import('auth0_event_stream.eventbridge', String(ids['eventbridge']))
    expect(exitCode).toBe(0)
  })

  it.each([
    ['something that is no id', 'users', 'Invalid event stream id'],
    ['an id that Auth0 does not know', 'est_1234567891234567891234', 'Cannot import non-existent remote object'],
  ])('refuses %s', async (_, id, summary) => {
    await workspace.run(['state', 'rm', 'auth0_event_stream.action'])
    const { exitCode, stderr } = await workspace.import('auth0_event_stream.action', id)
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(summary) })
  })
})
