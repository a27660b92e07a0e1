import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { type PluginCommand, type PluginProcess, startPluginProcess } from '../../kit/plugin-process'

/** A built test plugin and the processes started from it. */
export interface Fixture {
  /** The bundle; `node` runs it. */
  readonly path: string
  /** A folder for the test's own files, with a short path. */
  readonly folder: string
  /** Starts the plugin; its sockets are made in the fixture's folder. */
  start(command?: Partial<PluginCommand>): Promise<PluginProcess>
  remove(): void
}

/** Bundles the test plugin into a temporary folder. */
export function buildFixture(): Fixture {
  const folder = mkdtempSync(join(tmpdir(), 'fx-'))
  const path = join(folder, 'plugin.js')
  buildSync({
    entryPoints: [require.resolve('./fixture-plugin')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    outfile: path,
    logLevel: 'error',
  })
  const started: PluginProcess[] = []
  return {
    path,
    folder,
    async start({ args = [], env, ...command } = {}) {
      const own = { command: process.execPath, args: [path, ...args], env: { TMPDIR: folder, ...env } }
      const plugin = await startPluginProcess({ ...own, ...command })
      started.push(plugin)
      return plugin
    },
    remove() {
      for (const plugin of started) plugin.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
