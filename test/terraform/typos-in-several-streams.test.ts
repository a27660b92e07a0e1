import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { bearer, credentials, eventbridge, requireProvider, stream, webhook } from './configuration'

const TYPES = ['user.craeted', 'user.updted', 'group.created.', 'oganization.created', 'role.created', 'User.Deleted']

function typed(label: string, type: string) {
  return stream({ label, type: 'eventbridge', subscriptions: ['user.created', type], body: eventbridge() })
}

const STREAMS = [
  ...TYPES.map((type, index) => typed(`typed_${index}`, type)),
  stream({ label: 'region', type: 'eventbridge', body: eventbridge('123456789012', 'us-est-1') }),
  stream({ label: 'credentials', type: 'webhook', body: webhook(bearer(), 'https://user:hush-hush@example.com/a') }),
  stream({ label: 'fragment', type: 'webhook', body: webhook(bearer(), 'https://example.com/a#b') }),
]

describeWithTerraform('typos in several streams', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator({ modes: { unknownEventTypes: 'accept' } })
    workspace = await createWorkspace({
      env: credentials(tenant),
      files: { 'main.tf': requireProvider() + STREAMS.join('') },
    })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  async function shownBy(...args: readonly string[]) {
    const { stdout, stderr } = await workspace.run(args)
    return stdout + stderr
  }
  function summariesIn(text: string) {
    return [...text.matchAll(/^\W*Warning: (.*)$/gm)]
      .map(([, summary]) => summary)
      .filter((summary) => !/overrides/.test(summary ?? ''))
  }

  it('are all shown by a plan, each once', async () => {
    const shown = await shownBy('plan')
    const [types, others] = [TYPES.map((type) => `Unknown event type "${type}"`), 'Unknown AWS region "us-est-1"']
    expect(summariesIn(shown).sort()).toEqual(
      [
        ...types,
        others,
        'Credentials in the webhook endpoint at example.com',
        'Fragment in the webhook endpoint at example.com',
      ].sort(),
    )
    expect(shown).not.toMatch(/more similar warning/)
  })

  it('are not shown by validate, which runs within each command', async () => {
    expect(summariesIn(await shownBy('validate'))).toEqual([])
  })

  it('do not show the password of an endpoint in a warning', async () => {
    const { diagnostics } = await workspace.plan()
    expect(JSON.stringify(diagnostics)).not.toContain('hush-hush')
  })

  it('are shown once by an apply, and not after it', async () => {
    // The tenant knows its own regions.
    workspace.write({ 'main.tf': requireProvider() + STREAMS.filter((text) => !text.includes('us-est-1')).join('') })
    const shown = await shownBy('apply', '-auto-approve')
    expect(shown).toMatch(/Apply complete! Resources: 8 added/)
    expect(summariesIn(shown)).toHaveLength(8)
    expect(shown).not.toMatch(/more similar warning/)
    const { exitCode, diagnostics } = await workspace.plan()
    expect([exitCode, diagnostics]).toEqual([0, []])
  })

  it('are shown by the apply of a saved plan, and by each plan', async () => {
    workspace.write({ 'main.tf': requireProvider() + STREAMS.join('') })
    const typo = ['Unknown AWS region "us-est-1"']
    expect(summariesIn(await shownBy('plan'))).toEqual(typo)
    expect(summariesIn(await shownBy('plan', '-out', 'saved'))).toEqual(typo)
    expect(summariesIn(await shownBy('apply', 'saved'))).toEqual(typo)
  })

  it('are shown again for what is new, also where the stream is replaced', async () => {
    workspace.write({
      'main.tf':
        requireProvider() +
        typed('typed_0', 'user.craeted').replace('"user.created",', '"user.created","user.delted",') +
        typed('typed_1', 'user.updted').replace('us-east-1', 'eu-west-1'),
    })
    const shown = summariesIn(await shownBy('plan')).filter((summary) => summary?.startsWith('Unknown'))
    expect(shown).toEqual(['Unknown event type "user.delted"'])
  })
})
