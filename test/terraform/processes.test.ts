import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { type Emulator, startEmulator } from '../../emulator/index'
import { processesOf } from '../kit/processes'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { bearer, credentials, expectEmptyPlan, requireProvider, stream, webhook } from './configuration'

const LABELS = ['a', 'b', 'c']

const CONFIGURATION = `${requireProvider()}${LABELS.map((label) =>
  stream({ label, type: 'webhook', body: webhook(bearer()) }),
).join('')}`

describeWithTerraform('the processes of a run', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeEach(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ files: { 'main.tf': CONFIGURATION }, env: credentials(tenant) })
  })
  afterEach(async () => {
    workspace.remove()
    await tenant.close()
  })
  // What the provider knows of the tenant's rate limit is meant to stay, for the next process.
  function temporaryFiles() {
    return readdirSync(workspace.temporaryFolder).filter((name) => !name.startsWith('auth0-event-streams-'))
  }
  function leftovers() {
    return [...processesOf(workspace), ...temporaryFiles()]
  }
  async function arrived(method: string) {
    while (!tenant.tenant.requests().some((request) => request.method === method && request.path.startsWith('/api')))
      await wait(10)
  }
  function namesInState() {
    return Object.values(workspace.state().attributes)
      .map(({ name }) => name)
      .sort()
  }

  it.each([
    ['a plan', ['plan'], 0],
    ['an apply', ['apply', '-auto-approve'], 0],
    ['a validation', ['validate'], 0],
    ['a failed import', ['import', 'auth0_event_stream.a', 'no-id'], 1],
  ])('leave no process and no file behind after %s', async (_, args, expected) => {
    const { exitCode } = await workspace.run(args)
    expect([exitCode, leftovers()]).toEqual([expected, []])
  })

  it('put into the state what was created when Ctrl-C was pressed', async () => {
    tenant.tenant.setLatency(400)
    const apply = workspace.start(['apply', '-auto-approve', '-parallelism=1'])
    await arrived('POST')
    apply.interrupt()
    await apply.ended
    expect(namesInState()).toEqual(
      tenant.tenant
        .eventStreams()
        .map(({ name }) => name)
        .sort(),
    )
  })

  it('begin nothing after Ctrl-C', async () => {
    tenant.tenant.setLatency(400)
    const apply = workspace.start(['apply', '-auto-approve', '-parallelism=1'])
    await arrived('POST')
    apply.interrupt()
    const { exitCode } = await apply.ended
    expect([exitCode, tenant.tenant.eventStreams().length, leftovers()]).toEqual([1, 1, []])
  })

  it('finish after Ctrl-C with the next apply', async () => {
    tenant.tenant.setLatency(200)
    const apply = workspace.start(['apply', '-auto-approve'])
    await arrived('POST')
    apply.interrupt()
    await apply.ended
    tenant.tenant.setLatency(0)
    await workspace.apply()
    await expect(expectEmptyPlan(workspace)).resolves.toBeUndefined()
  })

  it('end a plan at once on Ctrl-C', async () => {
    await workspace.apply()
    tenant.tenant.clearRequests()
    tenant.tenant.faults.next({ match: { method: 'GET' }, delayMs: 4000 })
    const plan = workspace.start(['plan'])
    await arrived('GET')
    const running = processesOf(workspace).length
    const pressedAt = Date.now()
    plan.interrupt()
    const { exitCode } = await plan.ended
    expect([exitCode, Date.now() - pressedAt < 3500, leftovers()]).toEqual([1, true, []])
    if (process.platform === 'linux') expect(running).toBeGreaterThan(1)
  })
})
