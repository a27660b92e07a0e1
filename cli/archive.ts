import { zipSync } from 'fflate'

/** A file of an archive. */
export interface ArchivedFile {
  readonly name: string
  readonly content: Uint8Array
  readonly executable: boolean
}

// The earliest time that a zip can represent; the build time would change the bytes of every build.
const NO_TIME = new Date(1980, 0, 1)

const UNIX = 3
const REGULAR_FILE = 0o100000

/**
 * A zip that Terraform can unpack. The same files give the same bytes on every machine: fflate is JavaScript, while the output of
 * Node's zlib depends on its version and the processor.
 */
export function createZip(files: readonly ArchivedFile[]): Uint8Array {
  return zipSync(
    Object.fromEntries(
      files.map(({ name, content, executable }) => [
        name,
        [content, { os: UNIX, attrs: ((REGULAR_FILE | (executable ? 0o755 : 0o644)) << 16) >>> 0, mtime: NO_TIME }],
      ]),
    ),
    { level: 9 },
  )
}
