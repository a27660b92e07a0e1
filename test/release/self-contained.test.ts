import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileExecutable, type ProviderScript } from '../../build/release/executable'
import { hostPlatform, platformNamed } from '../../build/release/platforms'
import { withoutSwitches } from '../../build/release/run-time-switches'
import { executableFault } from '../../cli/release/executable-format'

// Bundling is esbuild's work, which jest's environment does not suit; any script shows what the executable is.
const SCRIPT = {
  text: 'console.log([process.env.FROM_DOTENV, process.env.FROM_PRELOAD, typeof Bun].join())',
} as ProviderScript

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'self-contained-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function compile(name: string) {
  return compileExecutable(SCRIPT, hostPlatform(), join(folder, name))
}

describe('a self-contained executable', () => {
  it('has the same bytes wherever it is made', () => {
    expect(Buffer.from(compile('one')).equals(compile('another'))).toBe(true)
  })

  it('takes nothing from the folder that it is started in, nor from the settings of other programs', () => {
    const work = join(folder, 'work')
    mkdirSync(work)
    writeFileSync(join(work, 'preload.js'), 'process.env.FROM_PRELOAD = "preloaded"')
    writeFileSync(join(work, '.env'), 'FROM_DOTENV=dotenv')
    writeFileSync(join(work, 'bunfig.toml'), 'preload = ["./preload.js"]')
    const program = join(folder, 'program')
    writeFileSync(program, compile('one'), { mode: 0o755 })
    const env = {
      BUN_OPTIONS: '--preload ./preload.js',
      BUN_INSPECT_PRELOAD: './preload.js',
      BUN_BE_BUN: '1',
      NODE_OPTIONS: '--require ./preload.js',
    }
    const { stdout, stderr } = spawnSync(program, [], { cwd: work, env, encoding: 'utf8' })
    expect([stdout, stderr]).toEqual([',,object\n', ''])
  })

  it('is one for its platform', () => {
    expect(executableFault(Buffer.from(compile('one')), hostPlatform().name)).toBeUndefined()
  })
})

describe('a run-time whose switches cannot be found', () => {
  it('is refused, since they would still have effect', () => {
    expect(() => withoutSwitches(Buffer.from('BUN_OPTIONS and BUN_INSPECT'))).toThrow('does not know BUN_BE_BUN')
  })
})

describe('a platform', () => {
  it('is refused with the names there are', () => {
    expect(() => platformNamed('linux_386')).toThrow('expected one of linux_amd64, linux_arm64')
  })
})
