import { type Emulator, startEmulator } from '../../emulator/index'
import { codeBlocks, readGuide } from '../kit/guide'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { credentials, eventbridge, requireProvider, stream } from './configuration'

const [, ON_RESOURCE = '', BESIDE = ''] = codeBlocks(readGuide('tests-and-checks'), 'terraform')
const USERS = `${requireProvider()}${stream({ label: 'users', type: 'eventbridge', body: eventbridge() })}`
const NOTHING = 0
const CHANGES = 2

describeWithTerraform('the exit code of a plan without changes', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ files: { 'main.tf': USERS }, env: credentials(tenant) })
    await workspace.apply()
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  function id() {
    return String(workspace.state().attributes['auth0_event_stream.users']?.['id'])
  }
  function beside() {
    return BESIDE.replace(/est_\w+/, id())
  }
  function inside() {
    const [, data = ''] = /^(data [\s\S]*?\n\})/.exec(beside()) ?? []
    return beside()
      .replace(data, '')
      .replace(/(check .*\{\n)/, `$1${data}\n`)
  }
  async function plan(check: string) {
    workspace.write({ 'check.tf': check })
    const { exitCode, diagnostics } = await workspace.plan()
    return { exitCode, summaries: diagnostics.map(({ summary }) => summary) }
  }

  it.each([
    ['on the resource', () => ON_RESOURCE, NOTHING],
    ['with a data source beside it', beside, NOTHING],
    ['with a data source in it', inside, CHANGES],
  ])('with a check %s', async (_, check, expected) => {
    expect(await plan(check())).toEqual({ exitCode: expected, summaries: [] })
  })

  it('is not changed by a check that fails', async () => {
    tenant.tenant.changeEventStream(id(), { status: 'disabled' })
    const { exitCode, summaries } = await plan(ON_RESOURCE)
    expect([exitCode, summaries]).toEqual([NOTHING, expect.arrayContaining(['Check block assertion failed'])])
  })
})
