import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { bundleChunks } from './chunks'

const ENTRIES = { 'cli/main': 'cli/main.ts', 'emulator/index': 'emulator/index.ts' }

/**
 * Builds the command `auth0-event-streams` and the local tenant, with all that they need inside. Resolves with the files that
 * went in.
 */
export async function buildCommand(dist: string): Promise<readonly string[]> {
  const inputs = await bundleChunks(ENTRIES, dist, 'shared/[name]-[hash]')
  chmodSync(join(dist, 'cli', 'main.js'), 0o755)
  return inputs
}
