import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { formatChecksums } from '../../build/release/checksums'
import { createZip } from '../../cli/archive'
import { install } from '../../cli/install'
import type { InstallEnvironment } from '../../cli/installation'

function zipOf(text: string) {
  return createZip([
    { name: 'terraform-provider-auth0_v1.2.3', content: Buffer.from(text), executable: true },
    { name: 'LICENSE.txt', content: Buffer.from('MIT'), executable: false },
  ])
}
const ZIPS = new Map([
  ['terraform-provider-auth0_1.2.3_linux_amd64.zip', zipOf('for Linux')],
  ['terraform-provider-auth0_1.2.3_windows_amd64.zip', zipOf('for Windows')],
])

let home: string
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'install-release-'))
  mkdirSync(below('release'))
  for (const [name, zip] of ZIPS) writeFileSync(below('release', name), zip)
  writeFileSync(below('release', 'terraform-provider-auth0_1.2.3_SHA256SUMS'), formatChecksums(ZIPS))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function below(...names: readonly string[]) {
  return path.join(home, ...names)
}
const OWN = 'registry.terraform.io/auth0-event-streams/auth0'

async function run(values: Record<string, string | readonly string[]> = {}, machine: Partial<InstallEnvironment> = {}) {
  let text = ''
  function out(more: string) {
    text += more
  }
  const terminal = { out, err: () => {} }
  // Nothing is built there: a release needs nothing of the package.
  const environment = {
    packageRoot: home,
    system: 'win32',
    processor: 'x64',
    env: { HOME: home, APPDATA: home },
    lacksGlibc: false,
    ...machine,
  }
  await install({ release: below('release'), dir: below('mirror'), ...values }, terminal, environment)
  return text
}

describe('install --release', () => {
  it.each([true, false])('names the other form where its executables do not start: %s', async (lacksGlibc) => {
    const text = await run({}, { system: 'linux', lacksGlibc })
    expect(text.includes('This machine has no glibc, which the executables for Linux need')).toBe(lacksGlibc)
  })

  it('names the CLI configuration of the system that it runs on', async () => {
    expect(await run()).toContain(
      'CLI configuration\n(%APPDATA%\\terraform.rc, or the file in TF_CLI_CONFIG_FILE; OpenTofu reads %APPDATA%\\tofu.rc first):',
    )
  })

  it('puts the archives of all platforms of the release into the mirror, unchanged, for both programs', async () => {
    const text = await run()
    for (const host of ['registry.terraform.io', 'registry.opentofu.org']) {
      const folder = below('mirror', host, 'auth0-event-streams', 'auth0')
      expect(readdirSync(folder).sort()).toEqual([...ZIPS.keys()])
      for (const [name, zip] of ZIPS) expect(readFileSync(path.join(folder, name)).equals(zip)).toBe(true)
    }
    expect(text).toContain('Installed version 1.2.3 for linux_amd64, windows_amd64')
    expect(text).toContain('terraform providers lock')
  })

  it('takes the place of the official provider under a version of its release', async () => {
    await run({ source: 'registry.terraform.io/auth0/auth0', platform: ['linux_amd64'] })
    expect(readdirSync(below('mirror/registry.terraform.io/auth0/auth0'))).toEqual([
      'terraform-provider-auth0_1.55.10203_linux_amd64.zip',
    ])
  })

  it('refuses an archive that is not as its checksum says', async () => {
    writeFileSync(below('release/terraform-provider-auth0_1.2.3_linux_amd64.zip'), 'another')
    await expect(run()).rejects.toThrow('does not match its checksum')
  })

  it.each([
    [{ platform: ['darwin_arm64'] }, 'has no archive for darwin_arm64'],
    [{ release: '' }, 'Invalid value "" for --release'],
    [{ layout: 'flat' }, 'Invalid value "flat" for --layout: expected filesystem or network.'],
  ])('refuses %j', async (values, reason) => {
    await expect(run(values)).rejects.toThrow(reason)
  })

  it('refuses a folder without a release', async () => {
    await expect(run({ release: home })).rejects.toThrow('No release found in')
  })
})

describe('install --layout network', () => {
  function readJson(name: string): unknown {
    return JSON.parse(readFileSync(below('mirror', OWN, name), 'utf8'))
  }

  it('lists the version, and its archives with the checksums that lock files hold', async () => {
    const text = await run({ layout: 'network' })
    const zip = ZIPS.get('terraform-provider-auth0_1.2.3_linux_amd64.zip') ?? new Uint8Array()
    function sum(content: string | Uint8Array) {
      return createHash('sha256').update(content)
    }
    const lines = `${sum('MIT').digest('hex')}  LICENSE.txt\n${sum('for Linux').digest('hex')}  terraform-provider-auth0_v1.2.3\n`
    expect(readJson('index.json')).toEqual({ versions: { '1.2.3': {} } })
    expect(readJson('1.2.3.json')).toMatchObject({
      archives: {
        linux_amd64: {
          url: 'terraform-provider-auth0_1.2.3_linux_amd64.zip',
          hashes: [`h1:${sum(lines).digest('base64')}`, `zh:${sum(zip).digest('hex')}`],
        },
      },
    })
    expect(text).toContain('network_mirror {')
  })

  it('adds a version to those that are there', async () => {
    await run({ layout: 'network' })
    await run({ layout: 'network', version: '1.3.0' })
    expect(readJson('index.json')).toEqual({ versions: { '1.2.3': {}, '1.3.0': {} } })
  })

  it('wants a folder', async () => {
    const environment = { packageRoot: home, system: 'linux', processor: 'x64', env: { HOME: home }, lacksGlibc: false }
    const terminal = { out: () => {}, err: () => {} }
    const values = { release: below('release'), layout: 'network' }
    await expect(install(values, terminal, environment)).rejects.toThrow('--layout network requires --dir')
  })
})
