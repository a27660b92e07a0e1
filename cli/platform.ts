import { UsageError } from './terminal'

/** Terraform's names of systems and processors, by Node's names; the others are the same in both. */
const TERRAFORM_SYSTEMS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' }
const TERRAFORM_PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' }

/** A machine, in Node's terms. */
export interface Machine {
  readonly system: string
  readonly processor: string
}

/** The machine's platform in Terraform's form, such as `linux_amd64`. */
export function platformOf({ system, processor }: Machine): string {
  return `${TERRAFORM_SYSTEMS[system] ?? system}_${TERRAFORM_PROCESSORS[processor] ?? processor}`
}

/** The meaning of `all`: platforms with official builds of Terraform and Node.js that can start a script. */
const SCRIPT_PLATFORMS = ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm', 'linux_arm64'] as const

/**
 * The platforms to install the script for; `all` by default, since the script is the same for each and a lock file serves a whole
 * team. Throws `UsageError` for an unknown platform, and for Windows.
 */
export function parseScriptPlatforms(given: readonly string[], machine: Machine): readonly string[] {
  const platforms = parsePlatforms(given, () => [...SCRIPT_PLATFORMS, platformOf(machine)])
  for (const name of platforms) refuseWindows(name)
  return platforms
}

/** The platforms to install for; `all`, the default, means those of `all()`. Throws `UsageError` for an unknown platform. */
export function parsePlatforms(given: readonly string[], all: () => readonly string[]): readonly string[] {
  const named = given.length === 0 ? ['all'] : given
  const platforms = named.flatMap((name) => (name === 'all' ? all() : [parsePlatform(name)]))
  return [...new Set(platforms)].sort()
}

/** Systems and processors for which builds of Terraform or OpenTofu exist. */
const SYSTEMS = ['darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'solaris', 'windows']
const PROCESSORS = ['386', 'amd64', 'arm', 'arm64', 'loong64', 'ppc64le', 'riscv64', 's390x']

function parsePlatform(name: string): string {
  const [system, processor, ...rest] = name.split('_')
  const isKnown = SYSTEMS.some((known) => known === system) && PROCESSORS.some((known) => known === processor)
  if (isKnown && rest.length === 0) return name
  throw new UsageError(
    `Invalid value "${name}" for --platform: expected OS_ARCH, such as linux_amd64, or all. OS is one of ${SYSTEMS.join(', ')}; ARCH is one of ${PROCESSORS.join(', ')}.`,
  )
}

function refuseWindows(name: string): void {
  if (!name.startsWith('windows_')) return
  throw new UsageError(
    `The provider cannot be installed for ${name}: it is a Node.js script, which Windows cannot start as a plugin. Install a release with --release DIR, or install and run Terraform in the Windows Subsystem for Linux.`,
    1,
  )
}
