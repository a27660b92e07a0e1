import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { findChecksums, parseChecksums } from './release/checksums'
import { UsageError } from './terminal'

/** The archives of a release, each of which is read, and compared with its checksum, when it is asked for. */
export interface ReleaseArchives {
  readonly version: string
  /** Such as `linux_amd64`. */
  readonly platforms: readonly string[]
  /** Throws `UsageError` for a platform that the release lacks, and for an archive that is not as SHA256SUMS says. */
  read(platform: string): Uint8Array
}

/** The release in a folder, as it was published or as `npm run release` left it. Throws `UsageError` when it holds none. */
export function openRelease(folder: string): ReleaseArchives {
  const found = findChecksums(readdirSync(folder))
  if (found === undefined)
    throw new UsageError(
      `There is no release in ${folder}: expected terraform-provider-auth0_VERSION_SHA256SUMS and archives.`,
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
        `${path.join(folder, file)} is not as its checksum in ${name} says. Get the release again.`,
        1,
      )
    },
  }
}
