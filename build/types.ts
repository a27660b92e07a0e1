import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Emits the declarations of the package's entries and of what they refer to. */
export const emitTypes = (outDir: string): Promise<void> => runTsc(join('build', 'tsconfig.types.json'), outDir)

/** Compiles a project into a folder. Throws with the compiler's words. */
export async function runTsc(project: string, outDir: string): Promise<void> {
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc')
  await promisify(execFile)(process.execPath, [tsc, '--project', project, '--outDir', outDir])
}
