import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathWithPreparedNode } from '../kit/node-on-path'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { requireProvider } from '../terraform/configuration'

const DIST = join(__dirname, '..', '..', 'dist')
const EXECUTABLE = join(DIST, 'terraform-provider-auth0')

const folder = mkdtempSync(join(tmpdir(), 'start-'))
afterAll(() => rmSync(folder, { recursive: true }))

function below(name: string): string {
  const path = join(folder, name)
  mkdirSync(path)
  return path
}

function pretend(version: string): string {
  return pathWithPreparedNode(
    below(version),
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: ${JSON.stringify(version)} } })`,
  )
}

/** A PATH with a shell's own programs and no Node.js. */
function pathWithoutNode(): string {
  const bin = below('no-node')
  symlinkSync('/bin/sh', join(bin, 'sh'))
  return bin
}

const WITHOUT_TEMPORARY_FOLDER = `
const fs = require('node:fs')
fs.mkdtempSync = (prefix) => { throw new Error('EROFS: read-only file system, mkdtemp ' + prefix) }`

function runByHand(path: string) {
  const { status, stdout, stderr } = spawnSync(EXECUTABLE, { env: { PATH: path }, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describeWithTerraform('terraform with a provider that cannot start', () => {
  let workspace: Workspace
  beforeAll(async () => {
    workspace = await createWorkspace({ files: { 'main.tf': `${requireProvider()}\nprovider "auth0" {}\n` } })
  })
  afterAll(() => workspace.remove())

  async function plan(env: Readonly<Record<string, string>>) {
    const { exitCode, stdout, stderr } = await workspace.run(['plan'], env)
    return { exitCode, output: (stdout + stderr).replaceAll(/[\s│]+/g, ' ') }
  }

  it('says that there is no Node.js on PATH', async () => {
    const terraform = below('terraform')
    const { output } = await plan({ PATH: pathWithoutNode(), TMPDIR: terraform })
    expect(output).toContain(
      'Unrecognized remote plugin message: terraform-provider-auth0 cannot start: it needs Node.js 20.18 or later, and there is no node on PATH. ',
    )
  })

  it.each(['18.20.8', '20.17.0', '12.22.12', '8.17.0'])('says that Node.js %s is too old', async (version) => {
    const { exitCode, output } = await plan({ PATH: pretend(version) })
    expect([exitCode, output]).toEqual([
      1,
      expect.stringContaining(`it needs Node.js 20.18 or later, and the node on PATH is ${version} (`),
    ])
  })

  it.each(['20.18.0', '100.0.0'])('takes Node.js %s', async (version) => {
    const { exitCode } = await workspace.run(['validate'], { PATH: pretend(version) })
    expect(exitCode).toBe(0)
  })

  it('says that no folder can hold its socket', async () => {
    const path = pathWithPreparedNode(below('read-only'), WITHOUT_TEMPORARY_FOLDER)
    const { output } = await plan({ PATH: path })
    expect(output).toContain('terraform-provider-auth0 cannot start: no folder can hold its socket: ')
    expect(output).toContain('/tmp (EROFS: read-only file system')
    expect(output).toContain('Set TMPDIR to a folder that this user may write to.')
  })

  it('goes on in another folder when TMPDIR cannot be used', async () => {
    const { exitCode } = await workspace.run(['validate'], { TMPDIR: join(folder, 'missing') })
    expect(exitCode).toBe(0)
  })

  it('says that its folder is missing', async () => {
    const alone = below('alone')
    copyFileSync(EXECUTABLE, join(alone, 'terraform-provider-auth0'))
    const cliConfig = join(folder, 'alone.rc')
    const overrides = `dev_overrides {\n "auth0-event-streams/auth0" = ${JSON.stringify(alone)}\n}`
    writeFileSync(cliConfig, `provider_installation {\n${overrides}\n}\n`)
    const { output } = await plan({ TF_CLI_CONFIG_FILE: cliConfig })
    expect(output).toContain(`its folder ${join(alone, 'provider')} is missing.`)
  })
})

describe('a person who starts the provider', () => {
  it('learns what it is', () => {
    const { status, stdout, stderr } = runByHand(process.env['PATH'] ?? '')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^terraform-provider-auth0 is a Terraform provider/)
  })

  it('learns that Node.js is too old, before anything else', () => {
    const { status, stdout, stderr } = runByHand(pretend('16.20.2'))
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(
      /^terraform-provider-auth0 cannot start: it needs Node.js 20.18 or later, .* is 16\.20\.2 \(.*\n$/,
    )
  })

  it('learns the same from the command', () => {
    const env = { PATH: pretend('18.19.0') }
    const { status, stdout, stderr } = spawnSync(join(DIST, 'cli', 'main.js'), ['--version'], { env, encoding: 'utf8' })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^auth0-event-streams cannot start: it needs Node.js 20.18 or later, .* is 18\.19\.0 /)
  })
})
