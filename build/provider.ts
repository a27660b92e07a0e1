import { basename, join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { encodeIdentitySchemas, encodeProviderSchema } from '../provider/protocol/index'
import { createAuth0Provider } from '../provider/resources/index'
import { BUNDLE, bundleChunks, writeFile } from './chunks'
import { launcher, refuseOldNode } from './launcher'
import { LICENSES_FILE, licensesOf } from './licenses'

const PROGRAM = 'terraform-provider-auth0'

// What is loaded after the handshake, by the name of the file it gets in the folder `provider`.
const LATE = {
  serve: 'provider/plugin/serve.ts',
  service: 'provider/plugin/service.ts',
  reattach: 'provider/plugin/reattach.ts',
  memory: 'provider/plugin/memory.ts',
  'parent-program': 'provider/plugin/parent-program.ts',
  protocol: 'provider/protocol/index.ts',
  resources: 'provider/resources/index.ts',
  management: 'provider/management/index.ts',
}

/**
 * Builds the executable `terraform-provider-auth0`, and beside it in `provider/` what it loads after the handshake. With
 * plugins, what is loaded late is another one than the product's, to be compared with it. Resolves with the files that went in.
 */
export async function buildProvider(dist: string, plugins: readonly Plugin[] = []): Promise<readonly string[]> {
  const late = await bundleChunks(LATE, join(dist, 'provider'), undefined, plugins)
  const { outputFiles, metafile } = await build({
    ...BUNDLE,
    entryPoints: ['provider/main.ts'],
    outfile: 'main.js',
    format: 'cjs',
    // So that a Node.js of ten years ago can read what refuses it.
    target: 'node8',
    banner: { js: refuseOldNode(PROGRAM) },
    supported: { 'dynamic-import': false },
    plugins: [leaveLate],
  })
  writeFile(join(dist, PROGRAM), launcher(PROGRAM) + outputFiles[0]?.text, 0o755)
  // Wherever the executable is put, Node must read it and its files as CommonJS.
  writeFile(join(dist, 'package.json'), '{"type":"commonjs"}\n')
  const provider = createAuth0Provider({ version: '', env: {} })
  writeFile(join(dist, 'provider', 'schema.bin'), encodeProviderSchema(provider))
  writeFile(join(dist, 'provider', 'identity.bin'), encodeIdentitySchemas(provider))
  const inputs = [...late, ...Object.keys(metafile.inputs)]
  writeFile(join(dist, 'provider', LICENSES_FILE), licensesOf(inputs))
  return inputs
}

const leaveLate: Plugin = {
  name: 'leave what is loaded late',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import') return undefined
      const name = basename(path) === 'index' ? basename(join(path, '..')) : basename(path)
      return { path: `./provider/${name}.js`, external: true }
    })
  },
}
