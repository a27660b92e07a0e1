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
