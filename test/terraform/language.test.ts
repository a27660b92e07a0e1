import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import {
  applyCleanly,
  bearer,
  credentials,
  expectEmptyPlan,
  requireProvider,
  stream,
  webhook,
  writesTo,
} from './configuration'

const HOOK = webhook('method = "bearer"\n token_wo = var.token\n token_wo_version = 1')
const REPEATED = `${requireProvider()}
variable "token" {
  type      = string
  ephemeral = true
}

resource "auth0_event_stream" "each" {
  for_each         = toset(["a", "b"])
  name             = "each-\${each.key}"
  destination_type = "webhook"
  subscriptions    = ["user.created"]
  ${HOOK}
}

resource "auth0_event_stream" "count" {
  count            = 2
  name             = "count-\${count.index}"
  destination_type = "webhook"
  subscriptions    = ["user.created"]
  ${HOOK}
}
`

describeWithTerraform('a configuration with several instances', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({
      files: { 'main.tf': REPEATED },
      env: { ...credentials(tenant), TF_VAR_token: 'an-ephemeral-token' },
    })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  beforeEach(() => tenant.tenant.clearRequests())
  function idOf(address: string) {
    return workspace.state().attributes[`auth0_event_stream.${address}`]?.['id']
  }

  it('creates only what -target names', async () => {
    await workspace.apply('-target=auth0_event_stream.each["a"]')
    expect(tenant.tenant.eventStreams().map(({ name }) => name)).toEqual(['each-a'])
  })

  it('creates the others from a saved plan', async () => {
    await workspace.plan('-out=saved')
    await workspace.apply('saved')
    expect(writesTo(tenant)).toEqual(Array(3).fill('POST /api/v2/event-streams'))
  })

  it('has nothing to do afterwards', async () => {
    await expect(expectEmptyPlan(workspace)).resolves.toBeUndefined()
  })

  it('hands an ephemeral variable to Auth0', () => {
    expect(tenant.tenant.secrets(String(idOf('each["a"]')))).toEqual({ token: 'an-ephemeral-token' })
  })

  it('replaces one instance with -replace', async () => {
    const before = idOf('count[0]')
    await applyCleanly(workspace, '-replace=auth0_event_stream.count[0]')
    expect([writesTo(tenant), idOf('count[0]') === before]).toEqual([
      [`DELETE /api/v2/event-streams/${before}`, 'POST /api/v2/event-streams'],
      false,
    ])
  })

  it('reads nothing with -refresh=false', async () => {
    workspace.write({ 'main.tf': REPEATED.replace('"each-', '"renamed-') })
    await workspace.apply('-refresh=false')
    expect(tenant.tenant.requests().filter(({ method }) => method === 'GET')).toEqual([])
  })

  it('gives no stream a new id when one is dropped from for_each', async () => {
    const before = idOf('each["b"]')
    workspace.write({ 'main.tf': REPEATED.replace('"each-', '"renamed-').replace('["a", "b"]', '["b"]') })
    await applyCleanly(workspace)
    expect([writesTo(tenant).length, idOf('each["b"]')]).toEqual([1, before])
  })
})

describeWithTerraform('two provider configurations', () => {
  let tenants: [Emulator, Emulator]
  let workspace: Workspace
  beforeAll(async () => {
    tenants = [await startEmulator(), await startEmulator()]
    const [first, second] = tenants
    function resource(label: string, provider: string) {
      return stream({ label, type: 'webhook', body: `provider = ${provider}\n${webhook(bearer())}` })
    }
    workspace = await createWorkspace({
      files: {
        'main.tf': `${requireProvider()}
resource "terraform_data" "domain" {
  input = "${second.domain}"
}
provider "auth0" {}
provider "auth0" {
  alias         = "second"
  domain        = terraform_data.domain.output
  client_id     = "${second.clientId}"
  client_secret = "${second.clientSecret}"
}
${resource('here', 'auth0')}${resource('there', 'auth0.second')}`,
      },
      env: credentials(first),
    })
  })
  afterAll(async () => {
    workspace.remove()
    await Promise.all(tenants.map((tenant) => tenant.close()))
  })

  it('each reach their own tenant, also when one is known after apply', async () => {
    await applyCleanly(workspace)
    expect(tenants.map(({ tenant }) => tenant.eventStreams().map(({ name }) => name))).toEqual([['here'], ['there']])
  })

  it('say which attribute is not known when an existing stream must be read', async () => {
    const { diagnostics } = await workspace.plan('-replace=terraform_data.domain')
    expect(diagnostics).toEqual([
      expect.objectContaining({
        severity: 'error',
        summary: 'Provider configuration not known yet',
        detail: expect.stringContaining('domain of the provider block'),
      }),
    ])
  })
})
