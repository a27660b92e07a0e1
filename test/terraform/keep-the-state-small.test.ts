import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { knowsIdentities } from './client-version'
import { bearer, credentials, eventbridge, expectEmptyPlan, requireProvider, stream, webhook } from './configuration'

type StateFile = {
  readonly resources: {
    readonly instances: {
      readonly sensitive_attributes: { readonly type: string; readonly value: unknown }[][]
      private?: string
      readonly attributes: { readonly id: string }
      readonly identity?: object
    }[]
  }[]
}

const WRITTEN = 'method = "bearer"\n token_wo = "a-written-secret"\n token_wo_version = 1'

const CONFIGURATION =
  requireProvider() +
  stream({ label: 'stored', type: 'webhook', body: webhook(bearer()) }) +
  stream({ label: 'written', type: 'webhook', body: webhook(WRITTEN) }) +
  stream({ label: 'bus', type: 'eventbridge', body: eventbridge() })

describeWithTerraform('the state that Terraform writes', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ files: { 'main.tf': CONFIGURATION }, env: credentials(tenant) })
    await workspace.apply()
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function stateFile() {
    return JSON.parse(workspace.state().text) as StateFile
  }
  function instances() {
    return stateFile().resources.flatMap((resource) => resource.instances)
  }

  it('names the attributes that hold a secret, as the official provider does', () => {
    const named = instances().map(({ sensitive_attributes }) =>
      sensitive_attributes.map((path) => path.at(-1)?.value).sort(),
    )
    const secrets = ['header_value', 'header_value_wo', 'password', 'password_wo', 'token', 'token_wo']
    expect(named.sort()).toEqual([[], secrets, secrets])
  })

  it('has no private data', () => {
    expect(instances().map((instance) => instance.private)).toEqual([undefined, undefined, undefined])
  })

  it('has the identity of each object, if the client knows identities', async () => {
    const knows = await knowsIdentities(workspace)
    const expected = instances().map(({ attributes }) => (knows ? { id: attributes.id } : undefined))
    expect(instances().map(({ identity }) => identity)).toEqual(expected)
  })

  it('loses the private data that the official provider left, and plans nothing by it', async () => {
    const file = join(workspace.folder, 'terraform.tfstate')
    const state = JSON.parse(readFileSync(file, 'utf8')) as StateFile
    for (const { instances } of state.resources)
      for (const instance of instances) instance.private = Buffer.from('{"schema_version":"0"}').toString('base64')
    writeFileSync(file, JSON.stringify(state))
    await expectEmptyPlan(workspace)
    await workspace.apply('-refresh-only')
    expect(instances().map((instance) => instance.private)).toEqual([undefined, undefined, undefined])
  })

  it('shows a write-only value nowhere', async () => {
    const { stdout } = await workspace.run(['plan', '-destroy'])
    expect(stdout).toMatch(/token_wo +=.*\(write-only attribute\)/)
    expect(stdout + workspace.state().text).not.toContain('a-written-secret')
  })
})
