import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import {
  action,
  bearer,
  credentials,
  eventbridge,
  expectEmptyPlan,
  requireProvider,
  stream,
  webhook,
} from './configuration'

const ACTION_ID = '385db79f-28a4-43d9-909d-6f5511dd6632'
const LABELS = ['bus', 'run', 'hook']

const STREAMS = [
  stream({ label: 'bus', type: 'eventbridge', body: eventbridge() }),
  stream({ label: 'run', type: 'action', body: action(ACTION_ID) }),
  stream({ label: 'hook', type: 'webhook', body: webhook(bearer()) }),
].join('')

function read(label: string, id: string) {
  return `data "auth0_event_stream" "${label}" {\n  id = ${id}\n}\n`
}

describeWithTerraform('the data source of a stream', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    tenant.tenant.addAction({ id: ACTION_ID })
    workspace = await createWorkspace({
      files: {
        'main.tf': requireProvider() + STREAMS,
        'data.tf': LABELS.map((label) => read(label, `auth0_event_stream.${label}.id`)).join(''),
      },
      env: credentials(tenant),
    })
    await workspace.apply()
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function attributes(address: string) {
    return workspace.state().attributes[address]
  }

  it('plans nothing', async () => {
    await expect(expectEmptyPlan(workspace)).resolves.toBeUndefined()
  })

  it.each(['bus', 'run'])('says the same as the resource: %s', (label) => {
    expect(attributes(`data.auth0_event_stream.${label}`)).toEqual(attributes(`auth0_event_stream.${label}`))
  })

  it('knows no secret', () => {
    expect(attributes('data.auth0_event_stream.hook')).toHaveProperty(
      'webhook_configuration.0.webhook_authorization.0.token',
      null,
    )
  })

  it('is refused at validate, at its line, with an id that would address another path', async () => {
    workspace.write({ 'wrong.tf': read('wrong', '".."') })
    const { exitCode, diagnostics } = await workspace.validate()
    workspace.write({ 'wrong.tf': null })
    const [severity, summary, address] = ['error', 'Invalid event stream id', 'data.auth0_event_stream.wrong']
    expect([exitCode, diagnostics]).toEqual([
      1,
      [expect.objectContaining({ severity, summary, address, file: 'wrong.tf', line: 2, code: 'id = ".."' })],
    ])
  })

  it.each([
    ['a stream that does not exist', 'est_123456789ABCDEFGHJKLMN', ['(404)', 'Check the id']],
    ['something that is no id', 'users', ['users']],
  ])('refuses %s', async (_, id, words) => {
    workspace.write({ 'missing.tf': read('missing', `"${id}"`) })
    const { exitCode, diagnostics } = await workspace.plan()
    workspace.write({ 'missing.tf': null })
    expect([exitCode, diagnostics]).toEqual([
      1,
      [expect.objectContaining({ severity: 'error', address: 'data.auth0_event_stream.missing' })],
    ])
    for (const word of words) expect(diagnostics[0]?.detail).toContain(word)
  })
})
