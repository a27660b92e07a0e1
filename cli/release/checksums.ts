/** The name of the file with the checksums of a release, and its version in it. */
const NAME = /^terraform-provider-auth0_(\d+\.\d+\.\d+(?:-[\w.-]+)?)_SHA256SUMS$/

/** The checksums file among the files of a folder, and the version of the release; undefined when there is no release. */
export function findChecksums(
  files: readonly string[],
): { readonly name: string; readonly version: string } | undefined {
  for (const name of files) {
    const version = NAME.exec(name)?.[1]
    if (version !== undefined) return { name, version }
  }
  return undefined
}

/** The lines of `sha256sum`: SHA-256 sums in hexadecimal, by the names of their files. */
export function parseChecksums(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
}
