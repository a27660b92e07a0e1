import { createSwitches, type Switches } from '../../../emulator/switches/switches'

describe('the switches', () => {
  it('stand in their first position unless told', () => {
    expect(createSwitches()).toMatchObject({ webhookPatchWithoutSecret: 'reject', cascadeDeleteAction: 'on' })
  })

  it('change one by one', () => {
    const switches = createSwitches(
      { cascadeDeleteAction: 'off' },
      createSwitches({ webhookPatchWithoutSecret: 'keep' }),
    )
    expect([switches.cascadeDeleteAction, switches.webhookPatchWithoutSecret]).toEqual(['off', 'keep'])
  })

  it.each([{ noSuchMode: 'on' }, { cascadeDeleteAction: 'maybe' }, { cascadeDeleteAction: true }])(
    'refuse %j',
    (wrong) => {
      expect(() => createSwitches(wrong as Partial<Switches>)).toThrow(/mode/i)
    },
  )
})
