import { decodeOffset, encodeOffset } from '../../../emulator/events/sse-cursor'

describe('the cursor of an event', () => {
  it.each([0, 1, 10_000, Number.MAX_SAFE_INTEGER])('stands for the offset %d', (offset) => {
    expect(decodeOffset(encodeOffset(offset))).toBe(offset)
  })

  it('does not show the offset', () => {
    expect(encodeOffset(4711)).not.toContain('4711')
  })

  it.each(['', '1', 'nonsense', 'MTIzNDIzNDEzCg==', Buffer.from('e1:').toString('base64'), `${encodeOffset(1)} `])(
    'is not %j',
    (text) => {
      expect(decodeOffset(text)).toBeUndefined()
    },
  )
})
