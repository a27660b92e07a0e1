import { existsSync, promises as fs } from 'node:fs'
import path from 'node:path'
import type { ProviderAddress } from './provider-address'

/** Names of systems and processors as Terraform writes them, by Node's names; the others are the same in both. */
const TERRAFORM_SYSTEMS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' }
const TERRAFORM_PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' }

/** The system and processor a provider is for. */
export interface Platform {
  readonly system: string
  readonly processor: string
}

/** `linux_amd64` and the like. */
export function formatPlatform({ system, processor }: Platform): string {
  return `${TERRAFORM_SYSTEMS[system] ?? system}_${TERRAFORM_PROCESSORS[processor] ?? processor}`
}

/** The folder that Terraform searches for providers without being told, see its "implied local mirror directories". */
export function impliedMirror(system: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const home = system === 'win32' ? env['APPDATA'] : env['HOME']
  if (home === undefined || home === '') return undefined
  return system === 'win32' ? path.join(home, 'terraform.d', 'plugins') : path.join(home, '.terraform.d', 'plugins')
}

/** The folder of one provider, version and platform in a filesystem mirror, unpacked layout. */
export function mirrorFolder(mirror: string, address: ProviderAddress, version: string, platform: Platform): string {
  return path.join(mirror, address.host, address.namespace, address.type, version, formatPlatform(platform))
}

/** What stands beside the executable in `dist` and belongs to it: the files it loads, and the word that they are CommonJS. */
const COMPANIONS = ['provider', 'package.json']

/** The built provider: one executable, and what it needs beside it. */
export interface BuiltProvider {
  readonly executable: string
  readonly companions: readonly string[]
}

/** The provider in a package's `dist`, or undefined when it has not been built. */
export function findBuiltProvider(packageRoot: string): BuiltProvider | undefined {
  const dist = path.join(packageRoot, 'dist')
  const executable = path.join(dist, 'terraform-provider-auth0')
  const companions = COMPANIONS.map((name) => path.join(dist, name)).filter((file) => existsSync(file))
  return existsSync(executable) ? { executable, companions } : undefined
}

/** Copies a provider into its folder of the mirror, in the place of what was there. It is whole or it is not there. */
export async function copyProvider(provider: BuiltProvider, folder: string, executableName: string): Promise<void> {
  await fs.mkdir(path.dirname(folder), { recursive: true })
  const partial = await fs.mkdtemp(`${folder}.partial-`)
  try {
    const executable = path.join(partial, executableName)
    await fs.copyFile(provider.executable, executable)
    await fs.chmod(executable, 0o755)
    for (const file of provider.companions) {
      await fs.cp(file, path.join(partial, path.basename(file)), { recursive: true })
    }
    await fs.chmod(partial, 0o755)
    await fs.rm(folder, { recursive: true, force: true })
    await fs.rename(partial, folder)
  } finally {
    await fs.rm(partial, { recursive: true, force: true })
  }
}
