import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, credentials, requireProvider, writesTo } from './configuration'

const CONFIGURATION = `${requireProvider()}
resource "terraform_data" "late" {
  input = {
    name          = "late"
    endpoint      = "https://example.com/late"
    secret        = "a-late-secret"
    subscriptions = ["user.created", "user.updated"]
    methods       = ["bearer"]
    accounts      = ["123456789012"]
  }
}

locals {
  late = terraform_data.late.output
}

resource "auth0_event_stream" "values" {
  name             = "values-\${local.late.name}"
  destination_type = "webhook"
  subscriptions    = local.late.subscriptions
  webhook_configuration {
    webhook_endpoint = local.late.endpoint
    webhook_authorization {
      method = local.late.methods[0]
      token  = local.late.secret
    }
  }
}

resource "auth0_event_stream" "elements" {
  name             = "elements"
  destination_type = "webhook"
  subscriptions    = ["user.deleted", local.late.subscriptions[0]]
  webhook_configuration {
    webhook_endpoint = "https://example.com/elements"
    webhook_authorization {
      method           = "bearer"
      token_wo         = local.late.secret
      token_wo_version = 1
    }
  }
}

resource "auth0_event_stream" "blocks" {
  name             = "blocks"
  destination_type = "eventbridge"
  subscriptions    = ["user.created"]
  dynamic "eventbridge_configuration" {
    for_each = local.late.accounts
    content {
      aws_account_id = eventbridge_configuration.value
      aws_region     = "us-east-1"
    }
  }
}

resource "auth0_event_stream" "nested" {
  name             = "nested"
  destination_type = "webhook"
  subscriptions    = ["user.created"]
  webhook_configuration {
    webhook_endpoint = "https://example.com/nested"
    dynamic "webhook_authorization" {
      for_each = local.late.methods
      content {
        method = webhook_authorization.value
        token  = "nested-secret"
      }
    }
  }
}

data "auth0_event_stream" "read" {
  id = auth0_event_stream.values.id
}

output "read" {
  value = [data.auth0_event_stream.read.name, data.auth0_event_stream.read.webhook_configuration[0].webhook_endpoint]
}
`

describeWithTerraform('values that are known after apply', () => {
  let tenant: Emulator
  let workspace: Workspace
  let planned: TerraformRun
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ files: { 'main.tf': CONFIGURATION }, env: credentials(tenant) })
    planned = await workspace.plan()
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  it('are not judged while planning', () => {
    expect(planned.diagnostics).toEqual([])
  })

  it('plan one create for each stream', () => {
    const creates = planned.changes.filter(({ action, address }) => action === 'create' && /^auth0_/.test(address))
    expect(creates).toHaveLength(4)
  })

  it('are applied, with one call each', async () => {
    await applyCleanly(workspace)
    expect(writesTo(tenant)).toEqual(Array(4).fill('POST /api/v2/event-streams'))
  })

  it('reach the data source', async () => {
    expect(JSON.parse((await workspace.run(['output', '-json', 'read'])).stdout)).toEqual([
      'values-late',
      'https://example.com/late',
    ])
  })

  it('plan an update in place when what they come from changes', async () => {
    workspace.write({ 'main.tf': CONFIGURATION.replace('"a-late-secret"', '"a-newer-secret"') })
    const { changes } = await workspace.plan()
    expect(changes.find(({ address }) => address === 'auth0_event_stream.values')?.action).toBe('update')
  })

  it('plan a replacement, with its warning, where they may force one', async () => {
    const { changes, diagnostics } = await workspace.plan()
    const address = 'auth0_event_stream.blocks'
    expect(changes).toContainEqual({ address, action: 'replace', isDrift: false })
    expect(diagnostics).toEqual([
      expect.objectContaining({ address, summary: 'Partner event source of "blocks" will be deleted' }),
    ])
  })

  it('are applied when they change', async () => {
    await applyCleanly(workspace)
    const { id } = workspace.state().attributes['auth0_event_stream.values'] ?? {}
    expect(tenant.tenant.secrets(String(id))).toEqual({ token: 'a-newer-secret' })
  })
})
