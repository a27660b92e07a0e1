import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

describe('a note', () => {
  let temporary: string
  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), 'note-'))
  })
  afterEach(() => rmSync(temporary, { recursive: true }))

  const CLIENT = join(__dirname, '..', '..', '..', 'dist', 'provider', 'management.js')
  function run(body: string, cwd = temporary) {
    const script = `const { openNote } = require(${JSON.stringify(CLIENT)}); const note = openNote('x'); ${body}`
    return execFileSync(process.execPath, ['-e', script], {
      cwd,
      env: { ...process.env, TMPDIR: temporary },
    }).toString()
  }
  function read(cwd?: string) {
    return JSON.parse(run('process.stdout.write(JSON.stringify(note.read()))', cwd))
  }
  function leave(value: string) {
    return run(`note.leaveAtExit(() => (${value})); process.exit(0)`)
  }
  function folder() {
    return join(temporary, readdirSync(temporary)[0] ?? '')
  }
  function files() {
    return readdirSync(folder()).map((name) => join(folder(), name))
  }

  it('is read by a later process in the same folder, and nowhere else', () => {
    leave('{ a: 1 }')
    expect(read()).toEqual([{ a: 1 }])
    expect(read(tmpdir())).toEqual([])
  })

  it('is added to by the processes of the same run', () => {
    leave('1')
    leave('2')
    expect(read().sort()).toEqual([1, 2])
  })

  it('gives way to that of a later run', () => {
    leave('1')
    const script = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(
      `const note = require(${JSON.stringify(CLIENT)}).openNote('x'); note.leaveAtExit(() => 2)`,
    )}])`
    run(script)
    expect(read()).toEqual([2])
  })

  it('of a run is told apart from those of others', () => {
    leave('1')
    const readHere = 'process.stdout.write(JSON.stringify(note.readOfThisRun()))'
    expect(run(readHere)).toBe('[1]')
    const elsewhere = `const note = require(${JSON.stringify(CLIENT)}).openNote('x'); ${readHere}`
    const script = `process.stdout.write(require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(elsewhere)}]))`
    expect(run(script)).toBe('[]')
  })

  it('stays when there is nothing to say', () => {
    leave('1')
    leave('undefined')
    expect(read()).toEqual([1])
  })

  it('is forgotten after a day', () => {
    leave('1')
    const longAgo = Date.now() / 1000 - 25 * 3600
    for (const file of files()) utimesSync(file, longAgo, longAgo)
    expect(read()).toEqual([])
  })

  it('is for the eyes of its user only', () => {
    leave('1')
    expect(files().map((file) => statSync(file).mode & 0o777)).toEqual([0o600])
    chmodSync(folder(), 0o777)
    expect(read()).toEqual([])
  })
})
