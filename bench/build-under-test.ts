import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { transformSync } from 'esbuild'
import type { Variables } from './provider-start'

/** The executable's name. */
const EXECUTABLE = 'terraform-provider-auth0'

/** A built provider that is measured. */
export interface BuildUnderTest {
  /** Follows the name of each of its rows; empty for the only build. */
  readonly suffix: string
  /** The folder that Terraform's `dev_overrides` points to. */
  readonly folder: string
  readonly executable: string
}

/** A fresh folder for everything that a benchmark writes; it is removed when the process ends. */
export function createScratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'auth0-event-streams-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Copies of builds, so that a build meanwhile changes nothing. Several are told apart by their paths. */
export function copyBuilds(
  [first, ...others]: readonly [string, ...string[]],
  scratch: string,
): readonly [BuildUnderTest, ...BuildUnderTest[]] {
  if (others.length === 0) return [copyBuild(first, scratch, '')]
  function named(dist: string) {
    return copyBuild(dist, scratch, ` [${dist}]`)
  }
  return [named(first), ...others.map(named)]
}

function copyBuild(dist: string, scratch: string, suffix: string): BuildUnderTest {
  const folder = mkdtempSync(join(scratch, 'build-'))
  for (const name of [EXECUTABLE, 'provider', 'package.json']) {
    cpSync(join(dist, name), join(folder, name), { recursive: true })
  }
  return { suffix, folder, executable: join(folder, EXECUTABLE) }
}

const PRELOADS = {
  loads: require.resolve('./preload/loads.ts'),
  usage: require.resolve('./preload/usage.ts'),
} as const

/**
 * Compiles a script that is to run inside the provider; gives the variables that let Node.js run it first. The provider keeps
 * `--require` of NODE_OPTIONS from Node.js, so the `node` that it finds on PATH is a script that adds the option.
 */
export function preloading(name: keyof typeof PRELOADS, scratch: string): Variables {
  const source = readFileSync(PRELOADS[name], 'utf8')
  const folder = join(scratch, name)
  const file = join(folder, 'preload.cjs')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, transformSync(source, { loader: 'ts', format: 'cjs', platform: 'node' }).code)
  writeFileSync(join(folder, 'node'), `#!/bin/sh\nexec '${process.execPath}' --require '${file}' "$@"\n`, {
    mode: 0o755,
  })
  return { PATH: `${folder}${delimiter}${process.env['PATH']}` }
}
