import { UsageError } from './terminal'

/** Names of systems and processors as Terraform writes them, by Node's names; the others are the same in both. */
const TERRAFORM_SYSTEMS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' }
const TERRAFORM_PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' }

/** A machine in Node's words. */
export interface Machine {
  readonly system: string
  readonly processor: string
}

/** The machine's platform as Terraform writes it: `linux_amd64` and the like. */
export function platformOf({ system, processor }: Machine): string {
  return `${TERRAFORM_SYSTEMS[system] ?? system}_${TERRAFORM_PROCESSORS[processor] ?? processor}`
}

/** What `all` means: the platforms with official builds of Terraform and of Node.js that can start a script. */
const SCRIPT_PLATFORMS = ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm', 'linux_arm64'] as const

/**
 * The platforms to install for. Unless told otherwise these are all, since the provider is a Node.js script, the same for
 * each, and a lock file has to serve a whole team. Throws `UsageError` on a platform that cannot be meant.
 */
export function parsePlatforms(given: readonly string[], machine: Machine): readonly string[] {
  const named = given.length === 0 ? ['all'] : given
  const platforms = named.flatMap((name) => (name === 'all' ? everyPlatform(machine) : [parsePlatform(name)]))
  return [...new Set(platforms)].sort()
}

function everyPlatform(machine: Machine): readonly string[] {
  return [...SCRIPT_PLATFORMS, parsePlatform(platformOf(machine))]
}

function parsePlatform(name: string): string {
  if (!/^[a-z0-9]+_[a-z0-9]+$/.test(name)) {
    throw new UsageError(`Invalid value "${name}" for --platform: expected OS_ARCH, as in linux_amd64, or all.`)
  }
  if (name.startsWith('windows_')) {
    throw new UsageError(
      `The provider cannot be installed for ${name}: it is a Node.js script, which Windows cannot start as a plugin. Run Terraform in the Windows Subsystem for Linux, and install there.`,
      1,
    )
  }
  return name
}
