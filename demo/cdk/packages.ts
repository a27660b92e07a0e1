import { cpSync, existsSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Flavor } from '../../build/generate-l1'
import { runWell } from './command'

/** The folder of a flavor's example. */
export function exampleFolder(flavor: Flavor): string {
  return resolve(__dirname, '..', '..', 'examples', flavor)
}

/** Installs the dependencies of the example unless they are installed. Returns what it did. */
export async function installPackages(flavor: Flavor): Promise<string> {
  const folder = exampleFolder(flavor)
  const isThere = isInstalled(folder)
  // With the environment of the machine, which configures the registry.
  if (!isThere) await runWell('npm', ['ci', '--no-audit', '--no-fund'], { folder, env: process.env })
  refreshOwnPackage(folder)
  return isThere ? 'The packages are installed.' : 'Installed the packages of package-lock.json.'
}

/** Whether npm's record of the installed packages exists and is not older than the lock file. */
function isInstalled(folder: string): boolean {
  const record = join(folder, 'node_modules', '.package-lock.json')
  return existsSync(record) && statSync(record).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs
}

/** Updates npm's copy of this package, which does not change with a new build. */
function refreshOwnPackage(folder: string): void {
  const copy = join(folder, 'node_modules', 'auth0-event-streams')
  for (const part of ['dist', 'package.json']) {
    rmSync(join(copy, part), { recursive: true, force: true })
    cpSync(resolve(part), join(copy, part), { recursive: true })
  }
}
