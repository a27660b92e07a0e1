import { toState, withoutSecrets } from '../../../../provider/resources/action/state'
import { deployedState, deployedVersion, found, plan, state } from './action-fixtures'

describe('the state of an Action', () => {
  it('is what Auth0 returns, with what only the user knows', () => {
    const secrets = [{ name: 'KEY', value: 'hush' }]
    const remembered = plan({ secrets, timeouts: { create: '10m' } })
    const answer = found({ secrets: [{ name: 'KEY', updated_at: '2026-06-08T11:29:48.9Z' }] })
    expect(toState(answer, remembered)).toEqual(state({ secrets, timeouts: { create: '10m' } }))
  })

  it('spells Node 18 as the configuration does', () => {
    expect(toState(found({ runtime: 'node18-actions' }), plan()).runtime).toBe('node18')
  })

  it('names the deployed version, be it an older one', () => {
    const answer = found(deployedVersion(1, { all_changes_deployed: false }))
    expect(toState(answer, state())).toMatchObject({ deploy: false, version_id: 'version-1' })
  })

  it('forgets a secret that Auth0 does not have any more, so that it is planned again', () => {
    const remembered = state({
      secrets: [
        { name: 'KEPT', value: '1' },
        { name: 'DELETED', value: '2' },
      ],
    })
    const { secrets } = toState(found({ secrets: [{ name: 'KEPT' }, { name: 'FOREIGN' }] }), remembered)
    expect(secrets).toEqual([{ name: 'KEPT', value: '1' }])
  })

  it('keeps the version of a module as it was written, with the name and number that Auth0 knows', () => {
    const modules = [{ module_id: 'm', module_version_id: 'v1', module_name: 'log', module_version_number: 3 }]
    const remembered = plan({ modules: [{ ...modules[0], module_version_id: 'v1' }] as never })
    expect(toState(found({ modules }), remembered).modules).toEqual(modules)
  })

  it('holds no secret and no version once nobody knows which ones Auth0 has', () => {
    const before = state({ secrets_wo: [{ name: 'A', value: null }], secrets_wo_version: 3 })
    expect(withoutSecrets(before)).toMatchObject({ secrets: [], secrets_wo: [], secrets_wo_version: null })
  })
})

describe('whether an Action counts as deployed', () => {
  it.each([
    ['nothing was deployed', {}, false],
    ['the draft is deployed', deployedVersion(), true],
    ['the draft is newer than what is deployed', deployedVersion(1, { all_changes_deployed: false }), false],
  ])('is shown in place of the wish: %s', (_, answer, deploy) => {
    expect(toState(found(answer), deployedState()).deploy).toBe(deploy)
  })

  it('stays no where nobody wishes for it, whatever is deployed', () => {
    expect(toState(found(deployedVersion()), state({ deploy: false })).deploy).toBe(false)
  })

  it('is read off the Action after an import', () => {
    const imported = state({ deploy: null as never })
    expect(toState(found(deployedVersion()), imported).deploy).toBe(true)
    expect(toState(found(), imported).deploy).toBe(false)
  })
})
