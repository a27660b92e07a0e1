import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import {
  action,
  applyCleanly,
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

const BLOCKS = [
  stream({ label: 'bus', type: 'eventbridge', body: eventbridge() }),
  stream({ label: 'run', type: 'action', body: action(ACTION_ID) }),
  stream({ label: 'hook', type: 'webhook', body: webhook(bearer()) }),
  stream({
    label: 'written',
    type: 'webhook',
    body: webhook('method = "basic"\n username = "auth0"\n password_wo = "p"\n password_wo_version = 3'),
  }),
].join('')

/** What the official provider writes for what is not set inside a block. */
const UNSET = {
  header_key: '',
  header_value: '',
  header_value_wo: null,
  header_value_wo_version: 0,
  password: '',
  password_wo: null,
  password_wo_version: 0,
  token: '',
  token_wo: null,
  token_wo_version: 0,
  username: '',
}

/** Go's `time.Time.String()`: without trailing zeros in the fraction. */
function goTime(rfc3339: unknown) {
  return String(rfc3339)
    .replace('T', ' ')
    .replace(/(?:\.(\d*?)0*)Z$/, (_, digits: string) => (digits === '' ? ' +0000 UTC' : `.${digits} +0000 UTC`))
}

type Attributes = Readonly<Record<string, unknown>>

/** The same attributes as the official provider would have stored them. */
function officialAttributes(attributes: Attributes): Attributes {
  const [hook] = attributes['webhook_configuration'] as [{ webhook_authorization: [Attributes] }?]
  const authorization = Object.entries(hook?.webhook_authorization[0] ?? {}).filter(([, value]) => value !== null)
  return {
    ...attributes,
    created_at: goTime(attributes['created_at']),
    updated_at: goTime(attributes['updated_at']),
    webhook_configuration: hook
      ? [{ ...hook, webhook_authorization: [{ ...UNSET, ...Object.fromEntries(authorization) }] }]
      : [],
  }
}

/** A state file of this provider as the official one would have written it. */
function officialState(text: string): string {
  const state = JSON.parse(text)
  for (const resource of state.resources) {
    resource.provider = 'provider["registry.terraform.io/auth0/auth0"]'
    for (const instance of resource.instances) instance.attributes = officialAttributes(instance.attributes)
  }
  return JSON.stringify(state, null, 2)
}

describeWithTerraform('a state that the official provider wrote', () => {
  let tenant: Emulator
  let state: string
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    tenant.tenant.addAction({ id: ACTION_ID })
    const own = await createWorkspace({ files: { 'main.tf': requireProvider() + BLOCKS }, env: credentials(tenant) })
    await applyCleanly(own)
    state = officialState(own.state().text)
    own.remove()
  })
  afterAll(() => tenant.close())
  afterEach(() => workspace?.remove())

  async function takeOver(source?: string) {
    workspace = await createWorkspace({
      files: { 'main.tf': requireProvider(source) + BLOCKS, 'terraform.tfstate': state },
      env: credentials(tenant),
      ...(source !== undefined && { source }),
    })
  }

  it('differs from ours', () => {
    expect(state).toMatch(/"created_at": "\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? \+0000 UTC"/)
  })

  it.each([[[]], [['-refresh=false']]])('plans nothing under the same address, options %j', async (options) => {
    await takeOver('auth0/auth0')
    await expect(expectEmptyPlan(workspace, ...options)).resolves.toBeUndefined()
  })

  it('shows no drift', async () => {
    await takeOver('auth0/auth0')
    expect((await workspace.plan('-refresh-only')).changes).toEqual([])
  })

  it('plans nothing under our address after state replace-provider', async () => {
    await takeOver()
    const addresses = ['registry.terraform.io/auth0/auth0', 'registry.terraform.io/auth0-event-streams/auth0']
    await workspace.run(['state', 'replace-provider', '-auto-approve', ...addresses])
    await expect(expectEmptyPlan(workspace)).resolves.toBeUndefined()
  })

  it('takes an update in place', async () => {
    await takeOver('auth0/auth0')
    tenant.tenant.clearRequests()
    workspace.write({ 'main.tf': `${requireProvider('auth0/auth0')}${BLOCKS.replace('"bus"\n', '"renamed bus"\n')}` })
    await applyCleanly(workspace)
    expect(writesTo(tenant)).toEqual([expect.stringMatching(/^PATCH /)])
  })
})
