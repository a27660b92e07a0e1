import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The folder of the installed package: two levels above the bundled `dist/cli/main.js`, one above the source `cli/main.ts`.
 */
export const PACKAGE_ROOT =
  path.basename(path.dirname(__dirname)) === 'dist' ? path.join(__dirname, '..', '..') : path.join(__dirname, '..')

/** The package's version, from its package.json. */
export function readPackageVersion(root: string = PACKAGE_ROOT): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  return version
}
