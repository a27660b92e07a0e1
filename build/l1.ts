import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { version as cdktfGenerator } from '@cdktf/provider-generator/package.json'
import { version as cdktnGenerator } from '@cdktn/provider-generator/package.json'
import { version as compiler } from 'typescript/package.json'
import { version } from '../package.json'
import { FLAVORS, type Flavor, generateL1, type L1Input } from './generate-l1'
import { runTsc } from './types'

/** Work folder of the build: intermediate files, and a cache for the next build. */
export const WORK = '.bindings'
const SOURCE = join(WORK, 'source')
const COMPILED = join(WORK, 'l1')
const STAMP = join(COMPILED, 'stamp')

/** Where `constructs/` imports the cdktf classes from during development. */
const IN_PLACE = join('constructs', 'l1')

/** What the L1 classes of this provider are generated from. */
export function l1Input(): L1Input {
  return {
    schema: readFileSync(join('schema', 'generated', 'provider-schema.json'), 'utf8'),
    source: 'auth0-event-streams/auth0',
    // A constraint, since an exact version would tie the user's lock file to these classes.
    version: `~> ${version.split('.')[0]}.0`,
  }
}

/** Where the generated L1 classes of a flavor are, as TypeScript. */
export function l1Sources(flavor: string): string {
  return join(SOURCE, flavor)
}

/** Where the compiled L1 classes of a flavor are: one folder for the provider and each resource and data source. */
export function l1Folder(flavor: string): string {
  return join(COMPILED, flavor)
}

/**
 * Generates and compiles the L1 classes for each flavor, unless the existing ones are up to date: loading the generators alone takes
 * a second. The classes are not committed; their declarations, which users see, are pinned in test/constructs/golden/l1.
 */
export async function refreshL1(): Promise<void> {
  const input = l1Input()
  const stamp = stampOf(input)
  const isFresh = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp && existsSync(IN_PLACE)
  if (isFresh) return
  rmSync(WORK, { recursive: true, force: true })
  mkdirSync(SOURCE, { recursive: true })
  await Promise.all(FLAVORS.map((flavor) => generateSources(flavor, input)))
  await runTsc(join('build', 'tsconfig.l1.json'), COMPILED)
  rmSync(IN_PLACE, { recursive: true, force: true })
  cpSync(l1Folder('cdktf'), IN_PLACE, { recursive: true })
  writeFileSync(STAMP, stamp)
}

async function generateSources(flavor: Flavor, input: L1Input): Promise<void> {
  const folder = await generateL1(flavor, input, join(WORK, 'generated', flavor))
  renameSync(folder, l1Sources(flavor))
}

function stampOf(input: L1Input): string {
  return createHash('sha256')
    .update(JSON.stringify([input, cdktfGenerator, cdktnGenerator, compiler]))
    .update(readFileSync(join('build', 'generate-l1.ts')))
    .update(readFileSync(join('build', 'l1.ts')))
    .update(readFileSync(join('build', 'tsconfig.l1.json')))
    .digest('hex')
}

if (require.main === module) {
  refreshL1().catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
}
