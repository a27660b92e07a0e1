import { createHash } from 'node:crypto'

/** The sums of files in the form of `sha256sum`, in the order of their names. */
export function formatChecksums(files: ReadonlyMap<string, Uint8Array>): string {
  return [...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`)
    .join('')
}
