import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { findChecksums, parseChecksums } from './checksums'
import { executableFault } from './executable-format'
import { readZip } from './zip-entries'

/** The result of checking a release. */
export interface ReleaseReport {
  readonly version: string
  /** Such as `linux_amd64`. */
  readonly platforms: readonly string[]
  /** The file that the detached signature signs; undefined without a signature. */
  readonly signedFile: string | undefined
  /** One line for each error; empty for a release that a registry can publish. */
  readonly faults: readonly string[]
}

/**
 * Checks a release against the requirements of registries and Terraform (HashiCorp's "Publish providers"). Shares no code with
 * the build of a release, so that it detects errors of that code. Throws when the folder cannot be read.
 */
export function checkRelease(folder: string): ReleaseReport {
  const names = readdirSync(folder)
  const found = findChecksums(names)
  if (found === undefined)
    return { version: '', platforms: [], signedFile: undefined, faults: ['no release found: …_SHA256SUMS is missing'] }
  const { name: sumsName, version } = found
  const sums = parseChecksums(readFileSync(path.join(folder, sumsName), 'utf8'))
  const files = names.filter((name) => name !== sumsName && name !== `${sumsName}.sig`)
  const context = { folder, version, prefix: `terraform-provider-auth0_${version}_` }
  const zips = files.filter((name) => name.endsWith('.zip'))
  return {
    version,
    platforms: zips.map((name) => platformOf(name, context)),
    signedFile: names.includes(`${sumsName}.sig`) ? path.join(folder, sumsName) : undefined,
    faults: [
      ...sumFaults(sums, files, folder),
      ...(zips.length === 0 ? ['no archive found: at least one zip is required'] : []),
      ...zips.flatMap((name) => zipFaults(name, context)),
      ...jsonFaults(`${context.prefix}manifest.json`, folder, manifestFault),
      ...jsonFaults(`${context.prefix}sbom.cdx.json`, folder, sbomFault),
    ],
  }
}

interface Context {
  readonly folder: string
  readonly version: string
  readonly prefix: string
}

function sumFaults(sums: ReadonlyMap<string, string>, files: readonly string[], folder: string): readonly string[] {
  const missing = [...sums.keys()].filter((name) => !files.includes(name)).map((name) => `${name} is missing`)
  const wrong = files.flatMap((name) => {
    const expected = sums.get(name)
    if (expected === undefined) return [`${name} is not listed in SHA256SUMS`]
    const found = createHash('sha256')
      .update(readFileSync(path.join(folder, name)))
      .digest('hex')
    return found === expected ? [] : [`${name} has the SHA-256 ${found}, expected ${expected}`]
  })
  return [...missing, ...wrong]
}

function platformOf(name: string, { prefix }: Context): string {
  return name.slice(prefix.length, -'.zip'.length)
}

function zipFaults(name: string, context: Context): readonly string[] {
  const platform = platformOf(name, context)
  if (!name.startsWith(context.prefix) || !/^[a-z0-9]+_[a-z0-9]+$/.test(platform))
    return [`${name}: expected a name like ${context.prefix}OS_ARCH.zip`]
  try {
    return programFaults(readFileSync(path.join(context.folder, name)), platform, context).map(
      (fault) => `${name}: ${fault}`,
    )
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : error}`]
  }
}

function programFaults(zip: Buffer, platform: string, { version }: Context): readonly string[] {
  const expected = `terraform-provider-auth0_v${version}${platform.startsWith('windows_') ? '.exe' : ''}`
  const entries = readZip(zip)
  const programs = entries.filter((entry) => entry.name.startsWith('terraform-provider-'))
  const [program] = programs
  if (program === undefined || programs.length > 1 || program.name !== expected)
    return [`contains ${entries.map((entry) => entry.name).join(', ')}; Terraform expects ${expected}`]
  const fault = executableFault(Buffer.from(program.content), platform)
  return [
    ...(program.mode === 0o755 ? [] : [`${expected} has mode ${program.mode.toString(8)}, expected 755`]),
    ...(fault === undefined ? [] : [`${expected} ${fault}`]),
  ]
}

function jsonFaults(name: string, folder: string, check: (content: unknown) => string | undefined): readonly string[] {
  try {
    const fault = check(JSON.parse(readFileSync(path.join(folder, name), 'utf8')))
    return fault === undefined ? [] : [`${name} ${fault}`]
  } catch (error) {
    return [`${name} cannot be read: ${error instanceof Error ? error.message : error}`]
  }
}

function manifestFault(content: unknown): string | undefined {
  const expected = { version: 1, metadata: { protocol_versions: ['6.0'] } }
  if (JSON.stringify(content) === JSON.stringify(expected)) return undefined
  return `must be ${JSON.stringify(expected)}; the registry assumes protocol 5 otherwise`
}

function sbomFault(content: unknown): string | undefined {
  const { bomFormat, components } = (content ?? {}) as { readonly bomFormat?: unknown; readonly components?: unknown }
  if (bomFormat === 'CycloneDX' && Array.isArray(components) && components.length > 0) return undefined
  return 'is not a CycloneDX bill of materials with components'
}
