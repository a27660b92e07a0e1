import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FLAVOURS, type Flavour } from './generate-l1'
import { l1Folder, refreshL1, WORK } from './l1'
import { runTsc } from './types'

const STAGE = join(WORK, 'stage')

/**
 * Builds the constructs for each flavour: `dist/cdktf` and `dist/cdktn`, each with its L1 classes in `l1`, and beside
 * them the part of the schema that both read. They are compiled file by file, so that an editor leads to readable code.
 */
export async function buildConstructs(dist: string): Promise<void> {
  await refreshL1()
  rmSync(STAGE, { recursive: true, force: true })
  cpSync('schema', join(STAGE, 'schema'), { recursive: true })
  for (const flavour of FLAVOURS) stage(flavour)
  await runTsc(join('build', 'tsconfig.constructs.json'), dist)
  for (const flavour of FLAVOURS) cpSync(l1Folder(flavour), join(dist, flavour, 'l1'), { recursive: true })
}

function stage(flavour: Flavour): void {
  const folder = join(STAGE, flavour)
  cpSync('constructs', folder, { recursive: true })
  cpSync(l1Folder(flavour), join(folder, 'l1'), { recursive: true })
  const core = readFileSync(join(folder, 'core.ts'), 'utf8')
  writeFileSync(join(folder, 'core.ts'), core.replaceAll('cdktf', flavour))
}
