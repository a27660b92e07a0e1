import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A library that is inside a bundle. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  readonly license: string
  /** Its folder below `node_modules`. */
  readonly folder: string
  /** Those of its files that are in the bundle, relative to the repository. */
  readonly files: readonly string[]
}

/** The libraries of which files went into a bundle, in the order of their names. */
export function bundledPackages(inputs: readonly string[]): readonly BundledPackage[] {
  const folders = new Map<string, string[]>()
  for (const input of inputs) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]
    if (folder !== undefined) folders.set(folder, [...(folders.get(folder) ?? []), input])
  }
  return [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, files]) => {
      const { name, version, license } = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      ) as BundledPackage
      return { name, version, license, folder, files: [...new Set(files)].sort() }
    })
}
