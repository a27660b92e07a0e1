import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { credentials, requireProvider } from './configuration'

function read(id: string) {
  return `data "auth0_event_stream" "read" {\n  id = ${id}\n}\n`
}

describeWithTerraform('the id of a stream, whatever its form', () => {
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

  it.each(['sample-stream-id', 'est_other', 'a/b', 'a b', '../actions/actions', 'čárka?x=1#y'])(
    'is valid in a data source, and asked for as one part of the path: %s',
    async (id) => {
      workspace.write({ 'main.tf': requireProvider() + read(JSON.stringify(id)) })
      expect((await workspace.validate()).exitCode).toBe(0)
      tenant.tenant.clearRequests()
      const { exitCode, diagnostics } = await workspace.plan()
      expect([exitCode, diagnostics.map(({ summary }) => summary)]).toEqual([1, ['Cannot read event stream']])
      const calls = tenant.tenant.requests().filter(({ path }) => path.startsWith('/api/'))
      expect(calls.map(({ path }) => decodeURIComponent(path))).toEqual([`/api/v2/event-streams/${id}`])
    },
  )

  it.each(['', ' ', '.', '..'])('is refused in a data source when it would address something else: %j', async (id) => {
    workspace.write({ 'main.tf': requireProvider() + read(JSON.stringify(id)) })
    const { exitCode, diagnostics } = await workspace.validate()
    expect([exitCode, diagnostics.map(({ summary }) => summary)]).toEqual([1, ['Invalid event stream id']])
  })

  it('is taken by a data source that is read only at apply', async () => {
    workspace.write({
      'main.tf': `${requireProvider()}resource "terraform_data" "id" {\n  input = "sample-stream-id"\n}\n${read('terraform_data.id.output')}`,
    })
    const planned = await workspace.plan('-out=p')
    expect([planned.exitCode, planned.diagnostics]).toEqual([2, []])
    const { exitCode, diagnostics } = await workspace.apply()
    expect([exitCode, diagnostics.map(({ summary }) => summary)]).toEqual([1, ['Cannot read event stream']])
    workspace.write({ 'terraform.tfstate': null, p: null })
  })

  it('may be made up by a test that mocks the provider', async () => {
    workspace.write({
      'main.tf': `${requireProvider()}${read('"est_other"')}output "name" {\n  value = data.auth0_event_stream.read.name\n}\n`,
      'mock.tftest.hcl': `mock_provider "auth0" {\n  mock_data "auth0_event_stream" {\n    defaults = { id = "est_mock", name = "mocked" }\n  }\n}\nrun "reads" {\n  assert {\n    condition     = output.name == "mocked"\n    error_message = "not mocked"\n  }\n}\n`,
    })
    const { exitCode, stdout, stderr } = await workspace.run(['test'])
    expect([exitCode, stdout + stderr]).toEqual([0, expect.stringContaining('1 passed')])
    workspace.write({ 'mock.tftest.hcl': null })
  })

  it('is refused by an import, which says what an id looks like', async () => {
    workspace.write({
      'main.tf': `${requireProvider()}resource "auth0_event_stream" "a" {\n  name = "a"\n  destination_type = "action"\n  subscriptions = ["user.created"]\n  action_configuration {\n    action_id = "x"\n  }\n}\n`,
    })
    const { exitCode, stderr } = await workspace.import('auth0_event_stream.a', 'sample-stream-id')
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/est_ and 22 letters and\s+digits/)])
  })
})
