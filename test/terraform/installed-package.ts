import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The package as npm has installed it somewhere, and a mirror that its command fills. */
export interface InstalledPackage {
  readonly mirror: string
  /** For the environment of Terraform, which then finds providers in the mirror alone. */
  readonly env: Readonly<Record<string, string>>
  /** Runs `auth0-event-streams install` into the mirror, and gives what it prints. */
  install(...args: readonly string[]): string
  /** Updates the package to another version. */
  update(version: string): void
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
  const update = (next: string) => writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: next }))
  update(version)
  return {
    mirror,
    env: { TF_CLI_CONFIG_FILE: settings },
    update,
    install: (...args) =>
      execFileSync(process.execPath, [join(dist, 'cli', 'main.js'), 'install', '--dir', mirror, ...args], {
        encoding: 'utf8',
      }),
    rebuild: () => appendFileSync(join(dist, 'terraform-provider-auth0'), '// rebuilt\n'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
