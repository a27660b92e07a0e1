import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { findChecksums, parseChecksums } from './release/checksums'
import { UsageError } from './terminal'

/** The archives of a release. */
export interface ReleaseArchives {
  readonly version: string
  /** Such as `linux_amd64`. */
  readonly platforms: readonly string[]
  /** Reads an archive. Throws `UsageError` for a platform that the release lacks, and for a checksum that does not match. */
  read(platform: string): Uint8Array
}

/** The release in a folder, published or made by `npm run release`. Throws `UsageError` when there is none. */
export function openRelease(folder: string): ReleaseArchives {
  const found = findChecksums(readdirSync(folder))
  if (found === undefined)
    throw new UsageError(
      `No release found in ${folder}: expected terraform-provider-auth0_VERSION_SHA256SUMS and archives.`,
      1,
    )
  const { name, version } = found
  const prefix = `terraform-provider-auth0_${version}_`
  const sums = parseChecksums(readFileSync(path.join(folder, name), 'utf8'))
  const zips = [...sums.keys()].filter((file) => file.startsWith(prefix) && file.endsWith('.zip'))
  return {
    version,
    platforms: zips.map((file) => file.slice(prefix.length, -'.zip'.length)).sort(),
    read(platform) {
      const file = `${prefix}${platform}.zip`
      if (!sums.has(file)) throw new UsageError(`The release in ${folder} has no archive for ${platform}.`, 1)
      const content = readFileSync(path.join(folder, file))
      if (createHash('sha256').update(content).digest('hex') === sums.get(file)) return content
      throw new UsageError(
        `${path.join(folder, file)} does not match its checksum in ${name}. Download the release again.`,
        1,
      )
    },
  }
}
