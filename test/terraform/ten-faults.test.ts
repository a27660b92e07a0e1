import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { requireProvider } from './configuration'

const MAIN = `resource "auth0_event_stream" "bus" {
  name             = "${'n'.repeat(129)}"
  destination_type = "eventbridge"
  subscriptions    = []
  eventbridge_configuration {
    aws_account_id = "12345"
    aws_region     = "us-east-1"
  }
}

resource "auth0_event_stream" "hook" {
  name             = "hook"
  destination_type = "webhook"
  subscriptions    = ["user.created"]
  status           = "on"
  webhook_configuration {
    webhook_endpoint = "http://example.com/hook"
    webhook_authorization {
      method   = "basic"
      username = "a:b"
      password = "a-secret-password"
      token    = "a-secret-token"
    }
  }
}

resource "auth0_event_stream" "run" {
  name             = "run"
  destination_type = "action"
  subscriptions    = ["user.created"]
  action_configuration {
    action_id = ""
  }
  webhook_configuration {
    webhook_endpoint = "https://example.com/hook"
    webhook_authorization {
      method       = "custom_header"
      header_key   = "X Key"
      header_value = "a-secret-value"
    }
  }
}
`

const FAULTS = [
  ['bus', 2, 'Invalid stream name'],
  ['bus', 4, 'Empty subscriptions'],
  ['bus', 6, 'Invalid AWS account'],
  ['hook', 15, 'Invalid status'],
  ['hook', 17, 'Invalid webhook endpoint'],
  ['hook', 20, 'Invalid user name'],
  ['hook', 18, 'Invalid argument combination'],
  ['run', 32, 'Empty action id'],
  ['run', 35, 'Invalid argument combination'],
  ['run', 38, 'Invalid header name'],
] as const

describeWithTerraform('ten faults in three streams', () => {
  let workspace: Workspace
  let validated: TerraformRun
  beforeAll(async () => {
    workspace = await createWorkspace({ files: { 'versions.tf': requireProvider(), 'main.tf': MAIN } })
    validated = await workspace.validate()
  })
  afterAll(() => workspace.remove())

  it('make terraform validate fail', () => {
    expect(validated.exitCode).toBe(1)
  })

  it('are all reported in one run', () => {
    expect(validated.diagnostics.map(({ severity }) => severity)).toEqual(Array(10).fill('error'))
  })

  it.each(FAULTS)('are reported with their place: %s, line %i, %s', (label, line, summary) => {
    const found = validated.diagnostics.filter((diagnostic) => diagnostic.line === line)
    expect(found).toEqual([
      expect.objectContaining({ address: `auth0_event_stream.${label}`, file: 'main.tf', summary }),
    ])
  })

  it('are explained without a secret', () => {
    expect(validated.diagnostics.map(({ detail }) => detail).join()).not.toContain('a-secret')
  })

  it('stop a plan too', async () => {
    const { exitCode, diagnostics } = await workspace.plan()
    expect([exitCode, diagnostics.length]).toEqual([1, 10])
  })
})
