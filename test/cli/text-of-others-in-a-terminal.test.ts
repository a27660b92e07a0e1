import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const MAIN = resolve('dist/cli/main.js')
const OBEYED = /(?![\n\t])[\p{Cc}\p{Cf}]/u

describe('text of others that the command prints', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cli-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  function outputOf(...args: readonly string[]) {
    const { stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' })
    return stdout + stderr
  }

  it('is shown as escapes when it is in a file', () => {
    const seed = join(folder, 'seed.json')
    writeFileSync(seed, JSON.stringify({ 'evil\u001b[2J\u009b\u202e': [] }))
    const output = outputOf('emulate', '--seed', seed)
    expect([OBEYED.test(output), output]).toEqual([false, expect.stringContaining('\\u202e')])
  })

  it('is shown as escapes when it is the name of a file', () => {
    const output = outputOf('emulate', '--seed', join(folder, 'evil\u001b[2J\u202e.json'))
    expect([OBEYED.test(output), output]).toEqual([false, expect.stringContaining('\\u001b[2J\\u202e')])
  })
})
