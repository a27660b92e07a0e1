import { cpSync, existsSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Flavor } from '../../build/generate-l1'
import { runWell } from './command'

/** The folder of a flavor's example. */
export function exampleFolder(flavor: Flavor): string {
  return resolve(__dirname, '..', '..', 'examples', flavor)
}

/** Installs what the example depends on, unless it is there. Says which of the two it was. */
export async function installPackages(flavor: Flavor): Promise<string> {
  const folder = exampleFolder(flavor)
  const isThere = isInstalled(folder)
  // With the machine's own environment: where packages come from is set there.
  if (!isThere) await runWell('npm', ['ci', '--no-audit', '--no-fund'], { folder, env: process.env })
  refreshOwnPackage(folder)
  return isThere ? 'The packages are installed.' : 'Installed the packages of package-lock.json.'
}

/** Whether npm's own record of what it installed is there, and no older than the lock file. */
function isInstalled(folder: string): boolean {
  const record = join(folder, 'node_modules', '.package-lock.json')
  return existsSync(record) && statSync(record).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs
}

/** npm copied this package when it installed it, and would keep that copy after a new build. */
function refreshOwnPackage(folder: string): void {
  const copy = join(folder, 'node_modules', 'auth0-event-streams')
  for (const part of ['dist', 'package.json']) {
    rmSync(join(copy, part), { recursive: true, force: true })
    cpSync(resolve(part), join(copy, part), { recursive: true })
  }
}
