import type { ObjectValue } from '../../kit/terraform-core'
import { refusalOf } from '../stage'
import { actionConfig, callsOf, failedApply, SECRET, setActionStage } from './action-stage'

const stage = setActionStage({}, { TF_LOG: 'TRACE', AUTH0_DEBUG: 'true' })

function stored(...pairs: readonly (readonly [string, string])[]): ObjectValue {
  return {
    secrets: pairs.map(([name, value]) => ({ name, value })),
  }
}
function writeOnly(version: number, ...pairs: readonly (readonly [string, string | null])[]): ObjectValue {
  return {
    secrets_wo: pairs.map(([name, value]) => ({ name, value })),
    secrets_wo_version: version,
  }
}
function sentSecrets() {
  return stage.sent('PATCH').map((body) => body['secrets'])
}

describe('a secret of an Action', () => {
  it.each([
    ['in the state', stored(['A', 'old'], ['B', SECRET]), stored(['A', 'new'], ['B', SECRET])],
    ['write-only', writeOnly(1, ['A', 'old'], ['B', SECRET]), writeOnly(2, ['A', 'new'], ['B', SECRET])],
  ])('that changes is sent with all others (%s)', async (_, before, after) => {
    const prior = await stage.createAction(before)
    await stage.changeAction(prior, after)
    expect(callsOf(stage)).toEqual(['GET …/ID', 'PATCH …/ID'])
    const [sent] = sentSecrets() as ObjectValue[][]
    expect(sent?.sort((a, b) => (String(a['name']) < String(b['name']) ? -1 : 1))).toEqual([
      { name: 'A', value: 'new' },
      { name: 'B', value: SECRET },
    ])
  })

  it.each([
    ['in the state', stored(['A', SECRET])],
    ['write-only', writeOnly(1, ['A', SECRET])],
  ])('is not sent with a change of something else (%s)', async (_, secrets) => {
    await stage.changeAction(await stage.createAction(secrets), { ...secrets, name: 'renamed' })
    expect(sentSecrets()).toEqual([undefined])
  })

  it('is never stored when it is write-only, and its name is', async () => {
    const { secrets, secrets_wo } = await stage.createAction(writeOnly(1, ['A', SECRET]))
    expect([secrets, secrets_wo]).toEqual([[], [{ name: 'A', value: null }]])
  })

  it('moves from the state to write-only without being lost', async () => {
    const prior = await stage.createAction(stored(['A', SECRET]))
    await stage.changeAction(prior, writeOnly(1, ['A', SECRET]))
    expect(sentSecrets()).toEqual([[{ name: 'A', value: SECRET }]])
  })

  it('is deleted with its block', async () => {
    await stage.changeAction(await stage.createAction(stored(['A', SECRET])), {})
    expect(sentSecrets()).toEqual([[]])
  })

  it('is planned again when somebody deleted it', async () => {
    const prior = await stage.createAction(stored(['A', SECRET], ['B', SECRET]))
    await stage.changeOutside(prior.id, { secrets: [{ name: 'B' }] })
    const found = await stage.readAction(prior)
    expect(found.secrets).toEqual([{ name: 'B', value: SECRET }])
  })

  it.each([
    ['given twice', stored(['A', '1'], ['A', '2']), 'Repeated secret'],
    ['without a name', stored(['', '1']), 'Invalid secret name'],
    ['too long', stored(['A', 'x'.repeat(4097)]), 'Secret too long'],
    ['in both kinds of blocks', { ...stored(['A', '1']), ...writeOnly(1, ['B', '2']) }, 'Conflicting arguments'],
    ['write-only, without a version', { ...writeOnly(1, ['A', '1']), secrets_wo_version: null }, 'Missing argument'],
  ])('is refused before anything is sent: %s', async (_, members, summary) => {
    const { diagnostics } = await refusalOf(stage.planAction(null, members))
    expect(diagnostics.map((one) => one.summary)).toContain(summary)
    expect(JSON.stringify(diagnostics)).not.toContain('xxxx')
    expect(stage.calls()).toEqual([])
  })
})

describe('a secret without a name', () => {
  it('is refused by the name of the argument, since Terraform shows no place in a set', async () => {
    const { diagnostics } = await refusalOf(stage.planAction(null, stored(['', '1'])))
    expect(diagnostics[0]?.detail).toContain('The argument is secrets[*].name.')
  })
})

describe('a secret that nobody manages', () => {
  async function prior(members: ObjectValue) {
    const state = await stage.createAction(members)
    await stage.changeOutside(state.id, { secrets: [{ name: 'A' }, { name: 'FOREIGN', value: 'v' }] })
    stage.tenant.clearRequests()
    return state
  }

  it.each([
    ['secrets', stored(['A', '1']), stored(['A', '2'])],
    ['secrets_wo', writeOnly(1, ['A', '1']), writeOnly(2, ['A', '2'])],
  ])('stops an update that would delete it, at %s', async (path, before, after) => {
    const state = await prior(before)
    const failed = await failedApply(stage, await stage.planAction(state, after))
    expect(failed.error).toMatchObject({ summary: 'Unmanaged Action Secret', path })
    expect(failed.error?.detail).toContain('"FOREIGN"')
    expect(failed.state).toEqual(state)
    expect(callsOf(stage)).toEqual(['GET …/ID'])
  })

  it('is told of in the plan, once the Action was read', async () => {
    const state = await stage.readAction(await prior(stored(['A', '1'])))
    const { warnings } = await stage.planAction(state, stored(['A', '2']))
    expect(warnings.map(({ summary }) => summary)).toEqual(['Unmanaged Action Secret'])
  })

  it('stands in the way of nothing else', async () => {
    const state = await prior(stored(['A', '1']))
    await stage.changeAction(state, { ...stored(['A', '1']), name: 'renamed' })
    expect(sentSecrets()).toEqual([undefined])
  })
})

describe('an update of secrets of which the response is lost', () => {
  it('forgets what Auth0 holds, so that the next plan sends it', async () => {
    const state = await stage.createAction(stored(['A', 'old']))
    const change = await stage.planAction(state, stored(['A', 'new']))
    stage.tenant.faults.next({ match: { method: 'PATCH' }, times: 4, status: 503, applied: true })
    const left = (await failedApply(stage, change)).state
    expect(left?.secrets).toEqual([])
    expect((await stage.planAction(left, stored(['A', 'old']))).action).toBe('update')
  })
})

describe('the log and the errors of a run with secrets', () => {
  it('show none of them', async () => {
    const state = await stage.createAction(writeOnly(1, ['A', SECRET]))
    stage.tenant.faults.next({ match: { method: 'PATCH' }, status: 400, body: { message: `bad value ${SECRET}` } })
    const { error } = await failedApply(stage, await stage.planAction(state, writeOnly(2, ['A', SECRET])))
    expect(error?.detail).toContain('bad value ***')
    await stage.planAction(null, actionConfig(stored(['B', SECRET])))
    const log = stage.core.plugin.stderr.join('\n')
    expect([log.includes('/api/v2/actions/actions'), log.includes(SECRET)]).toEqual([true, false])
  })

  it('show none when a build fails with a message that quotes one', async () => {
    stage.tenant.buildFaults.next({ error: `cannot reach the service with ${SECRET}` })
    const { error } = await failedApply(
      stage,
      await stage.planAction(null, { deploy: true, ...writeOnly(1, ['A', SECRET]) }),
    )
    expect(error?.detail).toContain('cannot reach the service with ***')
    expect(stage.core.plugin.stderr.join('\n')).not.toContain(SECRET)
  })
})
