import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeFile } from './chunks'
import { buildCommand } from './command'
import { buildConstructs } from './constructs'
import { LICENSES_FILE, licensesOf } from './licenses'
import { buildProvider } from './provider'
import { emitTypes } from './types'

// Everything that is shipped. Terraform's `dev_overrides` points to this folder.
const DIST = 'dist'

async function main(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true })
  const [provider, command, , constructs] = await Promise.all([
    buildProvider(DIST),
    buildCommand(DIST),
    emitTypes(join(DIST, 'types')),
    buildConstructs(DIST),
  ])
  writeFile(join(DIST, LICENSES_FILE), licensesOf([...provider, ...command, ...constructs]))
  copyFileSync(join('schema', 'generated', 'provider-schema.json'), join(DIST, 'schema.json'))
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
