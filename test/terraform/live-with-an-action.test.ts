import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, credentials, expectEmptyPlan, requireProvider, writesTo } from './configuration'

const SECRET = 'first-secret-of-the-action'
const GOOD = 'console.log(event.message.type, event.secrets.KEY)'
const BROKEN = 'console.log((event.message.type)'

interface ActionBlock {
  readonly name?: string
  readonly body?: string
  readonly secret?: string
  readonly deploy?: boolean
}

function actionAndStream({ name = 'users', body = GOOD, secret = SECRET, deploy = true }: ActionBlock = {}): string {
  return `
${requireProvider()}
resource "auth0_action" "users" {
  name   = "${name}"
  deploy = ${deploy}
  code   = <<-EOT
    exports.onExecuteEventStream = async (event, api) => {
      ${body}
    }
  EOT
  supported_triggers {
    id      = "event-stream"
    version = "v1"
  }
  secrets {
    name  = "KEY"
    value = "${secret}"
  }
}
resource "auth0_event_stream" "users" {
  name             = "users"
  destination_type = "action"
  subscriptions    = ["user.created"]
  action_configuration {
    action_id = auth0_action.users.id
  }
}
data "auth0_action" "users" {
  name       = auth0_action.users.name
  depends_on = [auth0_action.users]
}
output "by_name" {
  value = data.auth0_action.users.id
}
`
}

describeWithTerraform('the life of an Action and of the event stream that runs it', () => {
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
  beforeEach(() => tenant.tenant.clearRequests())
  function write(block: ActionBlock) {
    return workspace.write({ 'main.tf': actionAndStream(block) })
  }
  function idOf() {
    return workspace.state().attributes['auth0_action.users']?.['id']
  }
  function writes() {
    return writesTo(tenant).map((call) => call.replace(/[\da-f]{8}-[\da-f-]{27}|est_\w+/g, 'ID'))
  }
  function planned({ changes }: TerraformRun) {
    return changes.filter(({ isDrift }) => !isDrift).map(({ address, action }) => `${action} ${address}`)
  }
  function failure({ diagnostics }: TerraformRun) {
    return diagnostics.filter(({ severity }) => severity === 'error')
  }

  it('begins with a build that fails, and says where in the code', async () => {
    write({ body: BROKEN })
    const [error, ...others] = failure(await workspace.apply())
    expect([error?.summary, error?.address, others]).toEqual([
      'Build of Action "users" failed',
      'auth0_action.users',
      [],
    ])
    expect(error?.code).toMatch(/code {3}= <<-EOT/)
    expect(error?.detail).toMatch(
      /missing \) after argument list \(action\.js:2:\d+\).*Line 2, column \d+ of the code:/s,
    )
  })

  it('goes on once the code is corrected: both are created in one apply', async () => {
    write({})
    await applyCleanly(workspace)
    expect(writes()).toEqual([
      'DELETE /api/v2/actions/actions/ID',
      'POST /api/v2/actions/actions',
      'POST /api/v2/actions/actions/ID/deploy',
      'POST /api/v2/event-streams',
    ])
    expect((await workspace.run(['output', '-raw', 'by_name'])).stdout).toBe(idOf())
  })

  it('changes a secret in place, and shows neither value', async () => {
    const id = idOf()
    write({ secret: 'second-secret-of-the-action' })
    const { stdout } = await workspace.run(['apply', '-auto-approve'])
    expect([idOf(), writes()]).toEqual([
      id,
      ['PATCH /api/v2/actions/actions/ID', 'POST /api/v2/actions/actions/ID/deploy'],
    ])
    expect(stdout).not.toMatch(/(first|second)-secret/)
  })

  it('is renamed in place', async () => {
    const id = idOf()
    write({ secret: 'second-secret-of-the-action', name: 'people' })
    await applyCleanly(workspace)
    expect(idOf()).toBe(id)
  })

  it('is imported, and plans nothing but the secret that nobody can read', async () => {
    const id = String(idOf())
    await workspace.run(['state', 'rm', 'auth0_action.users'])
    expect((await workspace.import('auth0_action.users', id)).exitCode).toBe(0)
    expect(planned(await workspace.plan())).toContain('update auth0_action.users')
    await applyCleanly(workspace)
  })

  it('leaves the deployed version when a build fails, and is replaced with its stream by the next apply', async () => {
    const id = idOf()
    write({ name: 'people', secret: 'second-secret-of-the-action', body: BROKEN })
    expect(failure(await workspace.apply())[0]?.detail).toMatch(
      /Version \d+, which was deployed before, goes on running/,
    )
    write({ name: 'people', secret: 'second-secret-of-the-action', body: `${GOOD};` })
    const plan = await workspace.plan()
    expect(planned(plan)).toEqual(
      expect.arrayContaining(['replace auth0_action.users', 'replace auth0_event_stream.users']),
    )
    expect(plan.diagnostics.map(({ summary }) => summary)).toContain('Action "people" will be replaced')
    await applyCleanly(workspace)
    expect(idOf()).not.toBe(id)
  })

  it('is corrected in two steps without being replaced', async () => {
    const id = idOf()
    const rest = { name: 'people', secret: 'second-secret-of-the-action' }
    write({ ...rest, body: BROKEN })
    await workspace.apply()
    write({ ...rest, deploy: false })
    await workspace.apply()
    write(rest)
    await applyCleanly(workspace)
    expect(idOf()).toBe(id)
  })

  it('is not deleted while the stream goes on running it: the plan names the two steps', async () => {
    const whole = actionAndStream({ name: 'people', secret: 'second-secret-of-the-action' })
    const stream = whole.slice(whole.indexOf('resource "auth0_event_stream"'), whole.indexOf('data "auth0_action"'))
    const alone = requireProvider() + stream.replace('auth0_action.users.id', JSON.stringify(idOf()))
    workspace.write({ 'main.tf': alone })
    const [error] = failure(await workspace.plan())
    expect([error?.summary, error?.detail]).toEqual([
      'Action "people" is still used',
      expect.stringMatching(/two steps/),
    ])
    workspace.write({ 'main.tf': whole })
    await expectEmptyPlan(workspace)
  })

  it('ends with its stream', async () => {
    const { exitCode } = await workspace.destroy()
    expect([exitCode, tenant.tenant.eventStreams(), idOf()]).toEqual([0, [], undefined])
    expect(writes()).toEqual(['DELETE /api/v2/event-streams/ID', 'DELETE /api/v2/actions/actions/ID'])
  })
})
