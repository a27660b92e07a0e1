import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Emits the declarations of the package's entries and of what they refer to. */
export async function emitTypes(outDir: string): Promise<void> {
  await promisify(execFile)(process.execPath, [
    join('node_modules', 'typescript', 'bin', 'tsc'),
    '--project',
    join('build', 'tsconfig.types.json'),
    '--outDir',
    outDir,
  ])
}
