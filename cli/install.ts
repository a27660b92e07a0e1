import path from 'node:path'
import type { OptionValues } from './commands'
import { explainFileError } from './file-error'
import { reportInstallation } from './install-report'
import { constraintFor, defaultVersion, parseVersion } from './installed-version'
import { impliedMirror, packProvider, readBuiltProvider, writePackage } from './mirror'
import { PACKAGE_ROOT, readPackageVersion } from './package-root'
import { parsePlatforms } from './platform'
import { type ProviderAddress, parseProviderSource } from './provider-address'
import { type Terminal, UsageError } from './terminal'

/** The address the provider has of its own. */
const OWN_SOURCE = 'auth0-event-streams/auth0'

/** What an installation depends on besides the options. */
export interface InstallEnvironment {
  readonly packageRoot: string
  readonly system: string
  readonly processor: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** One installation, decided but not yet done. */
export interface Installation {
  /** One for each program that the source serves. */
  readonly addresses: readonly ProviderAddress[]
  readonly version: string
  /** What to write as `version` in `required_providers`. */
  readonly constraint: string
  readonly platforms: readonly string[]
  readonly mirror: string
  /** Whether Terraform and OpenTofu search the mirror without being told. */
  readonly isImplied: boolean
}

/** `auth0-event-streams install`: puts the built provider into a filesystem mirror and says what to write. */
export async function install(
  values: OptionValues,
  terminal: Terminal,
  environment: InstallEnvironment = currentEnvironment(),
): Promise<number> {
  const installation = planInstallation(values, environment)
  await carryOut(installation, environment.packageRoot)
  terminal.out(reportInstallation(installation))
  return 0
}

function planInstallation(values: OptionValues, environment: InstallEnvironment): Installation {
  const { packageRoot, system, env } = environment
  const addresses = parseProviderSource(String(values['source'] ?? OWN_SOURCE))
  const typed = values['version'] === undefined ? undefined : parseVersion(String(values['version']))
  const version = typed ?? ownVersion(addresses, packageRoot)
  const constraint = typed ?? constraintFor(version)
  const platforms = parsePlatforms(textsOf(values['platform']), environment)
  const implied = impliedMirror(system, env)
  const mirror = values['dir'] === undefined ? implied : parseFolder(String(values['dir']))
  if (mirror === undefined) throw new UsageError('The home folder is not known. Choose where to install with --dir.')
  return { addresses, version, constraint, platforms, mirror, isImplied: mirror === implied }
}

function parseFolder(folder: string): string {
  if (folder.trim() === '') throw new UsageError(`Invalid value "${folder}" for --dir: expected a folder.`)
  return path.resolve(folder)
}

function ownVersion([address]: readonly ProviderAddress[], packageRoot: string): string {
  const version = readPackageVersion(packageRoot)
  return address === undefined ? version : defaultVersion(address, version)
}

async function carryOut({ addresses, version, platforms, mirror }: Installation, packageRoot: string): Promise<void> {
  const provider = readBuiltProvider(packageRoot)
  if (provider === undefined) {
    throw new UsageError(`There is no built provider in ${packageRoot}. Run "npm run build" there first.`, 1)
  }
  try {
    for (const address of addresses) {
      const archive = packProvider(provider, `terraform-provider-${address.type}_v${version}`)
      for (const platform of platforms) await writePackage({ mirror, address, version, platform }, archive)
    }
  } catch (error) {
    const explained = explainFileError(error, { dir: mirror })
    throw explained === undefined ? error : new UsageError(explained, 1)
  }
}

const textsOf = (value: OptionValues[string]): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

function currentEnvironment(): InstallEnvironment {
  return { packageRoot: PACKAGE_ROOT, system: process.platform, processor: process.arch, env: process.env }
}
