import { createId, encodeUuid, isId } from '../../emulator/ids'

describe('an id', () => {
  it('is the UUID in base58, padded to 22 digits', () => {
    expect(encodeUuid('00000000-0000-0000-0000-000000000000')).toBe('1'.repeat(22))
    expect(encodeUuid('00000000-0000-0000-0000-00000000003a')).toBe(`${'1'.repeat(20)}21`)
    expect(encodeUuid('ffffffff-ffff-ffff-ffff-ffffffffffff')).toHaveLength(22)
  })

  it('is the one that the documentation shows for its UUID', () => {
    expect(createId('est', '3bcb060d-9824-4b45-96b7-55a47648f740')).toBe('est_8of6RXoM1997qikH7NS11h')
  })

  it('puts lower case before upper case', () => {
    expect(encodeUuid('00000000-0000-0000-0000-000000000009').at(-1)).toBe('a')
    expect(encodeUuid('00000000-0000-0000-0000-000000000039').at(-1)).toBe('Z')
  })

  it('is recognized with its own prefix only', () => {
    const id = createId('est')
    expect([isId('est', id), isId('evt', id)]).toEqual([true, false])
  })

  it.each(['', 'est_', 'est_0111111111111111111111', 'est_111111111111111111111', 'est_invalid_id_1234567890'])(
    'is not "%s"',
    (text) => {
      expect(isId('est', text)).toBe(false)
    },
  )
})
