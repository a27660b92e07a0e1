import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const COMMAND = path.resolve('dist', 'cli', 'main.js')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'places-'))
  writeFileSync(path.join(folder, 'file'), 'mine')
  mkdirSync(path.join(folder, 'folder'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The built command, in the folder; its environment has no other home than the one given. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  const { PATH, TMPDIR } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: folder,
    env: { PATH, TMPDIR, HOME: path.join(folder, 'home'), ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { status, stdout, stderr }
}

describe('a place that cannot be written', () => {
  it.each([
    [
      ['emulate', '--tls', '--ca-file', 'no/such/ca.pem'],
      'no/such/ca.pem: no such file or directory (ENOENT)',
      'ca-file',
    ],
    [['emulate', '--tls', '--ca-file', 'folder'], 'folder: is a directory (EISDIR)', 'ca-file'],
    [['emulate', '--tls', '--ca-file', 'file/ca.pem'], 'file/ca.pem: not a directory', 'ca-file'],
    [['emulate', '--tls', '--ca-file', '/dev/full'], 'no space left on the disk (ENOSPC)', undefined],
    [['install', '--dir', 'file/mirror'], 'file/mirror', 'dir'],
    [['install', '--dir', 'file'], 'file', 'dir'],
    [['install', '--dir', '/proc/mirror'], '/proc/mirror', 'dir'],
  ])('is named in one sentence by %j', (args, reason, option) => {
    const { status, stdout, stderr } = run(args)
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringContaining(reason)])
    expect(stderr).toMatch(/^Cannot (use|create|write|read) [^\n]+\.\n$/)
    if (option !== undefined) expect(stderr).toContain(`Choose another path for --${option}.`)
  })

  it.each(['/proc', '/dev/null'])('is named when it is the home folder %s', (home) => {
    const { status, stderr } = run(['install'], { HOME: home })
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^Cannot create \/\S+: [^\n]+ \(E[A-Z]+\)\. Choose another path for --dir\.\n$/),
    ])
  })

  it('is named when it is the folder for temporary files', () => {
    const { status, stderr } = run(['emulate', '--tls'], { TMPDIR: path.join(folder, 'nowhere') })
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^Cannot create .*nowhere.*: no such file or directory/),
    ])
  })

  it.each([
    [['emulate', '--seed', 'nowhere.json'], 'no such file or directory (ENOENT)'],
    [['emulate', '--seed', 'folder'], 'is a directory (EISDIR)'],
    [['emulate', '--webhook-ca', 'file/ca.pem'], 'not a directory (ENOTDIR)'],
  ])('is named in one sentence when it cannot be read, by %j', (args, reason) => {
    const { status, stderr } = run(args)
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^[^\n]+\.\n$/)])
    expect(stderr).toContain(reason)
  })

  it('is left as it was', () => {
    run(['install', '--dir', 'file/mirror'])
    run(['emulate', '--tls', '--ca-file', 'no/such/ca.pem'])
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder'])
  })
})

describe('a reader that goes away', () => {
  it('is no failure', () => {
    const { stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${COMMAND}" emulate --help | true`], {
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
  })
})
