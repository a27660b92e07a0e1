import { writeFile } from '../chunks'
import { bundleProvider, compileExecutable } from './executable'
import { hostPlatform } from './platforms'

/** Makes the self-contained provider of this machine alone, unpacked, to be tried: `tsx build/release/this-machine.ts PATH`. */
async function main(path: string): Promise<void> {
  writeFile(path, compileExecutable(await bundleProvider(), hostPlatform(), '.run-times/this-machine'), 0o755)
}

main(process.argv[2] ?? '.run-times/provider/terraform-provider-auth0').catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
