import { existsSync, promises as fs, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { types } from 'node:util'
import { createZip } from './archive'
import { networkIndex } from './network-mirror'
import type { ProviderAddress } from './provider-address'

/**
 * The folder that Terraform and OpenTofu search for providers by default. Source: "Implied Local Mirror
 * Directories" in Terraform's CLI configuration; OpenTofu 1.12 searches the same one.
 */
export function impliedMirror(system: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const home = system === 'win32' ? env['APPDATA'] : env['HOME']
  if (home === undefined || home === '') return undefined
  return system === 'win32' ? path.join(home, 'terraform.d', 'plugins') : path.join(home, '.terraform.d', 'plugins')
}

/** One version of a provider for one platform, in a mirror. */
export interface MirrorPackage {
  readonly mirror: string
  readonly address: ProviderAddress
  readonly version: string
  readonly platform: string
}

function folderOf({ mirror, address: { host, namespace, type } }: Omit<MirrorPackage, 'platform'>): string {
  return path.join(mirror, host, namespace, type)
}

/**
 * Path of a package's archive in the packed layout, which `terraform init` unpacks into the project. (It only links to the unpacked
 * layout, so a new installation would change initialized projects despite their lock files.)
 */
export function archivePath(target: MirrorPackage): string {
  const { address, version, platform } = target
  return path.join(folderOf(target), `terraform-provider-${address.type}_${version}_${platform}.zip`)
}

/** Files beside the executable in `dist` that it needs: those it loads, and the package.json that marks them as CommonJS. */
const COMPANIONS = ['provider', 'package.json']

/** The built provider: its executable, and the other files by their names in `dist`. */
export interface BuiltProvider {
  readonly executable: Uint8Array
  readonly companions: Readonly<Record<string, Uint8Array>>
}

/** The provider in a package's `dist`, or undefined when it has not been built. */
export function readBuiltProvider(packageRoot: string): BuiltProvider | undefined {
  const dist = path.join(packageRoot, 'dist')
  const executable = path.join(dist, 'terraform-provider-auth0')
  if (!existsSync(executable)) return undefined
  const names = COMPANIONS.flatMap((name) => filesAt(dist, name))
  const companions = names.map((name) => [name, readFileSync(path.join(dist, name))] as const)
  return { executable: readFileSync(executable), companions: Object.fromEntries(companions) }
}

/** The files at or below a name in the folder, sorted, with forward slashes. */
function filesAt(folder: string, name: string): readonly string[] {
  const place = path.join(folder, name)
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [name]
  return readdirSync(place)
    .sort()
    .flatMap((child) => filesAt(folder, `${name}/${child}`))
}

/** The archive of the built provider, with the executable under the name that Terraform expects. */
export function packProvider({ executable, companions }: BuiltProvider, executableName: string): Uint8Array {
  const others = Object.entries(companions).map(([name, content]) => ({ name, content, executable: false }))
  return createZip([{ name: executableName, content: executable, executable: true }, ...others])
}

/**
 * Writes an archive into the mirror atomically. Removes an unpacked package of the same version, which Terraform would prefer.
 */
export async function writePackage(target: MirrorPackage, archive: Uint8Array): Promise<void> {
  await writeWhole(archivePath(target), archive)
  await fs.rm(path.join(folderOf(target), target.version, target.platform), { recursive: true, force: true })
}

/** Writes the index files of a network mirror for a version whose archives have been written. */
export async function writeNetworkIndex(
  target: Omit<MirrorPackage, 'platform'>,
  archives: readonly (readonly [platform: string, archive: Uint8Array])[],
): Promise<void> {
  const { version } = target
  const listed = archives.map(([platform, content]) => ({
    platform,
    file: path.basename(archivePath({ ...target, platform })),
    content,
  }))
  for (const [name, text] of networkIndex(folderOf(target), version, listed))
    await writeWhole(path.join(folderOf(target), name), Buffer.from(text))
}

async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  await createFolder(path.dirname(file))
  const partial = `${file}.${process.pid}.partial`
  try {
    await fs.writeFile(partial, content)
    await fs.rename(partial, file)
  } finally {
    await fs.rm(partial, { force: true })
  }
}

// Not mkdir's `recursive`, which on Node.js 20 never returns below a folder that cannot be written to, such as /proc.
async function createFolder(folder: string): Promise<void> {
  const exists = await makeFolder(folder)
  if (exists) return
  await createFolder(path.dirname(folder))
  await fs.mkdir(folder).catch(ignoreExisting)
}

/** Creates the folder. Returns false when its parent does not exist. */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    await fs.mkdir(folder).catch(ignoreExisting)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT') && path.dirname(folder) !== folder) return false
    throw error
  }
}

function ignoreExisting(error: unknown): void {
  if (!hasCode(error, 'EEXIST')) throw error
}

function hasCode(error: unknown, code: string): boolean {
  return types.isNativeError(error) && 'code' in error && error.code === code
}
