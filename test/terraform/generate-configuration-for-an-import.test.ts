import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, type JsonObject, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { credentials, lastBody, requireProvider, writesTo } from './configuration'

const ACTION_ID = '385db79f-28a4-43d9-909d-6f5511dd6632'

function toWebhook(webhook_authorization: JsonObject): JsonObject {
  return {
    type: 'webhook',
    configuration: { webhook_endpoint: 'https://example.com/hook', webhook_authorization },
  }
}

const DESTINATIONS: Readonly<Record<string, JsonObject>> = {
  action: { type: 'action', configuration: { action_id: ACTION_ID } },
  basic: toWebhook({ method: 'basic', username: 'auth0', password: 'old' }),
  bearer: toWebhook({ method: 'bearer', token: 'old' }),
  custom_header: toWebhook({ method: 'custom_header', header_key: 'X-Key', header_value: 'old' }),
  eventbridge: { type: 'eventbridge', configuration: { aws_account_id: '123456789012', aws_region: 'us-east-1' } },
}
const LABELS = Object.keys(DESTINATIONS)

async function createdElsewhere({ tenant }: Emulator, name: string, destination: JsonObject): Promise<string> {
  const response = await tenant.request('/api/v2/event-streams', {
    method: 'POST',
    headers: { authorization: `Bearer ${tenant.apiToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, subscriptions: [{ event_type: 'user.created' }], destination }),
  })
  return ((await response.json()) as { id: string }).id
}

describeWithTerraform('a configuration that Terraform generates for streams that it imports', () => {
  let tenant: Emulator
  let workspace: Workspace
  let generated: TerraformRun
  beforeAll(async () => {
    tenant = await startEmulator()
    tenant.tenant.addAction({ id: ACTION_ID })
    const blocks: string[] = []
    for (const [label, destination] of Object.entries(DESTINATIONS)) {
      const id = await createdElsewhere(tenant, label, destination)
      blocks.push(`import {\n  to = auth0_event_stream.${label}\n  id = "${id}"\n}\n`)
    }
    workspace = await createWorkspace({
      files: { 'main.tf': requireProvider(), 'imports.tf': blocks.join('') },
      env: credentials(tenant),
    })
    tenant.tenant.clearRequests()
    generated = await workspace.plan('-generate-config-out=generated.tf')
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function configuration() {
    return readFileSync(join(workspace.folder, 'generated.tf'), 'utf8')
  }
  function errors({ diagnostics }: TerraformRun) {
    return diagnostics.filter(({ severity }) => severity === 'error')
  }

  it('is written for every kind of stream', () => {
    expect([errors(generated), LABELS.filter((label) => configuration().includes(`"${label}"`))]).toEqual([[], LABELS])
  })

  it('is valid', async () => {
    expect((await workspace.validate()).exitCode).toBe(0)
  })

  it('is imported without a write, and plans nothing then', async () => {
    const { exitCode } = await workspace.apply()
    const after = await workspace.plan()
    expect([exitCode, writesTo(tenant), after.exitCode]).toEqual([0, [], 0])
  })

  it('takes other changes that send no secret', async () => {
    const renamed = configuration().replace(/name( +)= "basic"/, 'name$1= "basic of ours"')
    workspace.write({ 'generated.tf': renamed })
    expect([(await workspace.apply()).exitCode, (await workspace.plan()).exitCode]).toEqual([0, 0])
  })

  it('takes the secret over when it is written there', async () => {
    const [head, bearer = ''] = configuration().split('resource "auth0_event_stream" "bearer"')
    const taken = bearer
      .replace(/token_wo +=.*/, 'token_wo = "ours"')
      .replace(/token_wo_version +=.*/, 'token_wo_version = 1')
    workspace.write({ 'generated.tf': `${head}resource "auth0_event_stream" "bearer"${taken}` })
    const { exitCode } = await workspace.apply()
    expect([exitCode, lastBody(tenant, 'PATCH'), (await workspace.plan()).exitCode]).toEqual([
      0,
      { destination: toWebhook({ method: 'bearer', token: 'ours' }) },
      0,
    ])
  })
})
