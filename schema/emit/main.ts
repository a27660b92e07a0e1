/** SIGN readings of the declarations, run by `npm run generate`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { emitAll, GENERATED_PLACES } from './emit'

for (const place of GENERATED_PLACES) rmSync(place, { recursive: true, force: true })
for (const { path, text } of emitAll()) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
