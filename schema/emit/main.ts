/** SIGN readings of the declarations, run by `npm run generate`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { emitAll } from './emit'

const GENERATED = join('schema', 'generated')

rmSync(GENERATED, { recursive: true, force: true })
for (const { path, text } of emitAll()) {
  const file = join(GENERATED, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
