import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { action, credentials, requireProvider, stream } from './configuration'

const TAKEN = '385db79f-28a4-43d9-909d-6f5511dd6632'
const MISSING = '385db79f-28a4-43d9-909d-6f5511dd6639'

describeWithTerraform('an Action that cannot be the destination of a stream', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    tenant.tenant.addAction({ id: TAKEN })
    workspace = await createWorkspace({
      env: credentials(tenant),
      files: { 'first.tf': requireProvider() + stream({ label: 'first', type: 'action', body: action(TAKEN) }) },
    })
    await workspace.apply()
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  async function refusalOf(id: string) {
    workspace.write({ 'second.tf': stream({ label: 'second', type: 'action', body: action(id) }) })
    const { exitCode, diagnostics } = await workspace.apply()
    expect(exitCode).toBe(1)
    expect(diagnostics).toEqual([
      expect.objectContaining({ summary: 'Cannot create event stream', code: `action_id = "${id}"` }),
    ])
    return String(diagnostics[0]?.detail)
  }
  function refuseWith(message: string, status = 400) {
    return tenant.tenant.faults.next({
      match: { method: 'POST' },
      status,
      body: { statusCode: status, error: 'x', message, errorCode: 'invalid_body' },
    })
  }

  it('names the stream that runs it already', async () => {
    const [first] = tenant.tenant.eventStreams()
    expect(await refusalOf(TAKEN)).toContain(`The event stream "first" with the id ${first?.id} runs this Action`)
  })

  it('names the stream also when Auth0 does not say what is wrong', async () => {
    refuseWith('Payload validation error')
    expect(await refusalOf(TAKEN)).toContain('The event stream "first"')
  })

  it.each([
    ['does not exist', `The action ${MISSING} does not exist.`, 'Check action_id'],
    ['was not deployed', `The action ${MISSING} has not been deployed yet.`, 'Deploy the Action'],
    [
      'has another trigger',
      `The action ${MISSING} does not support the event-stream trigger.`,
      'trigger "event-stream"',
    ],
  ])('says what to do about one that %s', async (_, message, advice) => {
    refuseWith(message)
    expect(await refusalOf(MISSING)).toContain(advice)
  })

  it('is found by the error also where the refusal is a 404', async () => {
    refuseWith('The action does not exist.', 404)
    expect(await refusalOf(MISSING)).toContain('action_id')
  })
})
