import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { bundleChunks } from './chunks'

/** Builds the command `auth0-event-streams` and the local tenant, with all that they need inside. */
export async function buildCommand(dist: string): Promise<void> {
  await bundleChunks({ 'cli/main': 'cli/main.ts', 'emulator/index': 'emulator/index.ts' }, dist, 'shared/[name]-[hash]')
  chmodSync(join(dist, 'cli', 'main.js'), 0o755)
}
