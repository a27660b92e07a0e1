import {
  AttributePath,
  Diagnostic_Severity,
  ListResource_Request,
} from '../../../provider/protocol/generated/tfplugin6'

describe('the generated messages', () => {
  it('carry one selector per path step', () => {
    const steps = [
      { selector: { $case: 'attributeName' as const, value: 'tags' } },
      { selector: { $case: 'elementKeyInt' as const, value: 0 } },
      { selector: { $case: 'elementKeyString' as const, value: '' } },
    ]
    const bytes = AttributePath.encode({ steps }).finish()
    expect(Buffer.from(bytes).toString('hex')).toBe('0a060a04746167730a0218000a021200')
    expect(AttributePath.decode(bytes)).toEqual({ steps })
  })

  it('refuse an integer that a number cannot hold', () => {
    const limit2to53plus1 = Buffer.from('208180808080808010', 'hex')
    expect(() => ListResource_Request.decode(limit2to53plus1)).toThrow('larger than Number.MAX_SAFE_INTEGER')
  })

  it('have enumerations as plain numbers', () => {
    expect(Diagnostic_Severity).toEqual({ INVALID: 0, ERROR: 1, WARNING: 2 })
  })
})
