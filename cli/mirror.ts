import { existsSync, promises as fs, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { types } from 'node:util'
import { createZip } from './archive'
import { networkIndex } from './network-mirror'
import type { ProviderAddress } from './provider-address'

/**
 * The folder that Terraform and OpenTofu search for providers without being told. Source: "Implied Local Mirror
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

const folderOf = ({ mirror, address: { host, namespace, type } }: Omit<MirrorPackage, 'platform'>): string =>
  path.join(mirror, host, namespace, type)

/**
 * The archive of a package, in the packed layout: `terraform init` unpacks it into the project. (Of the unpacked layout
 * it only makes a link, so that a new installation would change projects under their lock files.)
 */
export function archivePath(target: MirrorPackage): string {
  const { address, version, platform } = target
  return path.join(folderOf(target), `terraform-provider-${address.type}_${version}_${platform}.zip`)
}

/** What stands beside the executable in `dist` and belongs to it: the files it loads, and the word that they are CommonJS. */
const COMPANIONS = ['provider', 'package.json']

/** The files of the built provider by their names in `dist`, the executable apart. */
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

/** The files that a name below the folder stands for, sorted, with the slashes that archives want. */
function filesAt(folder: string, name: string): readonly string[] {
  const place = path.join(folder, name)
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [name]
  return readdirSync(place)
    .sort()
    .flatMap((child) => filesAt(folder, `${name}/${child}`))
}

/** The archive of the built provider; Terraform looks for an executable of the given name in it. */
export function packProvider({ executable, companions }: BuiltProvider, executableName: string): Uint8Array {
  const others = Object.entries(companions).map(([name, content]) => ({ name, content, executable: false }))
  return createZip([{ name: executableName, content: executable, executable: true }, ...others])
}

/**
 * Writes an archive into its place of the mirror. It is whole or it is not there, and who reads the earlier one goes on
 * reading it. An unpacked package of the same version, which Terraform would prefer, is removed.
 */
export async function writePackage(target: MirrorPackage, archive: Uint8Array): Promise<void> {
  await writeWhole(archivePath(target), archive)
  await fs.rm(path.join(folderOf(target), target.version, target.platform), { recursive: true, force: true })
}

/** Makes a folder that is served over https a network mirror of the version's archives, which are written already. */
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

// Not mkdir's own `recursive`, which on Node.js 20 never ends in a folder that takes no new ones, such as /proc.
async function createFolder(folder: string): Promise<void> {
  const isThere = await makeFolder(folder)
  if (isThere) return
  await createFolder(path.dirname(folder))
  await fs.mkdir(folder).catch(ignoreExisting)
}

/** Whether the folder is there now. False when the one above it is not. */
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

const hasCode = (error: unknown, code: string): boolean =>
  types.isNativeError(error) && 'code' in error && error.code === code
