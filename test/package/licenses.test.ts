import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCommand } from '../../build/command'
import { buildProvider } from '../../build/provider'
import { readPlanFile } from '../terraform/configuration'

const FILE = 'THIRD-PARTY-LICENSES.txt'
const shipped = readFileSync(join('dist', FILE), 'utf8')
const withProvider = readFileSync(join('dist', 'provider', FILE), 'utf8')

/** The packages that files come from, as `name version`. */
function packagesOf(inputs: readonly string[]): readonly string[] {
  const folders = inputs.flatMap((input) => {
    const parts = input.split('/')
    const at = parts.lastIndexOf('node_modules')
    return at < 0 ? [] : [parts.slice(0, at + (parts[at + 1]?.startsWith('@') ? 3 : 2)).join('/')]
  })
  return [...new Set(folders)].map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return `${name} ${version}`
  })
}

describe('the licenses of what is bundled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'licenses-'))
  let provider: readonly string[]
  let command: readonly string[]

  beforeAll(async () => {
    provider = packagesOf(await buildProvider(folder))
    command = packagesOf(await buildCommand(folder))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('are shipped for each package in the provider, beside it', () => {
    expect(provider).toEqual(expect.arrayContaining([expect.stringMatching(/^undici /)]))
    expect(provider.filter((name) => !withProvider.includes(`\n${name} (`))).toEqual([])
  })

  it('are shipped for each package in the command and the local tenant', () => {
    expect(command).toEqual(expect.arrayContaining([expect.stringMatching(/^hono /)]))
    expect([...provider, ...command].filter((name) => !shipped.includes(`\n${name} (`))).toEqual([])
  })

  it('have whose the work is, and under which terms', () => {
    const [, ...sections] = shipped.split(`\n${'-'.repeat(80)}\n`)
    const lacking = sections.filter((text) => !/copyright/i.test(text) || text.length < 500)
    expect(lacking.map((text) => text.slice(0, 80))).toEqual([])
  })

  it('list what packages contain, and the protocol', () => {
    for (const words of [
      'Copyright Fedor Indutny',
      'Copyright 2008 Google Inc.',
      'Apache License',
      'mozilla.org/MPL/2.0',
    ])
      expect(withProvider).toContain(words)
  })

  it('go with the provider that the command installs', () => {
    const mirror = join(folder, 'mirror')
    execFileSync(process.execPath, [join('dist', 'cli', 'main.js'), 'install', '--dir', mirror], {
      env: { PATH: process.env['PATH'] },
    })
    const archive = readdirSync(mirror, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.zip'))
    expect(readPlanFile(join(mirror, archive ?? ''))[`provider/${FILE}`]).toBe(withProvider)
  })
})

describe('a line of the shipped client', () => {
  it('is short, since an error that nobody catches prints the one that it comes from', () => {
    const program = `require('./dist/provider/management.js').createManagementClient({ domain: '' })`
    function run() {
      return execFileSync(process.execPath, ['-e', program], { stdio: 'pipe', encoding: 'utf8' })
    }
    expect(run).toThrow(/InvalidDomainError: it is empty/)
    const stderr = stderrOf(run)
    expect(Math.max(...stderr.split('\n').map(({ length }) => length))).toBeLessThan(300)
  })
})

function stderrOf(run: () => unknown): string {
  try {
    run()
    return ''
  } catch (error) {
    return String((error as { stderr?: unknown }).stderr)
  }
}
