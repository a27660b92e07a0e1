import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { install } from '../../cli/install'
import type { InstallEnvironment } from '../../cli/installation'

let home: string
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'install-test-'))
  write('package/package.json', '{"version":"0.9.0"}')
  write('package/dist/terraform-provider-auth0', '#!/bin/sh\nexit 1\n')
  write('package/dist/provider/chunk.js', 'chunk')
  write('package/dist/package.json', '{"type":"commonjs"}')
  write('package/dist/cli/main.js', 'not part of the provider')
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function write(name: string, text: string): void {
  const file = path.join(home, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
}

async function run(values: Record<string, string | readonly string[]> = {}, machine: Partial<InstallEnvironment> = {}) {
  let text = ''
  const terminal = {
    out: (more: string) => {
      text += more
    },
    err: () => {},
  }
  const packageRoot = path.join(home, 'package')
  const env = { HOME: home, APPDATA: home }
  await install(values, terminal, { packageRoot, system: 'linux', processor: 'x64', env, lacksGlibc: true, ...machine })
  return text
}

function mirror(...names: readonly string[]) {
  return path.join(home, '.terraform.d', 'plugins', ...names)
}
const OWN = 'registry.terraform.io/auth0-event-streams/auth0'
function archive(name: string) {
  return unzipSync(readFileSync(mirror(name)))
}

describe('auth0-event-streams install', () => {
  it('packs the executable with its files, and nothing else', async () => {
    await run()
    const files = archive(`${OWN}/terraform-provider-auth0_0.9.0_linux_amd64.zip`)
    expect(Object.keys(files)).toEqual(['terraform-provider-auth0_v0.9.0', 'provider/chunk.js', 'package.json'])
    expect(Buffer.from(files['provider/chunk.js'] ?? []).toString()).toBe('chunk')
  })

  it('serves Terraform and OpenTofu, on every platform that starts scripts', async () => {
    await run()
    const platforms = ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm', 'linux_arm64']
    const archives = platforms.map((platform) => `terraform-provider-auth0_0.9.0_${platform}.zip`)
    for (const host of ['registry.terraform.io', 'registry.opentofu.org']) {
      expect(readdirSync(mirror(host, 'auth0-event-streams', 'auth0')).sort()).toEqual(archives)
    }
  })

  it('installs for the machine itself too, when it is a rarer one', async () => {
    await run({}, { system: 'freebsd' })
    expect(existsSync(mirror(OWN, 'terraform-provider-auth0_0.9.0_freebsd_amd64.zip'))).toBe(true)
  })

  it('installs for the platforms that are named alone', async () => {
    await run({ platform: ['linux_amd64', 'freebsd_arm64'] })
    expect(readdirSync(mirror(OWN))).toEqual([
      'terraform-provider-auth0_0.9.0_freebsd_arm64.zip',
      'terraform-provider-auth0_0.9.0_linux_amd64.zip',
    ])
  })

  it('makes the same archive of the same files', async () => {
    const file = mirror(OWN, 'terraform-provider-auth0_0.9.0_linux_amd64.zip')
    await run()
    const first = readFileSync(file)
    await run()
    expect(readFileSync(file).equals(first)).toBe(true)
  })

  it('replaces what was installed before, and leaves nothing else', async () => {
    write(`.terraform.d/plugins/${OWN}/0.9.0/linux_amd64/terraform-provider-auth0_v0.9.0`, 'unpacked')
    await run({ platform: ['linux_amd64'] })
    rmSync(path.join(home, 'package/dist/provider/chunk.js'))
    write('package/dist/provider/newer.js', 'newer')
    await run({ platform: ['linux_amd64'] })
    const entries = readdirSync(mirror(OWN), { recursive: true }).sort()
    expect(entries).toEqual(['0.9.0', 'terraform-provider-auth0_0.9.0_linux_amd64.zip'])
    expect(archive(`${OWN}/terraform-provider-auth0_0.9.0_linux_amd64.zip`)).toHaveProperty(['provider/newer.js'])
  })

  it('says what to run when nothing has been built', async () => {
    rmSync(path.join(home, 'package/dist'), { recursive: true })
    await expect(run()).rejects.toThrow('npm run build')
  })

  it.each([
    [{ source: 'auth0' }, '--source: expected NAMESPACE/TYPE'],
    [{ dir: '' }, '--dir: expected a path.'],
    [{ version: 'latest' }, '--version: expected a version such as'],
    [{ version: '../1.0.0' }, '--version: expected a version such as'],
    [{ platform: ['linux'] }, '--platform: expected OS_ARCH, such as linux_amd64, or all.'],
    [{ platform: ['../x_y'] }, '--platform: expected OS_ARCH'],
    [{ platform: ['linux_amd'] }, 'ARCH is one of 386, amd64, arm,'],
    [{ platform: ['macos_arm64'] }, 'OS is one of darwin, freebsd, linux,'],
    [{ platform: ['linux_amd64_v1'] }, '--platform: expected OS_ARCH'],
    [{ platform: ['linux_amd64', 'windows_amd64'] }, 'Windows cannot start as a plugin'],
  ])('refuses %j', async (values, reason) => {
    await expect(run(values)).rejects.toThrow(reason)
    expect(existsSync(mirror())).toBe(false)
  })

  it('refuses on Windows, and says where it goes', async () => {
    await expect(run({}, { system: 'win32' })).rejects.toThrow('Windows Subsystem for Linux')
  })
})

describe('what an installation prints', () => {
  it('is the block to write, with a constraint that the next release meets', async () => {
    expect(await run({ source: 'auth0/auth0' })).toMatch(
      /auth0 = \{\s+source {2}= "auth0\/auth0"\s+version = "~> 1\.55"/,
    )
  })

  it.each([
    [{ source: 'auth0/auth0' }, true],
    [{ source: 'auth0/auth0', version: '1.55.0' }, false],
    [{}, false],
  ])('tells those who pin the official version what to do, for %j: %s', async (values, isTold) => {
    expect((await run(values)).includes('install with --version 1.55.0')).toBe(isTold)
  })

  it('does not mention glibc, which the script does not need', async () => {
    expect(await run()).not.toContain('glibc')
  })

  it('has the version itself when it was chosen', async () => {
    expect(await run({ version: '1.60.1' })).toContain('version = "1.60.1"')
  })

  it('has the version of Terraform that linters ask for', async () => {
    expect(await run()).toContain('required_version = ">= 1.0"')
  })

  it.each([
    ['auth0/auth0', 'Then run terraform init, or tofu init.', '"auth0/auth0"'],
    ['registry.terraform.io/auth0/auth0', 'Then run terraform init.', '"auth0/auth0"'],
    ['registry.opentofu.org/auth0/auth0', 'Then run tofu init.', '"auth0/auth0"'],
    ['example.com/acme/auth0', 'Then run terraform init, or tofu init.', '"example.com/acme/auth0"'],
  ])('names for %s the program and the source that it understands', async (source, command, written) => {
    const text = await run({ source })
    expect(text).toContain(command)
    expect(text).toContain(`source  = ${written}`)
  })

  it('is the mirror setting for a folder of its own', async () => {
    const dir = path.join(home, 'elsewhere')
    expect(await run({ dir })).toContain(`path    = "${dir}"`)
    expect(await run()).not.toContain('filesystem_mirror')
  })
})
