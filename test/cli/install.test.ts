import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { install, type Surroundings } from '../../cli/install'
import { formatPlatform, impliedMirror } from '../../cli/mirror'

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

function surroundings(): Surroundings {
  const { platform, arch } = process
  return {
    packageRoot: path.join(home, 'package'),
    system: platform,
    processor: arch,
    env: { HOME: home, APPDATA: home },
  }
}

async function run(values: Record<string, string> = {}): Promise<string> {
  let text = ''
  const terminal = {
    out: (more: string) => {
      text += more
    },
    err: () => {},
  }
  await install(values, terminal, surroundings())
  return text
}

const mirror = () => impliedMirror(process.platform, { HOME: home, APPDATA: home }) ?? ''
const platform = formatPlatform({ system: process.platform, processor: process.arch })

describe('auth0-event-streams install', () => {
  it('puts an executable and its files where Terraform looks', async () => {
    await run()
    const folder = path.join(mirror(), 'registry.terraform.io/auth0-event-streams/auth0/0.9.0', platform)
    expect(readdirSync(folder).sort()).toEqual(['package.json', 'provider', 'terraform-provider-auth0_v0.9.0'])
    expect(statSync(path.join(folder, 'terraform-provider-auth0_v0.9.0')).mode & 0o111).toBe(0o111)
    expect(readFileSync(path.join(folder, 'provider/chunk.js'), 'utf8')).toBe('chunk')
  })

  it('takes the version of the official release in its place', async () => {
    await run({ source: 'auth0/auth0' })
    expect(existsSync(path.join(mirror(), 'registry.terraform.io/auth0/auth0/1.55.0', platform))).toBe(true)
  })

  it('replaces what was installed before, and leaves nothing else', async () => {
    await run()
    rmSync(path.join(home, 'package/dist/provider/chunk.js'))
    write('package/dist/provider/newer.js', 'newer')
    await run()
    const versionFolder = path.join(mirror(), 'registry.terraform.io/auth0-event-streams/auth0/0.9.0')
    expect(readdirSync(versionFolder)).toEqual([platform])
    expect(readdirSync(path.join(versionFolder, platform, 'provider'))).toEqual(['newer.js'])
  })

  it('prints the block to write', async () => {
    const text = await run({ source: 'auth0/auth0', version: '1.60.1' })
    expect(text).toMatch(/auth0 = \{\s+source {2}= "auth0\/auth0"\s+version = "1\.60\.1"\s+\}/)
    expect(text).toContain('terraform init -upgrade')
  })

  it('prints the mirror setting for a folder of its own', async () => {
    const dir = path.join(home, 'elsewhere')
    expect(await run({ dir })).toContain(`path    = "${dir}"`)
    expect(await run()).not.toContain('filesystem_mirror')
  })

  it('says what to run when nothing has been built', async () => {
    rmSync(path.join(home, 'package/dist'), { recursive: true })
    await expect(run()).rejects.toThrow('npm run build')
  })

  it.each([[{ source: 'auth0' }], [{ version: 'latest' }], [{ version: '../1.0.0' }]])('refuses %j', async (values) => {
    await expect(run(values)).rejects.toThrow(/^--(source|version) cannot be/)
  })
})

const hasTerraform = spawnSync('terraform', ['version']).status === 0
const mustHaveTerraform = process.env['CI'] === 'true'
const withTerraform = hasTerraform || mustHaveTerraform ? describe : describe.skip

withTerraform('terraform init [skipped where terraform is not on PATH]', () => {
  const init = (...settings: string[]) => {
    write('cli.tfrc', settings.join('\n'))
    const env = { PATH: process.env['PATH'], HOME: home, TF_CLI_CONFIG_FILE: path.join(home, 'cli.tfrc') }
    return execFileSync('terraform', ['init', '-no-color'], { cwd: path.join(home, 'work'), env, encoding: 'utf8' })
  }
  const configure = (source: string) => {
    write(
      'work/main.tf',
      `terraform {\n  required_providers {\n    auth0 = {\n      source  = "${source}"\n      version = ">= 0.1.0"\n    }\n  }\n}`,
    )
  }

  it.each([
    ['auth0-event-streams/auth0', '0.9.0'],
    ['auth0/auth0', '1.55.0'],
  ])('finds %s without being told', async (source, version) => {
    await run({ source })
    configure(source)
    expect(init()).toContain(`Installed ${source} v${version}`)
  })

  it('finds a folder of its own by the setting that was printed', async () => {
    const text = await run({ source: 'auth0/auth0', dir: path.join(home, 'elsewhere') })
    configure('auth0/auth0')
    expect(init(text.slice(text.indexOf('provider_installation')))).toContain('Installed auth0/auth0 v1.55.0')
  })
})
