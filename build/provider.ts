import { basename, join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { encodeProviderSchema } from '../provider/protocol/index'
import { createAuth0Provider } from '../provider/resources/index'
import { BUNDLE, bundleChunks, writeFile } from './chunks'

// To a shell each line is a command, to Node a string and a comment. The shell takes NODE_EXTRA_CA_CERTS away from Node,
// which on Node 20 would parse the whole file at every start, and hands it to the API client.
const HEAD = `#!/bin/sh
":" //; command -v node >/dev/null 2>&1 || { echo "terraform-provider-auth0 needs Node.js 20.18 or later on PATH." >&2; exit 1; }
":" //; [ -z "$NODE_EXTRA_CA_CERTS" ] || { export AUTH0_EVENT_STREAMS_EXTRA_CA_CERTS="$NODE_EXTRA_CA_CERTS"; unset NODE_EXTRA_CA_CERTS; }
":" //; exec node "$0" "$@"
`

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
 * plugins, what is loaded late is another one than the product's, to be compared with it.
 */
export async function buildProvider(dist: string, plugins: readonly Plugin[] = []): Promise<void> {
  await bundleChunks(LATE, join(dist, 'provider'), undefined, plugins)
  const { outputFiles } = await build({
    ...BUNDLE,
    entryPoints: ['provider/main.ts'],
    outfile: 'main.js',
    format: 'cjs',
    supported: { 'dynamic-import': false },
    plugins: [leaveLate],
  })
  writeFile(join(dist, 'terraform-provider-auth0'), HEAD + outputFiles[0]?.text, 0o755)
  // Wherever the executable is put, Node must read it and its files as CommonJS.
  writeFile(join(dist, 'package.json'), '{"type":"commonjs"}\n')
  const provider = createAuth0Provider({ version: '', env: {} })
  writeFile(join(dist, 'provider', 'schema.bin'), encodeProviderSchema(provider))
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
