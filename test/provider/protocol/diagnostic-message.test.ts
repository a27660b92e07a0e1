import { error, warning } from '../../../provider/framework/index'
import { toDiagnosticMessages, toPathMessage } from '../../../provider/protocol/diagnostic-message'
import { Diagnostic, Diagnostic_Severity } from '../../../provider/protocol/generated/tfplugin6'

describe('a diagnostic on the wire', () => {
  it('has severity, summary, detail and path', () => {
    expect(toDiagnosticMessages([error('Invalid name', 'It is too long.', ['name'])])).toEqual([
      {
        severity: Diagnostic_Severity.ERROR,
        summary: 'Invalid name',
        detail: 'It is too long.',
        attribute: { steps: [{ selector: { $case: 'attributeName', value: 'name' } }] },
      },
    ])
  })

  it('is a warning when it stops nothing', () => {
    expect(toDiagnosticMessages([warning('Careful', '')])[0]?.severity).toBe(Diagnostic_Severity.WARNING)
  })

  it.each([undefined, []])('has no path when it is about everything: %j', (path) => {
    expect(toDiagnosticMessages([error('Broken', '', path)])[0]?.attribute).toBeUndefined()
  })

  it('survives its encoding', () => {
    const [message] = toDiagnosticMessages([error('Invalid', 'Why.', ['a', 0, 'b', { key: 'k' }])])
    expect(message && Diagnostic.decode(Diagnostic.encode(message).finish())).toEqual(message)
  })
})

describe('diagnostics on the wire', () => {
  const first = error('Invalid', 'Why.', ['a'])

  it('leave out what is said twice', () => {
    expect(toDiagnosticMessages([first, { ...first }])).toHaveLength(1)
  })

  it.each([
    ['another place', error('Invalid', 'Why.', ['b'])],
    ['another index', error('Invalid', 'Why.', ['a', 0])],
    ['no place', error('Invalid', 'Why.')],
    ['another detail', error('Invalid', 'Why not.', ['a'])],
    ['a warning', warning('Invalid', 'Why.', ['a'])],
  ])('keep the same words with %s', (_, other) => {
    expect(toDiagnosticMessages([first, other])).toHaveLength(2)
  })

  it('keep their order', () => {
    const summaries = toDiagnosticMessages([first, error('Second', ''), first]).map(({ summary }) => summary)
    expect(summaries).toEqual(['Invalid', 'Second'])
  })
})

describe('a path on the wire', () => {
  it('tells names, indexes and keys apart', () => {
    expect(toPathMessage(['webhook', 0, 'tags', { key: '0' }]).steps.map(({ selector }) => selector)).toEqual([
      { $case: 'attributeName', value: 'webhook' },
      { $case: 'elementKeyInt', value: 0 },
      { $case: 'attributeName', value: 'tags' },
      { $case: 'elementKeyString', value: '0' },
    ])
  })
})
