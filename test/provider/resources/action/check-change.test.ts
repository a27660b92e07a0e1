import { checkChange } from '../../../../provider/resources/action/check-change'
import { loadCodeCheck } from '../../../../provider/resources/action/check-code'
import { type Config, config, type Plan, plan, state } from './action-fixtures'

beforeAll(loadCodeCheck)

function created(over: object) {
  return checkChange({ config: config(over as Partial<Config>), plan: plan(over as Partial<Plan>), prior: null })
}
function summariesOf(over: object) {
  return created(over).map(({ severity, summary }) => `${severity}: ${summary}`)
}
function secret(name: string, value: string | null = 'v') {
  return { name, value }
}

describe('what is wrong with a new Action', () => {
  it('is nothing when its code does what its trigger asks for', () => {
    expect(created({})).toEqual([])
  })

  it.each([
    ['a syntax error', 'oops(', /^warning: Code of Action "users", line 1, column 6: /],
    [
      'no handler',
      'exports.onExecutePostLogin = async () => {}',
      /^warning: Code of Action "users", line 1, column \d+: /,
    ],
  ])('is told with its place in the code: %s', (_, code, summary) => {
    expect(summariesOf({ code })).toEqual([expect.stringMatching(summary)])
  })

  it('is told that its code is longer than Auth0 takes', () => {
    const code = 'exports.onExecuteEventStream = async () => {}\n// '.padEnd(100_001, 'é')
    expect(summariesOf({ code: code.slice(0, 60_000) })).toEqual(['warning: Code of Action "users" is too long'])
    expect(created({ code: code.slice(0, 50_000) })).toEqual([])
  })

  it('is told of ten places at most, and how many there are beside', () => {
    const reads = Array.from({ length: 12 }, (_, index) => `event.secrets.S${index}`).join('\n')
    const summaries = summariesOf({ code: `exports.onExecuteEventStream = async (event) => {\n${reads}\n}` })
    expect(summaries).toHaveLength(11)
    expect(summaries.slice(9)).toEqual([
      expect.stringMatching(/event\.secrets\.S9,/),
      'warning: Code of Action "users": 2 more findings',
    ])
  })

  it('shows the line of the code with a mark below the column', () => {
    expect(created({ code: 'const a = 1\noops(' })[0]?.detail).toMatch(
      /^ {2}1 \| const a = 1\n {2}2 \| oops\(\n {4}\| {6}\^/,
    )
  })

  it.each([
    ['a secret that is given twice', { secrets: [secret('A'), secret('A')] }, 'error: Repeated secret'],
    ['a write-only secret that is given twice', { secrets_wo: [secret('A'), secret('A')] }, 'error: Repeated secret'],
    [
      'a dependency that is given twice',
      { dependencies: ['1', '2'].map((version) => ({ name: 'lodash', version })) },
      'error: Repeated dependency',
    ],
    [
      'a dependency that npm does not have',
      { dependencies: [{ name: 'crypto', version: '17.7.1' }] },
      'warning: Dependency "crypto" is a module of Node.js',
    ],
    [
      'a write-only secret without its value',
      { secrets_wo: [secret('A', null)], secrets_wo_version: 1 },
      'error: Missing secret value',
    ],
  ])('is %s', (_, over, summary) => {
    expect(summariesOf(over)).toContain(summary)
  })
})

describe('an Action that exists', () => {
  const prior = state({ code: 'oops(', secrets_wo: [{ name: 'A', value: null }], secrets_wo_version: 1 })
  function update(over: object) {
    const same = { code: prior.code, runtime: prior.runtime, secrets_wo: prior.secrets_wo, secrets_wo_version: 1 }
    const planned = plan({ ...same, ...over } as Partial<Plan>)
    return checkChange({ config: config({ ...same, ...over } as Partial<Config>), plan: planned, prior })
  }

  it('is not warned of again while its draft stays as it is', () => {
    expect(update({ deploy: true })).toEqual([])
  })

  it('needs no value of a write-only secret in a run that sends none', () => {
    expect(update({ name: 'renamed' }).filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
