import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { unzipSync } from 'fflate'

/** An archive to list in the index. */
export interface ListedArchive {
  readonly platform: string
  readonly file: string
  readonly content: Uint8Array
}

/**
 * The two index files of a network mirror ("Provider Network Mirror Protocol"): the versions of a provider, including those already
 * listed, and the archives of one version with their checksums.
 */
export function networkIndex(
  folder: string,
  version: string,
  archives: readonly ListedArchive[],
): ReadonlyMap<string, string> {
  const earlier = versionsIn(path.join(folder, 'index.json'))
  const versions = Object.fromEntries([...new Set([...earlier, version])].sort().map((each) => [each, {}]))
  const listed = archives.map(({ platform, file, content }) => [platform, { url: file, hashes: hashesOf(content) }])
  return new Map([
    [`${version}.json`, toJson({ archives: Object.fromEntries(listed) })],
    ['index.json', toJson({ versions })],
  ])
}

function versionsIn(file: string): readonly string[] {
  try {
    const { versions } = JSON.parse(readFileSync(file, 'utf8')) as { readonly versions?: object }
    return Object.keys(versions ?? {})
  } catch {
    // Missing or invalid: it is replaced.
    return []
  }
}

// The two checksums in lock files: of the archive, and of the files in it (golang.org/x/mod/sumdb/dirhash, Hash1).
function hashesOf(archive: Uint8Array): readonly string[] {
  const files = Object.entries(unzipSync(archive)).sort(([one], [other]) => (one < other ? -1 : 1))
  const lines = files.map(([name, content]) => `${sha256(content).toString('hex')}  ${name}\n`).join('')
  return [`h1:${sha256(Buffer.from(lines)).toString('base64')}`, `zh:${sha256(archive).toString('hex')}`]
}

function sha256(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest()
}
function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
