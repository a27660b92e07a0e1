import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { encodeIdentitySchemas, encodeProviderSchema } from '../../provider/protocol/index'
import { createAuth0Provider } from '../../provider/resources/index'
import { BUNDLE, createChunks } from '../chunks'
import { signAdHoc } from './ad-hoc-signature'
import { hostPlatform, type Platform } from './platforms'
import { fetchRuntime } from './run-time'
import { withoutSwitches } from './run-time-switches'

/** The provider as one script. */
export interface ProviderScript {
  readonly text: string
  /** The files that went in. */
  readonly inputs: readonly string[]
}

// Set in the workers of a Node.js cluster: with it, Bun would ask the worker's parent, which is Terraform, for the socket.
const FORGET_CLUSTER = 'delete process.env.NODE_UNIQUE_ID;'

/**
 * Bundles the provider into one script, in which all that is loaded late is a function: the start then reads no more than the
 * handshake needs. This is esbuild's work, not Bun's, whose bundler puts a client of its own in the place of undici: one without
 * dispatchers, and so without proxies.
 */
export async function bundleProvider(): Promise<ProviderScript> {
  const { scripts, inputs } = await createChunks({ main: 'provider/main.ts' }, undefined, [embedLateFiles])
  const { outputFiles } = await build({
    ...BUNDLE,
    entryPoints: ['./main.js'],
    outfile: 'provider.js',
    format: 'cjs',
    banner: { js: FORGET_CLUSTER },
    plugins: [readFrom(scripts)],
  })
  const text = outputFiles[0]?.text ?? ''
  // Bun writes the folder of the build in their place, where nothing is at run time; and no two folders would give the same bytes.
  if (/\b__(dir|file)name\b/.test(text)) throw new Error('the bundled provider asks for the folder that it is in')
  return { text, inputs }
}

function readFrom(scripts: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'scripts that are in no file',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\// }, ({ path }) => ({ path: path.slice(2), namespace: 'script' }))
      onLoad({ filter: /./, namespace: 'script' }, ({ path }) => {
        const contents = scripts.get(path)
        return contents === undefined ? undefined : { contents }
      })
    },
  }
}

function bytesExpression(bytes: Uint8Array): string {
  return `Buffer.from(${JSON.stringify(Buffer.from(bytes).toString('base64'))}, 'base64')`
}

const embedLateFiles: Plugin = {
  name: 'what a build puts beside the executable is inside',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]provider[\\/]late-files\.ts$/ }, () => {
      const provider = createAuth0Provider({ version: '', env: {} })
      const contents = `
        export const LATE_FILES = undefined
        export const readSchemaResponse = () => ${bytesExpression(encodeProviderSchema(provider))}
        export const readIdentityResponse = () => ${bytesExpression(encodeIdentitySchemas(provider))}`
      return { contents }
    })
  },
}

// What Bun reads by default from the folder it is started in, which is the user's configuration: a .env meant for an app would
// change the credentials, and a bunfig.toml could preload a script.
const NOTHING_FROM_THE_WORKING_FOLDER = ['dotenv', 'bunfig', 'tsconfig', 'package-json'].map(
  (file) => `--no-compile-autoload-${file}`,
)

// A process lives for seconds: what a compiler makes of its code rarely pays for itself. Function by function, a hundred times as
// many calls as usual must come before one is compiled.
const RARELY_COMPILE = '--compile-jit-policy=100'

/**
 * Compiles the script for a platform and gives the executable's bytes: the same for the same script, wherever it is done.
 * Works in a folder, which it empties.
 */
export function compileExecutable(script: ProviderScript, platform: Platform, folder: string): Uint8Array {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'provider.js'), script.text)
  writeFileSync(join(folder, 'run-time'), withoutSwitches(readFileSync(fetchRuntime(platform))), { mode: 0o755 })
  const name = `provider${platform.suffix}`
  execFileSync(
    fetchRuntime(hostPlatform()),
    [
      'build',
      'provider.js',
      '--compile',
      '--bytecode',
      RARELY_COMPILE,
      `--target=${platform.target}`,
      '--compile-executable-path=run-time',
      ...NOTHING_FROM_THE_WORKING_FOLDER,
      `--outfile=${name}`,
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const executable = readFileSync(join(folder, name))
  return platform.name === 'darwin_amd64' ? signAdHoc(executable, 'terraform-provider-auth0') : executable
}
