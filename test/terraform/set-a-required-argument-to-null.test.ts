import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { credentials, requireProvider, writesTo } from './configuration'

function main(over: Readonly<Record<string, string>> = {}) {
  function value(name: string, text: string) {
    return over[name] ?? `${name} = ${text}`
  }
  return `${requireProvider()}
variable "nothing" {
  type    = string
  default = null
}
resource "auth0_event_stream" "bus" {
  ${value('name', '"bus"')}
  ${value('destination_type', '"eventbridge"')}
  ${value('subscriptions', '["user.created"]')}
  eventbridge_configuration {
    aws_account_id = "123456789012"
    ${value('aws_region', '"us-east-1"')}
  }
}
`
}

describeWithTerraform('a required argument', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ env: credentials(tenant) })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  it.each([
    ['name', 'null'],
    ['name', 'var.nothing'],
    ['subscriptions', 'null'],
    ['aws_region', 'var.nothing'],
  ])('is said to be missing, once, when it is null: %s = %s', async (name, text) => {
    workspace.write({ 'main.tf': main({ [name]: `${name} = ${text}` }) })
    const { exitCode, diagnostics } = await workspace.apply()
    expect([exitCode, writesTo(tenant)]).toEqual([1, []])
    expect(diagnostics).toEqual([
      expect.objectContaining({
        summary: 'Missing required argument',
        detail: `The argument "${name}" is required, but no definition was found.`,
        code: `${name} = ${text}`,
      }),
    ])
  })

  it.each([
    ['left out', { name: '' }, 'Missing required argument'],
    ['computed and set', { name: 'name = "bus"\n  id = "est_1"' }, 'Value for unconfigurable attribute'],
  ])('is told of once when it is %s', async (_, over, summary) => {
    workspace.write({ 'main.tf': main(over) })
    const { diagnostics } = await workspace.plan()
    expect(diagnostics.map((diagnostic) => diagnostic.summary)).toEqual([summary])
  })
})
