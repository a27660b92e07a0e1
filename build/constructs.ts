import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { bundleChunks } from './chunks'
import { FLAVORS, type Flavor } from './generate-l1'
import { l1Folder, refreshL1, WORK } from './l1'
import { runTsc } from './types'

const STAGE = join(WORK, 'stage')
const CODE_CHECKS = 'action-code'

/**
 * Builds the constructs for each flavor: `dist/cdktf` and `dist/cdktn`, each with its L1 classes in `l1`, and beside
 * them the part of the schema that both read, and what checks the code of Actions. They are compiled file by file, so that
 * an editor leads to readable code. Resolves with the files that went into what is bundled.
 */
export async function buildConstructs(dist: string): Promise<readonly string[]> {
  await refreshL1()
  rmSync(STAGE, { recursive: true, force: true })
  for (const room of ['schema', CODE_CHECKS]) cpSync(room, join(STAGE, room), { recursive: true })
  for (const flavor of FLAVORS) stage(flavor)
  await runTsc(join('build', 'tsconfig.constructs.json'), dist)
  for (const flavor of FLAVORS) copyAsTheyAre(flavor, join(dist, flavor))
  return bundleCodeChecks(join(dist, CODE_CHECKS))
}

/** Puts one file with all that checks code in the place of what was compiled, which would look for its parser beside it. */
function bundleCodeChecks(folder: string): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true })
  return bundleChunks({ index: join(CODE_CHECKS, 'index.ts') }, folder)
}

/** Copies the vitest entry, an ES module, and the L1 classes, which are already compiled. */
function copyAsTheyAre(flavor: Flavor, folder: string): void {
  for (const name of ['vitest.mjs', 'vitest.d.mts']) {
    cpSync(join(STAGE, flavor, 'testing', name), join(folder, 'testing', name))
  }
  const l1 = join(folder, 'l1')
  cpSync(l1Folder(flavor), l1, { recursive: true })
  const modules = readdirSync(l1, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
  for (const name of modules) loadCoreFirst(join(l1, name), name)
}

/** Makes a generated class report a missing framework like all other entries do. */
function loadCoreFirst(file: string, name: string): void {
  const core = `${'../'.repeat(name.split(sep).length)}core`
  const text = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    text.replace(/^"use strict";\n/, (directive) => `${directive}require(${JSON.stringify(core)});\n`),
  )
}

function stage(flavor: Flavor): void {
  const folder = join(STAGE, flavor)
  cpSync('constructs', folder, { recursive: true })
  cpSync(l1Folder(flavor), join(folder, 'l1'), { recursive: true })
  const core = readFileSync(join(folder, 'core.ts'), 'utf8')
  writeFileSync(join(folder, 'core.ts'), core.replaceAll('cdktf', flavor))
}
