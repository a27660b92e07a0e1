import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect as importedExpect } from '@jest/globals'
import '../../../constructs/testing/jest-globals'
import { newStack, streamIn } from '../stack-kit'

describe('the matchers of an expect that is imported from @jest/globals', () => {
  it('are there, with their types', () => {
    const stack = newStack()
    streamIn(stack)
    importedExpect(stack).toSubscribeTo('user.created')
    importedExpect(stack).not.toDeliverTo({ type: 'webhook' })
    importedExpect(stack).toHaveNoPlaintextSecrets()
    importedExpect(() => importedExpect(stack).toSubscribeTo('user.deleted')).toThrow('does not subscribe')
  })
})

/** What vitest declares of `expect`, as far as it matters here. */
const VITEST = {
  'package.json': JSON.stringify({ name: 'vitest', type: 'module', types: './index.d.ts', exports: './index.js' }),
  'index.js': 'export const expect = { extend: (matchers) => console.log(Object.keys(matchers).join()) }\n',
  'index.d.ts': [
    'export interface Matchers<T = any> {}',
    'export interface Assertion<T = any> extends Matchers<T> { readonly not: Assertion<T> }',
    'export declare const expect: <T>(actual: T) => Assertion<T>',
  ].join('\n'),
}

const TEST = `import { expect } from 'vitest'
import 'auth0-event-streams/cdktf/testing/vitest'

expect({}).toSubscribeTo('user.created')
expect({}).not.toDeliverTo({ type: 'action' })
expect({}).toHaveNoPlaintextSecrets()
// @ts-expect-error There is no such matcher.
expect({}).toDeliver()
`

describe('the matchers of vitest, as they are built', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vitest-'))
    const modules = join(folder, 'node_modules')
    mkdirSync(join(modules, 'vitest'), { recursive: true })
    mkdirSync(join(modules, 'auth0-event-streams'))
    for (const part of ['dist', 'package.json']) {
      cpSync(resolve(part), join(modules, 'auth0-event-streams', part), { recursive: true })
    }
    for (const name of ['cdktf', 'constructs']) symlinkSync(resolve('node_modules', name), join(modules, name))
    for (const [name, text] of Object.entries(VITEST)) writeFileSync(join(modules, 'vitest', name), text)
    writeFileSync(join(folder, 'a.mts'), TEST)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('are added when the entry is imported', () => {
    const run = ['--input-type=module', '-e', "import 'auth0-event-streams/cdktf/testing/vitest'"]
    const { stdout, stderr } = spawnSync(process.execPath, run, { cwd: folder, encoding: 'utf8' })
    expect({ stdout, stderr }).toEqual({ stdout: 'toSubscribeTo,toDeliverTo,toHaveNoPlaintextSecrets\n', stderr: '' })
  })

  it.each(['nodenext', 'bundler'])('have their types with the module resolution %s', (moduleResolution) => {
    const module = moduleResolution === 'bundler' ? 'es2022' : moduleResolution
    const options = ['--module', module, '--moduleResolution', moduleResolution, '--target', 'es2022']
    const tsc = [
      resolve('node_modules/typescript/bin/tsc'),
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      ...options,
      'a.mts',
    ]
    function check() {
      return execFileSync(process.execPath, tsc, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    }
    expect(check).not.toThrow()
  })
})
