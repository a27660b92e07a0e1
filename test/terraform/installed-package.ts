import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildSync } from 'esbuild'
import { platformOf } from '../../cli/platform'
import { parseProviderSource } from '../../cli/provider-address'

/** The package as npm has installed it somewhere, and a mirror that its command fills. */
export interface InstalledPackage {
  readonly mirror: string
  /** For the environment of Terraform, which then finds providers in the mirror alone. */
  readonly env: Readonly<Record<string, string>>
  /** Runs `auth0-event-streams install` into the mirror, and gives what it prints. */
  install(...args: readonly string[]): string
  /** Updates the package to another version. */
  update(version: string): void
  /** Puts a stand-in for the official provider, which has more kinds of resources than ours, into the mirror. */
  installOfficial(): void
  /** Changes the provider as a build of changed sources would. */
  rebuild(): void
  remove(): void
}

// What the command and the provider are made of; the constructs have no part in it.
const PARTS = ['cli', 'emulator', 'package.json', 'provider', 'shared', 'terraform-provider-auth0']

/** Copies the built package. The provider is the real one. */
export function createInstalledPackage(version = '1.0.0'): InstalledPackage {
  const folder = mkdtempSync(join(tmpdir(), 'installed-'))
  const dist = join(folder, 'dist')
  mkdirSync(dist)
  for (const part of PARTS) cpSync(resolve('dist', part), join(dist, part), { recursive: true })
  const mirror = join(folder, 'mirror')
  const settings = join(folder, 'terraform.rc')
  writeFileSync(
    settings,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  )
  function update(next: string) {
    return writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: next }))
  }
  update(version)
  return {
    mirror,
    env: { TF_CLI_CONFIG_FILE: settings },
    update,
    install(...args) {
      const place = args.includes('--dir') ? [] : ['--dir', mirror]
      const command = [join(dist, 'cli', 'main.js'), 'install', ...place, ...args]
      return execFileSync(process.execPath, command, { encoding: 'utf8' })
    },
    installOfficial: () => installStandIn(mirror),
    rebuild: () => appendFileSync(join(dist, 'terraform-provider-auth0'), '// rebuilt\n'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

// The newest release whose schema ours follows.
const OFFICIAL_VERSION = '1.55.0'

function installStandIn(mirror: string): void {
  const platform = platformOf({ system: process.platform, processor: process.arch })
  for (const { host } of parseProviderSource('auth0/auth0')) {
    const folder = join(mirror, host, 'auth0', 'auth0', OFFICIAL_VERSION, platform)
    const outfile = join(folder, `terraform-provider-auth0_v${OFFICIAL_VERSION}`)
    buildSync({
      entryPoints: [resolve('test', 'terraform', 'official-stand-in.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      banner: { js: '#!/usr/bin/env node' },
    })
    chmodSync(outfile, 0o755)
  }
}
