import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const FILES = execFileSync('git', ['ls-files', '*.ts', '*.mts'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => !/^test\/|^examples\/|generated|\.d\.m?ts$/.test(file))

const EXPORT = /^export (?:async |abstract |declare )*(?:const|let|function\*?|class|interface|type|enum) (\w+)/

/** The exports of a file before which no doc comment ends. A further declaration of one name, such as an overload, needs none. */
function undocumented(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('// biome-ignore'))
  return lines.flatMap((line, at) => {
    const name = EXPORT.exec(line)?.[1]
    const before = lines[at - 1]?.trim() ?? ''
    if (name === undefined || before.endsWith('*/') || EXPORT.exec(before)?.[1] === name) return []
    return [`${file}: ${name}`]
  })
}

describe('the exports of the sources', () => {
  it('are found', () => {
    expect(FILES.length).toBeGreaterThan(300)
  })

  it('each have a doc comment', () => {
    expect(FILES.flatMap(undocumented)).toEqual([])
  })

  it('have no empty doc comment', () => {
    function isEmpty(file: string) {
      return /\/\*\*[\s*]*\*\//.test(readFileSync(file, 'utf8'))
    }
    expect(FILES.filter(isEmpty)).toEqual([])
  })
})
