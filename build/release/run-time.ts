import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { BUN_VERSION, type Platform } from './platforms'

/** Where run-times are kept between releases; ignored by git. */
const CACHE = '.run-times'

/**
 * The run-time of a platform as a file of this machine: taken from its npm package, whose tarball must be the pinned one, and
 * kept for the next time. Throws when the package cannot be had or is not the pinned one.
 */
export function fetchRuntime({ runtime, integrity, suffix }: Platform): string {
  const folder = resolve(CACHE, `${runtime.replace('/', '-')}-${BUN_VERSION}`)
  const executable = join(folder, 'package', 'bin', `bun${suffix}`)
  if (existsSync(executable)) return executable
  mkdirSync(CACHE, { recursive: true })
  const partial = mkdtempSync(`${folder}-`)
  try {
    unpack(download(`${runtime}@${BUN_VERSION}`, partial), integrity, partial)
    rmSync(folder, { recursive: true, force: true })
    renameSync(partial, folder)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  return executable
}

function download(specifier: string, folder: string): string {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, specifier], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // On Windows npm is a script, which only a shell starts.
    shell: process.platform === 'win32',
  })
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (tarball === undefined) throw new Error(`npm pack left no tarball of ${specifier}`)
  return tarball
}

function unpack(tarball: string, integrity: string, folder: string): void {
  const file = join(folder, tarball)
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`
  if (found !== integrity) throw new Error(`${tarball} is not the pinned run-time: ${found}, expected ${integrity}`)
  execFileSync('tar', ['-xzf', tarball], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  rmSync(file)
}
