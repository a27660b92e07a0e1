import { excerptOf } from '../../../../provider/resources/action/code-excerpt'

/** A bundle as esbuild minifies it: one line of 90,000 characters, with a fault in the middle. */
const BUNDLE = `"use strict";\n${'a();'.repeat(11_000)}oops(${'b();'.repeat(11_000)}`

describe('the place of a fault in a bundled Action', () => {
  it('is shown with some of its line, and the mark below it', () => {
    const [text = '', mark = '', ...others] = excerptOf(BUNDLE, { line: 2, column: 44_001 }).split('\n')
    expect(text).toMatch(/^ {2}2 \| ….*a\(\);oops\(b\(\);.*…$/)
    expect([text.length, mark.indexOf('^'), others]).toEqual([108, text.indexOf('oops'), []])
  })

  it('is shown with the beginning of a long line that is near it', () => {
    const excerpt = excerptOf(`${'x'.repeat(500)}\noops(`, { line: 2, column: 6 })
    expect(excerpt).toBe(`  1 | ${'x'.repeat(100)}…\n  2 | oops(\n    |      ^`)
  })

  it('is shown at the end of the code, and of a line without a column', () => {
    expect(excerptOf(BUNDLE, { line: 2, column: 88_006 })).toMatch(/b\(\);\n {4}\| +\^$/)
    expect(excerptOf(BUNDLE, { line: 2, column: undefined }).length).toBeLessThan(150)
  })
})

describe('a text in the code, where a template may have put a secret', () => {
  it.each([
    ['const k = "s3cr3t"; oops(', 'const k = "******"; oops('],
    ["f('it\\'s', `s3cr3t ${event.x}`)", "f('*****', `*******${event.x}`)"],
    ['const k = "s3cr3t', 'const k = "******'],
  ])('is struck out of the excerpt: %s', (line, shown) => {
    expect(excerptOf(`f()\n${line}`, { line: 2, column: 3 })).toBe(`  1 | f()\n  2 | ${shown}\n    |   ^`)
  })

  it('is struck out of it where it has several lines', () => {
    const code = 'const k = `\ns3cr3t\ns3cr3t` + oops(\n'
    expect(excerptOf(code, { line: 3, column: 9 })).toBe('  2 | ******\n  3 | ******` + oops(\n    |         ^')
  })
})
