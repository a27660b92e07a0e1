import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import {
  action,
  applyCleanly,
  bearer,
  credentials,
  eventbridge,
  requireProvider,
  stream,
  webhook,
  writesTo,
} from './configuration'

const FIRST_ACTION = '385db79f-28a4-43d9-909d-6f5511dd6632'
const SECOND_ACTION = '385db79f-28a4-43d9-909d-6f5511dd6633'

const CASES = {
  account: { type: 'eventbridge', before: eventbridge(), after: eventbridge('210987654321') },
  region: { type: 'eventbridge', before: eventbridge(), after: eventbridge('123456789012', 'eu-west-1') },
  destination: { type: 'webhook', before: webhook(bearer()), after: eventbridge() },
  action_id: { type: 'action', before: action(FIRST_ACTION), after: action(SECOND_ACTION) },
} as const
const LABELS = Object.keys(CASES) as (keyof typeof CASES)[]

function configuration(when: 'before' | 'after') {
  return {
    'main.tf': `${requireProvider()}${LABELS.map((label) => {
      const type = label === 'destination' && when === 'after' ? 'eventbridge' : CASES[label].type
      return stream({ label, type, body: CASES[label][when] })
    }).join('')}`,
  }
}

describeWithTerraform('a change that Auth0 cannot make in place', () => {
  let tenant: Emulator
  let workspace: Workspace
  let before: Record<string, unknown>
  let planned: TerraformRun
  beforeAll(async () => {
    tenant = await startEmulator()
    tenant.tenant.addAction({ id: FIRST_ACTION })
    tenant.tenant.addAction({ id: SECOND_ACTION, name: 'another-action' })
    workspace = await createWorkspace({ files: configuration('before'), env: credentials(tenant) })
    await applyCleanly(workspace)
    before = idsByLabel()
    workspace.write(configuration('after'))
    planned = await workspace.plan()
    tenant.tenant.clearRequests()
    await applyCleanly(workspace)
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  function idsByLabel() {
    return Object.fromEntries(
      LABELS.map((label) => [label, workspace.state().attributes[`auth0_event_stream.${label}`]?.['id']]),
    )
  }
  function warningsOf(label: string) {
    return planned.diagnostics.filter(({ address }) => address === `auth0_event_stream.${label}`)
  }

  it.each(LABELS)('plans to replace the stream when %s changes', (label) => {
    expect(planned.changes).toContainEqual({
      address: `auth0_event_stream.${label}`,
      action: 'replace',
      isDrift: false,
    })
  })

  it.each([
    ['account', 'Partner event source', 'move to another AWS account', 'aws_account_id = "210987654321"'],
    ['region', 'Partner event source', 'move to another AWS region', 'aws_region     = "eu-west-1"'],
    ['destination', 'Event stream', 'change its destination type', 'destination_type = "eventbridge"'],
    ['action_id', 'Action', 'run another Action', `action_id = "${SECOND_ACTION}"`],
  ])('warns about the replacement for %s at its line', (label, summary, reason, code) => {
    const detail = expect.stringContaining(`An event stream cannot ${reason}, so "${label}" will be deleted`)
    const cost =
      summary === 'Event stream'
        ? `Event stream "${label}" will be replaced`
        : `${summary} of "${label}" will be deleted`
    expect(warningsOf(label)).toEqual([expect.objectContaining({ severity: 'warning', summary: cost, detail, code })])
  })

  it('takes one DELETE and one POST for each stream', () => {
    const verbs = writesTo(tenant).map((call) => call.split(' ')[0])
    expect(verbs.sort()).toEqual([...LABELS.map(() => 'DELETE'), ...LABELS.map(() => 'POST')])
  })

  it.each(LABELS)('gives the stream a new id when %s changes', (label) => {
    expect(idsByLabel()[label]).not.toBe(before[label])
  })

  it('leaves one stream of each name', () => {
    expect(
      tenant.tenant
        .eventStreams()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...LABELS].sort())
  })
})
