import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'

const COMMAND = join(__dirname, '..', '..', 'dist', 'cli', 'main.js')

const STREAM = `
terraform {
  required_providers {
    auth0 = { source = "auth0-event-streams/auth0" }
  }
}

provider "auth0" {}

resource "auth0_event_stream" "users" {
  name             = "users"
  destination_type = "eventbridge"
  subscriptions    = ["user.created"]

  eventbridge_configuration {
    aws_account_id = "123456789012"
    aws_region     = "us-east-1"
  }
}
`

describeWithTerraform('the built command and provider over TLS', () => {
  let tenant: ChildProcess
  let workspace: Workspace
  let ca: string

  beforeAll(async () => {
    tenant = spawn(process.execPath, [COMMAND, 'emulate', '--tls', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
    if (tenant.stdout === null) throw new Error('the command was started without a pipe')
    const [line] = await once(createInterface(tenant.stdout), 'line')
    const { domain, client_id, client_secret, ...rest } = JSON.parse(line)
    ca = rest.ca
    const env = { AUTH0_DOMAIN: domain, AUTH0_CLIENT_ID: client_id, AUTH0_CLIENT_SECRET: client_secret }
    workspace = await createWorkspace({ files: { 'main.tf': STREAM }, env })
  })

  afterAll(async () => {
    workspace.remove()
    tenant.kill('SIGTERM')
    await once(tenant, 'exit')
  })

  it('refuse a certificate that nobody vouches for, and say what to set', async () => {
    const { exitCode, stdout, stderr } = await workspace.run(['apply', '-auto-approve'], { NODE_EXTRA_CA_CERTS: '' })
    expect(exitCode).toBe(1)
    expect(stdout + stderr).toMatch(/set\s+NODE_EXTRA_CA_CERTS/)
  })

  it('create a stream when NODE_EXTRA_CA_CERTS names the authority', async () => {
    const { exitCode } = await workspace.run(['apply', '-auto-approve'], { NODE_EXTRA_CA_CERTS: ca })
    expect(exitCode).toBe(0)
    expect(workspace.state().attributes['auth0_event_stream.users']).toMatchObject({ name: 'users' })
  })
})
