import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const FRAMEWORKS = ['cdktf', 'cdktn'] as const

const ENTRIES = ['', '/testing', '/testing/jest', '/testing/jest-globals', '/l1', '/l1/event-stream', '/l1/provider']

const LOAD = {
  require: (entry: string) => ['a.cjs', `require('${entry}')`],
  import: (entry: string) => ['a.mjs', `import '${entry}'`],
} as const

describe('an entry without its framework', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'no-framework-'))
    const own = join(folder, 'node_modules', 'auth0-event-streams')
    mkdirSync(own, { recursive: true })
    for (const part of ['dist', 'package.json']) cpSync(resolve(part), join(own, part), { recursive: true })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  function load(way: keyof typeof LOAD, entry: string) {
    const [file = '', text = ''] = LOAD[way](entry)
    writeFileSync(join(folder, file), text)
    return spawnSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' })
  }

  const cases = FRAMEWORKS.flatMap((framework) =>
    ENTRIES.flatMap((entry) =>
      (['require', 'import'] as const).map(
        (way) => [way, `auth0-event-streams/${framework}${entry}`, framework] as const,
      ),
    ),
  )

  it.each([...cases, ['require', 'auth0-event-streams', 'cdktf'], ['import', 'auth0-event-streams', 'cdktf']] as const)(
    'says what to install: %s of %s',
    (way, entry, framework) => {
      const { status, stderr } = load(way, entry)
      expect(status).toBe(1)
      expect(stderr).toContain(
        `Error: "auth0-event-streams/${framework}" needs the packages "${framework}" and "constructs", at least one of which is not installed. Run: npm install ${framework} constructs@10.7\n`,
      )
    },
  )

  it('says so when the framework is there and constructs is not', () => {
    const framework = join(folder, 'node_modules', 'cdktf')
    mkdirSync(framework)
    writeFileSync(join(framework, 'index.js'), '')
    const { stderr } = load('require', 'auth0-event-streams/cdktf/testing')
    rmSync(framework, { recursive: true })
    expect(stderr).toContain('npm install cdktf constructs@10.7')
  })

  it('does not mention that when the framework is there and something else fails', () => {
    const modules = join(folder, 'node_modules')
    symlinkSync(resolve('node_modules', 'constructs'), join(modules, 'constructs'))
    mkdirSync(join(modules, 'cdktf'))
    writeFileSync(join(modules, 'cdktf', 'index.js'), "throw new Error('a fault of the framework')")
    const { stderr } = load('require', 'auth0-event-streams/cdktf')
    for (const name of ['constructs', 'cdktf']) rmSync(join(modules, name), { recursive: true })
    expect(stderr).toContain('Error: a fault of the framework')
    expect(stderr).not.toContain('npm install')
  })
})
