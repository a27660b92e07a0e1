import { changesDraft, toCreateBody, toUpdateBody } from '../../../../provider/resources/action/request'
import { unmanagedSecrets } from '../../../../provider/resources/action/secrets'
import { UNKNOWN } from '../../../../schema/dsl/index'
import { CODE, type Config, config, deployedState, type Plan, plan, type State, state } from './action-fixtures'

function create(over: object) {
  return toCreateBody(plan(over as Partial<Plan>), config(over as Partial<Config>))
}
function update(prior: State, planned: object, configured: object = planned) {
  return toUpdateBody(
    prior,
    plan({ ...(prior as unknown as Plan), ...(planned as Partial<Plan>) }),
    config(configured as Partial<Config>),
  )
}

const CORE = { name: 'users', code: CODE, supported_triggers: [{ id: 'event-stream', version: 'v1' }] }
const WRITE_ONLY_A = { name: 'A', value: null }
const lodash = { name: 'lodash', version: '4.17.21' }
function secret(name: string, value: string | null = `${name} value`) {
  return { name, value }
}

describe('the body that creates an Action', () => {
  it('holds no list that is empty, and no runtime that nobody chose', () => {
    expect(create({})).toEqual(CORE)
  })

  it('holds everything that is configured', () => {
    const lists = { dependencies: [lodash], secrets: [secret('KEY')] }
    expect(create({ runtime: 'node22', ...lists })).toEqual({ ...CORE, runtime: 'node22', ...lists })
  })

  it('takes the values of write-only secrets from the configuration', () => {
    const planned = plan({ secrets_wo: [{ name: 'KEY', value: null }], secrets_wo_version: 1 })
    const written = config({ secrets_wo: [secret('KEY', 'hush')], secrets_wo_version: 1 })
    expect(toCreateBody(planned, written).secrets).toEqual([secret('KEY', 'hush')])
  })

  it.each([
    ['event-stream', 'node18', 'node18-actions'],
    ['custom-token-exchange', 'node18', 'node18'],
    ['event-stream', 'node22', 'node22'],
  ])('spells the runtime of %s as Auth0 does: %s is %s', (id, runtime, sent) => {
    const { runtime: answer } = create({ runtime, supported_triggers: [{ id, version: 'v1' }] })
    expect(answer).toBe(sent)
  })
})

describe('the body that changes an Action', () => {
  it.each([
    ['nothing', {}],
    ['that it is deployed', { deploy: true }],
    ['how long it may take', { timeouts: { create: '10m' } }],
  ])('is none when the draft stays as it is: %s changes', (_, planned) => {
    expect(update(state(), planned)).toBeUndefined()
  })

  it('repeats what is not a list, and holds no list that does not change', () => {
    const prior = state({ secrets: [secret('KEY') as { name: string; value: string }], dependencies: [lodash] })
    const same = { secrets: prior.secrets, dependencies: prior.dependencies }
    expect(update(prior, { name: 'renamed', ...same })).toEqual({ ...CORE, name: 'renamed' })
  })

  it.each(['dependencies', 'modules'] as const)('empties the list of %s when all are removed', (list) => {
    const before = { dependencies: [lodash], modules: [{ module_id: 'm', module_version_id: 'v' }] }[list]
    const body = update(state({ [list]: before }), { [list]: [] })
    expect(body).toEqual({ ...CORE, [list]: [] })
  })
})

describe('the secrets of a change', () => {
  const one = [secret('A', '1') as { name: string; value: string }]
  const two = [...one, secret('B', '2') as { name: string; value: string }]

  it.each([
    ['one is added', one, two],
    ['one is removed', two, one],
    ['one gets another value', two, [one[0], secret('B', '3')]],
    ['all are removed', two, []],
  ])('go as a whole when %s', (_, before, after) => {
    expect(update(state({ secrets: before }), { secrets: after })?.secrets).toEqual(after)
  })

  it('stay at home when only their order changes', () => {
    expect(update(state({ secrets: two }), { secrets: [...two].reverse() })).toBeUndefined()
  })

  it('stay at home when only their value in the configuration is another one, write-only', () => {
    const held = { secrets_wo: [{ name: 'A', value: null }], secrets_wo_version: 1 }
    const prior = deployedState(held)
    expect(update(prior, held, { ...held, secrets_wo: [secret('A', 'new')] })).toBeUndefined()
  })

  it.each([
    ['the version changes', { secrets_wo_version: 2 }, ['A']],
    ['one is added', { secrets_wo: ['A', 'B'] }, ['A', 'B']],
    ['one is renamed', { secrets_wo: ['C'] }, ['C']],
  ])(
    'are sent, write-only, when %s',
    (_, change: { secrets_wo?: readonly string[]; secrets_wo_version?: number }, sent) => {
      const held = { secrets_wo: [{ name: 'A', value: null }], secrets_wo_version: 1 }
      const names = change.secrets_wo ?? ['A']
      const planned = { ...held, ...change, secrets_wo: names.map((name) => ({ name, value: null })) }
      const written = { ...planned, secrets_wo: names.map((name) => secret(name, 'hush')) }
      expect(update(state(held), planned, written)?.secrets).toEqual(sent.map((name) => secret(name, 'hush')))
    },
  )

  it('are deleted when the write-only ones leave the configuration with their version', () => {
    const prior = state({ secrets_wo: [{ name: 'A', value: null }], secrets_wo_version: 1 })
    expect(update(prior, { secrets_wo: [], secrets_wo_version: null })?.secrets).toEqual([])
  })

  it('are sent anew, and none is lost, when stored ones become write-only', () => {
    const planned = { secrets: [], secrets_wo: [{ name: 'A', value: null }], secrets_wo_version: 1 }
    const written = { ...planned, secrets_wo: [secret('A', 'hush')] }
    expect(update(state({ secrets: one }), planned, written)?.secrets).toEqual([secret('A', 'hush')])
  })

  it.each([
    ['all of them', UNKNOWN],
    ['the name of one that is added', [WRITE_ONLY_A, { name: UNKNOWN, value: null }]],
  ])('count as changed while %s will be known only after apply', (_, secrets_wo) => {
    const prior = state({ secrets_wo: [WRITE_ONLY_A], secrets_wo_version: 1 })
    const planned = plan({ ...(prior as unknown as Plan), secrets_wo } as Partial<Plan>)
    expect(changesDraft(prior, planned, config({ secrets_wo, secrets_wo_version: 1 } as Partial<Config>))).toBe(true)
    expect(unmanagedSecrets(['B'], prior, planned)).toEqual([])
  })
})
