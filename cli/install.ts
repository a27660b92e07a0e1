import path from 'node:path'
import type { OptionValues } from './command'
import { explainFileError } from './file-error'
import { lacksGlibc } from './glibc'
import { reportInstallation } from './install-report'
import { type Installation, type InstallEnvironment, LAYOUTS, type Layout } from './installation'
import { constraintFor, defaultVersion, parseVersion } from './installed-version'
import {
  type BuiltProvider,
  impliedMirror,
  packProvider,
  readBuiltProvider,
  writeNetworkIndex,
  writePackage,
} from './mirror'
import { PACKAGE_ROOT, readPackageVersion } from './package-root'
import { parsePlatforms, parseScriptPlatforms } from './platform'
import { type ProviderAddress, parseProviderSource } from './provider-address'
import { openRelease } from './release-archives'
import { type Terminal, UsageError } from './terminal'

/** The provider's own address. */
const OWN_SOURCE = 'auth0-event-streams/auth0'

/** `auth0-event-streams install`: installs the provider into a mirror and prints the configuration to add. */
export async function install(
  values: OptionValues,
  terminal: Terminal,
  environment: InstallEnvironment = currentEnvironment(),
): Promise<number> {
  const installation = planInstallation(values, environment)
  await carryOut(installation)
  terminal.out(reportInstallation(installation, environment))
  return 0
}

function planInstallation(values: OptionValues, environment: InstallEnvironment): Installation {
  const addresses = parseProviderSource(String(values['source'] ?? OWN_SOURCE))
  const typed = values['version'] === undefined ? undefined : parseVersion(String(values['version']))
  const layout = parseLayout(values['layout'])
  const origin = originOf(values, environment)
  const version = typed ?? versionFor(addresses, origin.version)
  return {
    ...origin,
    addresses,
    version,
    layout,
    constraint: typed ?? constraintFor(version),
    ...mirrorOf(values, layout, environment),
  }
}

function parseLayout(value: OptionValues[string]): Layout {
  const layout = LAYOUTS.find((known) => known === (value ?? 'filesystem'))
  if (layout !== undefined) return layout
  throw new UsageError(`Invalid value "${value}" for --layout: expected ${LAYOUTS.join(' or ')}.`)
}

type Origin = Pick<Installation, 'version' | 'platforms' | 'isSelfContained' | 'archiveFor'>

function originOf(values: OptionValues, environment: InstallEnvironment): Origin {
  const named = textsOf(values['platform'])
  if (values['release'] === undefined) return scriptOrigin(named, environment)
  const { version, platforms, read } = openRelease(parseFolder('release', String(values['release'])))
  return { version, platforms: parsePlatforms(named, () => platforms), isSelfContained: true, archiveFor: read }
}

function scriptOrigin(named: readonly string[], environment: InstallEnvironment): Origin {
  const { packageRoot } = environment
  const platforms = parseScriptPlatforms(named, environment)
  const provider = requireBuiltProvider(packageRoot)
  return {
    version: readPackageVersion(packageRoot),
    platforms,
    isSelfContained: false,
    archiveFor: (_, name) => packProvider(provider, name),
  }
}

function requireBuiltProvider(packageRoot: string): BuiltProvider {
  const provider = readBuiltProvider(packageRoot)
  if (provider !== undefined) return provider
  throw new UsageError(`The provider in ${packageRoot} has not been built. Run "npm run build" there first.`, 1)
}

function mirrorOf(
  values: OptionValues,
  layout: Layout,
  { system, env }: InstallEnvironment,
): Pick<Installation, 'mirror' | 'isImplied'> {
  const implied = layout === 'network' ? undefined : impliedMirror(system, env)
  const mirror = values['dir'] === undefined ? implied : parseFolder('dir', String(values['dir']))
  if (mirror !== undefined) return { mirror, isImplied: mirror === implied }
  if (layout === 'network')
    throw new UsageError('--layout network requires --dir, the folder that a web server will serve.')
  throw new UsageError('The home directory is unknown. Set the folder to install into with --dir.')
}

function parseFolder(option: string, folder: string): string {
  if (folder.trim() === '') throw new UsageError(`Invalid value "${folder}" for --${option}: expected a path.`)
  return path.resolve(folder)
}

function versionFor([address]: readonly ProviderAddress[], version: string): string {
  return address === undefined ? version : defaultVersion(address, version)
}

async function carryOut(installation: Installation): Promise<void> {
  const { addresses, version, platforms, mirror, layout, archiveFor } = installation
  try {
    for (const address of addresses) {
      const name = `terraform-provider-${address.type}_v${version}`
      const archives = platforms.map((platform) => [platform, archiveFor(platform, name)] as const)
      for (const [platform, archive] of archives) await writePackage({ mirror, address, version, platform }, archive)
      if (layout === 'network') await writeNetworkIndex({ mirror, address, version }, archives)
    }
  } catch (error) {
    const explained = explainFileError(error, { dir: mirror })
    throw explained === undefined ? error : new UsageError(explained, 1)
  }
}

function textsOf(value: OptionValues[string]): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function currentEnvironment(): InstallEnvironment {
  const machine = { system: process.platform, processor: process.arch }
  return { packageRoot: PACKAGE_ROOT, ...machine, env: process.env, lacksGlibc: lacksGlibc(machine) }
}
