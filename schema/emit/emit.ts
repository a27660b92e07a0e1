/** SIGN readings of the declarations, run by `npm run generate`. */
import type { Declared, EmittedFile } from './declared'
import { emitDocs } from './docs'
import { emitFunctionDocs } from './function-docs'
import { pagesOf } from './pages'
import { emitProviderSchema } from './provider-schema'

/**
 * Where the emitted files are, from the repository's root. All that is there is generated; what people write for the
 * Terraform Registry (`docs/guides`, images) is beside it.
 */
export const GENERATED_PLACES = [
  'schema/generated',
  'docs/index.md',
  'docs/resources',
  'docs/data-sources',
  'docs/functions',
] as const

/** Every file that is read off the declarations. */
export function emitAll(declared: Declared): readonly EmittedFile[] {
  return [emitProviderSchema(declared), ...emitDocs(pagesOf(declared), declared), ...emitFunctionDocs(declared)]
}
