/**
 * A provider lives for seconds, and many may run on one machine. For that, V8 spends too much: it grows its young heap to 32 MB,
 * and optimises code in the background that will not run long enough to pay it back, undici's wasm parser above all (27 MB).
 * With these a plan of 500 streams peaks at 69 MB, without them at 112 (`npm run bench -- --only memory --against OTHER_DIST`).
 */
const FLAGS = ['--semi-space-growth-factor=1', '--no-wasm-dynamic-tiering', '--no-wasm-tier-up', '--no-opt']

/** The major versions of Node whose V8 was seen to take the flags while it runs. */
const TRIED: ReadonlySet<string> = new Set(['20', '22', '24'])

/** Keeps the process small. To be called when everything is loaded: changed flags void the code cache of Node's own modules. */
export async function limitMemory(): Promise<void> {
  if (!TRIED.has(process.versions.node.split('.')[0] ?? '')) return
  const { setFlagsFromString } = await import('node:v8')
  for (const flag of FLAGS) setFlagsFromString(flag)
}
