import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { bearer, credentials, readPlanFile, requireProvider, stream, webhook } from './configuration'

const STORED = 'the-stored-token'
const WRITTEN = 'the-written-token'

function configuration(endpoint: string) {
  return `${requireProvider()}
variable "written" {
  type      = string
  ephemeral = true
}
${stream({ label: 'stored', type: 'webhook', body: webhook(bearer(STORED), endpoint) })}
${stream({
  label: 'written',
  type: 'webhook',
  body: webhook('method = "bearer"\n token_wo = var.written\n token_wo_version = 1', endpoint),
})}`
}

describeWithTerraform('the secrets of a webhook', () => {
  let tenant: Emulator
  let workspace: Workspace
  const runs: TerraformRun[] = []
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({
      files: { 'main.tf': configuration('https://example.com/first') },
      env: { ...credentials(tenant), TF_VAR_written: WRITTEN, TF_LOG: 'trace', AUTH0_DEBUG: 'true' },
    })
    runs.push(await workspace.run(['plan', '-out=create.plan']))
    runs.push(await workspace.run(['apply', 'create.plan']))
    workspace.write({ 'main.tf': configuration('https://example.com/second') })
    runs.push(await workspace.run(['plan', '-out=update.plan']))
    runs.push(await workspace.run(['apply', 'update.plan']))
    runs.push(await workspace.run(['state', 'show', 'auth0_event_stream.stored']))
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  it('reach Auth0 at create and whenever the destination changes', () => {
    const sent = tenant.tenant
      .requests()
      .filter(({ method, path }) => /POST|PATCH/.test(method) && path.startsWith('/api'))
      .map(({ body }) => JSON.stringify(body).match(STORED)?.[0] ?? JSON.stringify(body).match(WRITTEN)?.[0])
    expect(sent.sort()).toEqual([STORED, STORED, WRITTEN, WRITTEN])
  })

  it.each([
    ['plan of the create', 0],
    ['create', 1],
    ['plan of the update', 2],
    ['update', 3],
    ['look at the state', 4],
  ])('are in no line of the %s, trace included', (_, index) => {
    const { stdout, stderr } = runs[index] ?? { stdout: STORED, stderr: WRITTEN }
    const lines = `${stdout}\n${stderr}`.split('\n')
    expect(lines.filter((line) => line.includes(STORED) || line.includes(WRITTEN))).toEqual([])
  })

  it.each(['create.plan', 'update.plan'])('are in no part of the file %s when they are write-only', (file) => {
    const parts = Object.entries(readPlanFile(join(workspace.folder, file)))
    expect([parts.length > 3, parts.filter(([, text]) => text.includes(WRITTEN))]).toEqual([true, []])
  })

  it('are in no file of the workspace when they are write-only', () => {
    const texts = readdirSync(workspace.folder).map((name) => readFileSync(join(workspace.folder, name), 'utf8'))
    expect(texts.filter((text) => text.includes(WRITTEN))).toEqual([])
  })

  it('are masked where Terraform shows them', () => {
    expect(runs[4]?.stdout).toMatch(/token\s+= \(sensitive value\)/)
  })
})
