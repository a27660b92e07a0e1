import { type Emulator, startEmulator } from '../../emulator/index'
import { codeBlocks, readGuide } from '../kit/guide'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, bearer, credentials, requireProvider, stream, webhook } from './configuration'

const [EXPLAINED = ''] = codeBlocks(readGuide('why-a-plan-has-a-change'), 'text')
const SUBSCRIPTIONS = ['organization.created', 'organization.deleted']

function users(name: string, subscriptions: readonly string[]) {
  return (
    requireProvider() +
    stream({ label: 'users', name, type: 'webhook', subscriptions, body: webhook(bearer('hush-hush')) })
  )
}

describeWithTerraform('the log of a plan at the level DEBUG', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ env: { ...credentials(tenant), TF_LOG_PROVIDER: 'DEBUG' } })
    workspace.write({ 'main.tf': users('first-name', SUBSCRIPTIONS) })
    await applyCleanly(workspace)
    for (const { id } of tenant.tenant.eventStreams()) tenant.tenant.changeEventStream(id, { status: 'disabled' })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  it('says what the guide shows: which path each pass changed and why, and no value', async () => {
    workspace.write({ 'main.tf': users('second-name', [...SUBSCRIPTIONS].reverse()) })
    const { stderr } = await workspace.run(['plan'])
    const told = stderr.split('\n').filter((line) => /: (?:plan|read): /.test(line))
    const messages = told.map((line) => /: ((?:plan|read): .*?): (?:@module|resource|plan|timestamp)=/.exec(line)?.[1])
    expect(messages).toEqual(EXPLAINED.trim().split('\n'))
    expect(told.join('\n')).not.toMatch(/first-name|second-name|organization|disabled|webhook"|hush|example\.com|est_/)
  })
})
