import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { version as cdktfGenerator } from '@cdktf/provider-generator/package.json'
import { version as cdktnGenerator } from '@cdktn/provider-generator/package.json'
import { version as compiler } from 'typescript/package.json'
import { version } from '../package.json'
import { FLAVOURS, type Flavour, generateL1, type L1Input } from './generate-l1'
import { runTsc } from './types'

/** Where the build works: what it makes of the sources on the way to `dist`, and what it keeps for the next time. */
export const WORK = '.bindings'
const SOURCE = join(WORK, 'source')
const COMPILED = join(WORK, 'l1')
const STAMP = join(COMPILED, 'stamp')

/** Where `constructs/` imports the classes of cdktf from while it is worked on. */
const IN_PLACE = join('constructs', 'l1')

/** What the L1 classes of this provider are generated from. */
export const l1Input = (): L1Input => ({
  schema: readFileSync(join('schema', 'generated', 'provider-schema.json'), 'utf8'),
  source: 'auth0-event-streams/auth0',
  // A constraint, since an exact version would make the user's lock file and these classes move in step.
  version: `~> ${version.split('.')[0]}.0`,
})

/** Where the generated L1 classes of a flavour are, as TypeScript. */
export const l1Sources = (flavour: string): string => join(SOURCE, flavour)

/** Where the compiled L1 classes of a flavour are: one folder for the provider and each resource and data source. */
export const l1Folder = (flavour: string): string => join(COMPILED, flavour)

/**
 * Generates and compiles the L1 classes for each flavour, unless those that are there are of the same making: the
 * generators alone take a second to load.
 *
 * They are not committed, since nobody reads 4000 generated lines; what users see of them, their declarations, is pinned
 * in test/constructs/golden/l1.
 */
export async function refreshL1(): Promise<void> {
  const input = l1Input()
  const stamp = stampOf(input)
  const isFresh = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp && existsSync(IN_PLACE)
  if (isFresh) return
  rmSync(WORK, { recursive: true, force: true })
  mkdirSync(SOURCE, { recursive: true })
  await Promise.all(FLAVOURS.map((flavour) => generateSources(flavour, input)))
  await runTsc(join('build', 'tsconfig.l1.json'), COMPILED)
  rmSync(IN_PLACE, { recursive: true, force: true })
  cpSync(l1Folder('cdktf'), IN_PLACE, { recursive: true })
  writeFileSync(STAMP, stamp)
}

async function generateSources(flavour: Flavour, input: L1Input): Promise<void> {
  const folder = await generateL1(flavour, input, join(WORK, 'generated', flavour))
  renameSync(folder, l1Sources(flavour))
}

const stampOf = (input: L1Input): string =>
  createHash('sha256')
    .update(JSON.stringify([input, cdktfGenerator, cdktnGenerator, compiler]))
    .update(readFileSync(join('build', 'generate-l1.ts')))
    .update(readFileSync(join('build', 'l1.ts')))
    .update(readFileSync(join('build', 'tsconfig.l1.json')))
    .digest('hex')

if (require.main === module) {
  refreshL1().catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
}
