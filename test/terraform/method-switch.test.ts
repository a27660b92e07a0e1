import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import {
  applyCleanly,
  bearer,
  credentials,
  lastBody,
  requireProvider,
  stream,
  webhook,
  writesTo,
} from './configuration'

const BASIC = 'method = "basic"\n username = "auth0"\n password = "a-password"'
const CUSTOM_HEADER = 'method = "custom_header"\n header_key = "X-Key"\n header_value = "a-value"'
const WRITE_ONLY =
  'method = "custom_header"\n header_key = "X-Key"\n header_value_wo = "a-value"\n header_value_wo_version = 1'

describeWithTerraform('the authorization of a webhook', () => {
  let tenant: Emulator
  let workspace: Workspace
  let id: unknown
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ env: credentials(tenant) })
    await switchTo(bearer())
    id = idInState()
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function idInState() {
    return workspace.state().attributes['auth0_event_stream.hook']?.['id']
  }
  function switchTo(authorization: string) {
    tenant.tenant.clearRequests()
    workspace.write({
      'main.tf': requireProvider() + stream({ label: 'hook', type: 'webhook', body: webhook(authorization) }),
    })
    return applyCleanly(workspace)
  }
  function held() {
    return {
      ...(lastBody(tenant, 'PATCH') as { destination: { configuration: { webhook_authorization: object } } })
        .destination.configuration.webhook_authorization,
    }
  }

  it.each([
    ['bearer to basic', BASIC, { method: 'basic', username: 'auth0', password: 'a-password' }],
    [
      'basic to custom_header',
      CUSTOM_HEADER,
      { method: 'custom_header', header_key: 'X-Key', header_value: 'a-value' },
    ],
    [
      'a stored to a write-only secret',
      WRITE_ONLY,
      { method: 'custom_header', header_key: 'X-Key', header_value: 'a-value' },
    ],
    ['custom_header to bearer', bearer(), { method: 'bearer', token: 'a-secret-token' }],
  ])('changes from %s in place, whole', async (_, authorization, sent) => {
    await switchTo(authorization)
    expect([writesTo(tenant), held()]).toEqual([[`PATCH /api/v2/event-streams/${id}`], sent])
  })

  it('forgets the secrets of the methods before', () => {
    expect(workspace.state().text).not.toMatch(/a-password|a-value/)
  })
})
