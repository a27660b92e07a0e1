import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { type BuildOptions, build, type Plugin, type TransformOptions, transform } from 'esbuild'
import { textFiles } from './text-files'

// No identifier names or comments are kept: Terraform hashes every byte of a provider at every command.
const SHARED = {
  platform: 'node',
  target: 'node20',
  minify: true,
  // The licenses are in a separate file.
  legalComments: 'none',
  // An uncaught error prints its source line.
  lineLimit: 200,
} as const satisfies BuildOptions & TransformOptions

// undici's index brings fetch, web sockets, caches and mocks, and does not tree-shake. Of the 54 ms that it takes to load,
// the two agents that the client imports take 22. The index also gives dispatchers their methods, of which a proxy's
// tunnel needs `connect`. What is left out here is tried in test/shipped.
const slimUndici: Plugin = {
  name: 'only the parts of undici that are used',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, ({ path }) => ({ path, namespace: 'slim' }))
    onLoad({ filter: /./, namespace: 'slim' }, () => ({
      contents: `
        import Dispatcher from 'undici/lib/dispatcher/dispatcher.js'
        import connect from 'undici/lib/api/api-connect.js'
        Object.assign(Dispatcher.prototype, { connect })
        export { default as Agent } from 'undici/lib/dispatcher/agent.js'
        export { default as ProxyAgent } from 'undici/lib/dispatcher/proxy-agent.js'`,
      resolveDir: process.cwd(),
    }))
  },
}

/** Options of every bundle. */
export const BUNDLE = {
  ...SHARED,
  bundle: true,
  write: false,
  metafile: true,
  plugins: [slimUndici, textFiles],
  logLevel: 'warning',
} as const satisfies BuildOptions

// The package's own dependency: its WebAssembly is a file beside its code.
const EXTERNAL = ['node-sqlite3-wasm']

/** Scripts that belong together. */
export interface Chunks {
  /** By the name of their file; they refer to each other by `./` and this name. */
  readonly scripts: ReadonlyMap<string, string>
  /** The files that went in. */
  readonly inputs: readonly string[]
}

/**
 * Bundles entry points into CommonJS scripts. Code that several of them share is in one, and each module that is imported
 * dynamically is a script that is loaded when the import runs.
 * esbuild splits ES modules only, so that is made first and each script converted.
 */
export async function createChunks(
  entryPoints: Record<string, string>,
  chunkNames = '[name]-[hash]',
  plugins: readonly Plugin[] = [],
): Promise<Chunks> {
  const outdir = resolve('dist')
  const { outputFiles, metafile } = await build({
    ...BUNDLE,
    entryPoints,
    outdir,
    splitting: true,
    format: 'esm',
    chunkNames,
    external: EXTERNAL,
    plugins: [...BUNDLE.plugins, ...plugins],
  })
  const scripts = new Map<string, string>()
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, { ...SHARED, format: 'cjs', supported: { 'dynamic-import': false } })
    scripts.set(relative(outdir, path), code)
  }
  return { scripts, inputs: Object.keys(metafile.inputs) }
}

/** The same into the files of a folder. Resolves with the files that went in. */
export async function bundleChunks(
  entryPoints: Record<string, string>,
  outdir: string,
  chunkNames?: string,
  plugins?: readonly Plugin[],
): Promise<readonly string[]> {
  const { scripts, inputs } = await createChunks(entryPoints, chunkNames, plugins)
  for (const [name, code] of scripts) writeFile(join(outdir, name), code)
  return inputs
}

/** Writes a file and the folders above it. */
export function writeFile(path: string, content: string | Uint8Array, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content, { mode })
}
