import { decodeCursor, encodeCursor } from '../../../emulator/http/page-cursor'

describe('a page cursor', () => {
  it('comes back as the place it was made of', () => {
    expect(decodeCursor(encodeCursor(1234))).toBe(1234)
  })

  it('is safe in a query as it is', () => {
    expect(encodeCursor(987_654_321)).toMatch(/^[\w-]+$/)
  })

  it.each(['', 'nonsense', 'bnVsbA', Buffer.from('{"after":1.5}').toString('base64url')])('is not "%s"', (text) => {
    expect(decodeCursor(text)).toBeUndefined()
  })
})
