import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { buildProvider } from '../../build/provider'
import { type BuildUnderTest, copyBuilds } from '../build-under-test'

/** This provider with one read for each stream, as in most providers. The product has no such option. */
export async function buildWithSingleReads(scratch: string): Promise<BuildUnderTest> {
  const dist = mkdtempSync(join(scratch, 'single-reads-'))
  let isSwapped = false
  const withoutListReads: Plugin = {
    name: 'reads of many streams stay what they are',
    setup({ onLoad }) {
      onLoad({ filter: /[/\\]collection[/\\]list-reads\.ts$/ }, () => {
        isSwapped = true
        return { contents: 'export const withListReads = (calls) => calls' }
      })
    },
  }
  await buildProvider(dist, [withoutListReads])
  if (!isSwapped)
    throw new Error('provider/management/collection/list-reads.ts is not in the build, so it could not be swapped')
  return copyBuilds([dist], scratch)[0]
}
