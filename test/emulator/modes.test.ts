import { createModes, type Modes } from '../../emulator/switches/switches'

describe('the modes', () => {
  it('stand in their first position unless told', () => {
    expect(createModes()).toMatchObject({ webhookPatchWithoutSecret: 'reject', cascadeDeleteAction: 'on' })
  })

  it('change one by one', () => {
    const modes = createModes({ cascadeDeleteAction: 'off' }, createModes({ webhookPatchWithoutSecret: 'keep' }))
    expect([modes.cascadeDeleteAction, modes.webhookPatchWithoutSecret]).toEqual(['off', 'keep'])
  })

  it.each([{ noSuchMode: 'on' }, { cascadeDeleteAction: 'maybe' }, { cascadeDeleteAction: true }])(
    'refuse %j',
    (wrong) => {
      expect(() => createModes(wrong as Partial<Modes>)).toThrow(/mode/i)
    },
  )
})
