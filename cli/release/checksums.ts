/** Name of the checksums file of a release, with its version. */
const NAME = /^terraform-provider-auth0_(\d+\.\d+\.\d+(?:-[\w.-]+)?)_SHA256SUMS$/

/** The checksums file of a folder and the version of the release; undefined when there is none. */
export function findChecksums(
  files: readonly string[],
): { readonly name: string; readonly version: string } | undefined {
  for (const name of files) {
    const version = NAME.exec(name)?.[1]
    if (version !== undefined) return { name, version }
  }
  return undefined
}

/** Parses the output of `sha256sum`: hexadecimal SHA-256 sums by file name. */
export function parseChecksums(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
}
