import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { bundleChunks, writeFile } from './chunks'
import { refuseOldNode } from './launcher'

const ENTRIES = { 'cli/main': 'cli/main.ts', 'emulator/index': 'emulator/index.ts' }

/**
 * Builds the command `auth0-event-streams` and the local tenant, with all that they need inside. Resolves with the files that
 * went in.
 */
export async function buildCommand(dist: string): Promise<readonly string[]> {
  const inputs = await bundleChunks(ENTRIES, dist, 'shared/[name]-[hash]')
  await refuseOldNodeIn(join(dist, 'cli', 'main.js'))
  return inputs
}

/** Adds the version check at the head of a program, and compiles the rest to syntax that old versions of Node.js can parse. */
async function refuseOldNodeIn(file: string): Promise<void> {
  const [interpreter, ...lines] = readFileSync(file, 'utf8').split('\n')
  const { code } = await transform(lines.join('\n'), {
    platform: 'node',
    target: 'node8',
    minify: true,
    lineLimit: 200,
  })
  writeFile(file, [interpreter, refuseOldNode('auth0-event-streams'), code].join('\n'))
  chmodSync(file, 0o755)
}
