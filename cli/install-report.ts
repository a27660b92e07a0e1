import type { Installation, InstallEnvironment } from './installation'
import { pinnedVersion } from './installed-version'
import { formatFullAddress, formatProviderAddress, OPENTOFU_HOST, TERRAFORM_HOST } from './provider-address'

/** The text printed after an installation: where the provider is, the configuration to add, and the commands to run. */
export function reportInstallation(installation: Installation, environment: InstallEnvironment): string {
  const settings = installation.isImplied ? [] : settingsOf(installation, environment.system)
  return `${[...summary(installation), ...configuration(installation), ...settings, ...nextSteps(installation), ...glibcNote(installation, environment)].join('\n')}\n`
}

function summary({ addresses, version, platforms, mirror }: Installation): string[] {
  return [
    `Installed version ${version} for ${platforms.join(', ')} in`,
    `  ${mirror}`,
    'as',
    ...addresses.map((address) => `  ${formatFullAddress(address)}`),
    '',
  ]
}

// Plugin protocol 6 needs Terraform 1.0 or any version of OpenTofu.
function configuration({ addresses, constraint }: Installation): string[] {
  const [address] = addresses
  if (address === undefined) return []
  return [
    'Add to your configuration (the constructs for CDKTF and CDK Terrain do this themselves):',
    '',
    'terraform {',
    '  required_version = ">= 1.0"',
    '',
    '  required_providers {',
    `    ${address.type} = {`,
    `      source  = "${formatProviderAddress(address)}"`,
    `      version = "${constraint}"`,
    '    }',
    '  }',
    '}',
    '',
  ]
}

function settingsOf({ addresses, mirror, layout }: Installation, system: string): string[] {
  const patterns = JSON.stringify([...new Set(addresses.map(formatProviderAddress))])
  const method =
    layout === 'network'
      ? ['  network_mirror {', '    url     = "https://mirror.example.com/"']
      : ['  filesystem_mirror {', `    path    = ${JSON.stringify(mirror)}`]
  return [
    ADVICE[layout],
    ...cliConfiguration(system),
    '',
    'provider_installation {',
    ...method,
    `    include = ${patterns}`,
    '  }',
    '  direct {',
    `    exclude = ${patterns}`,
    '  }',
    '}',
    '',
  ]
}

/** How to use a mirror, by its layout. */
const ADVICE = {
  network: 'Serve this folder over https. Add its URL, with a trailing slash, to the CLI configuration',
  filesystem: 'This folder is not searched by default. Add it to the CLI configuration',
} as const

/** Where the CLI configuration is (developer.hashicorp.com/terraform/cli/config/config-file, and OpenTofu's page of that name). */
function cliConfiguration(system: string): string[] {
  const [terraform, tofu] =
    system === 'win32' ? ['%APPDATA%\\terraform.rc', '%APPDATA%\\tofu.rc'] : ['~/.terraformrc', '~/.tofurc']
  return [`(${terraform}, or the file in TF_CLI_CONFIG_FILE; OpenTofu reads ${tofu} first):`]
}

function nextSteps({ addresses, version, platforms, layout, isSelfContained }: Installation): string[] {
  const lines = [
    `Then run ${commandsFor(addresses)}.`,
    'In a project that was initialized with another version, add -upgrade.',
    `In a project that was initialized with a different build of ${version} (its checksums do not match), first delete the`,
    "provider's block in .terraform.lock.hcl and the folder .terraform/providers.",
    ...pinNote(version),
  ]
  if (platforms.length === 1 || layout === 'network') return lines
  if (isSelfContained)
    return [
      ...lines,
      'For a lock file that is valid on all platforms, run terraform providers lock with -fs-mirror and a -platform for each.',
    ]
  return [
    ...lines,
    'A lock file written on one of these platforms is valid on all of them; ignore the warning that it is incomplete.',
  ]
}

// Where the executable is started, the kernel refuses it before any code of ours could say why.
function glibcNote({ isSelfContained }: Installation, { lacksGlibc }: InstallEnvironment): string[] {
  return isSelfContained && lacksGlibc
    ? [
        'This machine has no glibc, which the executables for Linux need: to use the provider here, install without --release.',
      ]
    : []
}

function pinNote(version: string): string[] {
  const pinned = pinnedVersion(version)
  return pinned === undefined
    ? []
    : [
        `A configuration that requires exactly ${pinned} does not accept ${version}; install with --version ${pinned} for it.`,
      ]
}

function commandsFor(addresses: Installation['addresses']): string {
  const hosts = addresses.map(({ host }) => host)
  if (hosts.every((host) => host === TERRAFORM_HOST)) return 'terraform init'
  return hosts.every((host) => host === OPENTOFU_HOST) ? 'tofu init' : 'terraform init, or tofu init'
}
