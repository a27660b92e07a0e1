import { formatPath, type ObjectValue } from '../../../provider/framework/index'
import { keepPlanned } from '../../../provider/framework/keep-planned'
import { Decimal, number, schema, UNKNOWN, type Value } from '../../../schema/dsl/index'
import { loginBlock, sample, state } from './sample'

function kept(planned: ObjectValue, applied: ObjectValue) {
  return keepPlanned(sample, planned, applied)
}

function warnings(planned: ObjectValue, applied: ObjectValue) {
  return kept(planned, applied).diagnostics.map(({ severity, path = [] }) => `${severity} ${formatPath(path)}`)
}

describe('a value of the user that the API changed', () => {
  it('stays as planned, with a warning at its path', () => {
    const { state: after, diagnostics } = kept(state(), state({ name: 'trimmed' }))
    expect(after).toEqual(state())
    expect(diagnostics).toMatchObject([{ severity: 'warning', path: ['name'] }])
  })

  it('is found in a block', () => {
    const planned = state({ login: [loginBlock({ level: 'low' })] })
    expect(warnings(planned, state({ login: [loginBlock({ level: 'high' })] }))).toEqual(['warning login[0].level'])
  })

  it('is not quoted when it is a secret', () => {
    const planned = state({ login: [loginBlock({ key: 'mine' })] })
    const { diagnostics } = kept(planned, state({ login: [loginBlock({ key: 'hush' })] }))
    expect(JSON.stringify(diagnostics)).not.toMatch(/hush|mine/)
  })

  it.each<readonly [Value, string]>([
    [2n ** 60n, '"1152921504606846976" instead of 1'],
    [new Decimal('0.1'), '"0.1" instead of 1'],
    [2, '2 instead of 1'],
  ])('is shown whatever number it is: %s', (answered, words) => {
    const counter = schema({ type: 'counter', doc: '', body: { n: number({ mode: 'optional', doc: '' }) } })
    expect(keepPlanned(counter, { n: 1 }, { n: answered }).diagnostics[0]?.detail).toContain(words)
  })
})

describe('a value that the API may decide', () => {
  it.each<readonly [string, ObjectValue, ObjectValue]>([
    ['that was unknown', state({ note: UNKNOWN }), state({ note: 'new' })],
    ['that is computed', state(), state({ changed_at: 'tuesday' })],
    ['that nobody set', state(), state({ note: 'new' })],
  ])('is left to the check of the state: one %s', (_, planned, applied) => {
    expect(kept(planned, applied)).toEqual({ state: applied, diagnostics: [] })
  })
})
