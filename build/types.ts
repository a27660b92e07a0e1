import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const ENTRIES = ['provider/management/index.d.ts', 'emulator/index.d.ts']

/**
 * Emits the declarations of the package's entries and of what they refer to. Those of the rest, which the compiler emits,
 * too, are left out: they would refer to libraries that the package has inside and no user has.
 */
export async function emitTypes(outDir: string): Promise<void> {
  await runTsc(join('build', 'tsconfig.types.json'), outDir)
  const reached = new Set<string>()
  for (const entry of ENTRIES) reach(join(outDir, entry), reached)
  for (const name of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
    const file = join(outDir, name)
    if (file.endsWith('.d.ts') && !reached.has(file)) rmSync(file)
  }
}

function reach(file: string, reached: Set<string>): void {
  if (reached.has(file)) return
  reached.add(file)
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)/g)) {
    const module = join(dirname(file), path)
    reach(existsSync(`${module}.d.ts`) ? `${module}.d.ts` : join(module, 'index.d.ts'), reached)
  }
}

/** Compiles a project into a folder. Throws with the compiler's output. */
export async function runTsc(project: string, outDir: string): Promise<void> {
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc')
  await promisify(execFile)(process.execPath, [tsc, '--project', project, '--outDir', outDir])
}
