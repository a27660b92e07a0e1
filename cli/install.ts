import path from 'node:path'
import { copyProvider, findBuiltProvider, impliedMirror, mirrorFolder } from './mirror'
import { PACKAGE_ROOT, readPackageVersion } from './package-root'
import { formatProviderAddress, type ProviderAddress, parseProviderAddress } from './provider-address'
import { type Terminal, UsageError } from './terminal'
import type { OptionValues } from './verbs'

/** The address the provider has of its own. */
const OWN_SOURCE = 'auth0-event-streams/auth0'

/** The official provider's address, whose place this one can take. */
const OFFICIAL_SOURCE = 'auth0/auth0'

/** The official release whose `auth0_event_stream` this provider follows; configurations ask for `>= 1.0.0`. */
const OFFICIAL_VERSION = '1.55.0'

/** What an installation depends on besides the options. */
export interface Surroundings {
  readonly packageRoot: string
  readonly system: string
  readonly processor: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** One installation, decided but not yet done. */
interface Plan {
  readonly address: ProviderAddress
  readonly version: string
  readonly folder: string
  /** Whether Terraform searches the mirror by itself. */
  readonly implied: boolean
  readonly mirror: string
}

/** `auth0-event-streams install`: copies the built provider into a filesystem mirror and says what to write. */
export async function install(
  values: OptionValues,
  terminal: Terminal,
  surroundings: Surroundings = currentSurroundings(),
): Promise<number> {
  const provider = findBuiltProvider(surroundings.packageRoot)
  if (provider === undefined) {
    throw new UsageError(
      `There is no built provider in ${surroundings.packageRoot}; run "npm run build" there first.`,
      1,
    )
  }
  const plan = planInstallation(values, surroundings)
  await copyProvider(provider, plan.folder, `terraform-provider-${plan.address.type}_v${plan.version}`)
  terminal.out(report(plan))
  return 0
}

function planInstallation(values: OptionValues, { packageRoot, system, processor, env }: Surroundings): Plan {
  const address = parseProviderAddress(String(values['source'] ?? OWN_SOURCE))
  const version = parseVersion(String(values['version'] ?? defaultVersion(address, packageRoot)))
  const own = impliedMirror(system, env)
  const mirror = values['dir'] === undefined ? own : path.resolve(String(values['dir']))
  if (mirror === undefined) throw new UsageError('The home folder is not known; say with --dir where to install.')
  const folder = mirrorFolder(mirror, address, version, { system, processor })
  return { address, version, folder, mirror, implied: mirror === own }
}

function defaultVersion({ namespace, type }: ProviderAddress, packageRoot: string): string {
  return `${namespace}/${type}` === OFFICIAL_SOURCE ? OFFICIAL_VERSION : readPackageVersion(packageRoot)
}

function parseVersion(version: string): string {
  if (/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) return version
  throw new UsageError(`--version cannot be "${version}"; it is a version like ${OFFICIAL_VERSION}.`)
}

function report({ address, version, folder, mirror, implied }: Plan): string {
  const source = formatProviderAddress(address)
  const lines = [
    `Installed ${source} ${version} in`,
    `  ${folder}`,
    '',
    'Write this in your configuration:',
    '',
    'terraform {',
    '  required_providers {',
    `    ${address.type} = {`,
    `      source  = "${source}"`,
    `      version = "${version}"`,
    '    }',
    '  }',
    '}',
    '',
    'Then run terraform init. Where a .terraform.lock.hcl already names this provider, run terraform init -upgrade.',
    ...(implied ? [] : mirrorSettings(mirror, address)),
  ]
  return `${lines.join('\n')}\n`
}

/** A folder that Terraform does not search by itself has to be named in its CLI configuration. */
function mirrorSettings(mirror: string, { host, namespace, type }: ProviderAddress): string[] {
  const address = `${host}/${namespace}/${type}`
  return [
    '',
    'Terraform does not search this folder by itself. Name it in its CLI configuration (~/.terraformrc):',
    '',
    'provider_installation {',
    '  filesystem_mirror {',
    `    path    = "${mirror.replaceAll('\\', '\\\\')}"`,
    `    include = ["${address}"]`,
    '  }',
    '  direct {',
    `    exclude = ["${address}"]`,
    '  }',
    '}',
  ]
}

function currentSurroundings(): Surroundings {
  return { packageRoot: PACKAGE_ROOT, system: process.platform, processor: process.arch, env: process.env }
}
