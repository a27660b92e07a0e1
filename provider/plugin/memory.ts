/**
 * A provider runs for seconds, and many may run on one machine. V8's defaults are made for longer runs: it grows its young heap to
 * 32 MB, and optimizes code in the background that will not run long enough to benefit, mainly undici's wasm parser (27 MB).
 * With these flags a plan of 500 streams peaks at 69 MB, without them at 112 (`npm run bench -- --only memory --against OTHER_DIST`).
 */
const FLAGS = ['--semi-space-growth-factor=1', '--no-wasm-dynamic-tiering', '--no-wasm-tier-up', '--no-opt']

/** The major versions of Node that were tested to accept the flags at run time. */
const TRIED: ReadonlySet<string> = new Set(['20', '22', '24'])

/** Limits the memory of the process. Call it after everything is loaded: changed flags invalidate the code cache of Node's own modules. */
export async function limitMemory(): Promise<void> {
  if (!TRIED.has(process.versions.node.split('.')[0] ?? '')) return
  const { setFlagsFromString } = await import('node:v8')
  for (const flag of FLAGS) setFlagsFromString(flag)
}
