import { createHash } from 'node:crypto'
import type { BundledPackage } from '../bundled-packages'
import { BUN_VERSION, type Platform } from './platforms'

/** What a release is of. */
export interface Released {
  readonly name: string
  readonly version: string
  readonly license: string
}

/**
 * The bill of materials of a release, CycloneDX 1.6: the libraries that are bundled, and the run-time of each platform. It has no
 * time and a serial number made from its content, so that the same release has the same one.
 */
export function formatSbom(
  { name, version, license }: Released,
  packages: readonly BundledPackage[],
  platforms: readonly Platform[],
): string {
  const component = {
    type: 'application',
    'bom-ref': `pkg:npm/${name}@${version}`,
    name,
    version,
    licenses: [{ expression: license }],
    purl: `pkg:npm/${name}@${version}`,
  }
  const components = [...packages.map(toLibrary), ...platforms.map(toRuntime)]
  const content = {
    version: 1,
    metadata: { component },
    components,
    dependencies: [
      { ref: component['bom-ref'], dependsOn: components.map((part) => part['bom-ref']) },
      ...components.map((part) => ({ ref: part['bom-ref'] })),
    ],
  }
  const bom = { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: serialNumberOf(content), ...content }
  return `${JSON.stringify(bom, null, 2)}\n`
}

function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

function toLibrary({ name, version, license }: BundledPackage) {
  return {
    type: 'library',
    'bom-ref': purl(name, version),
    name,
    version,
    licenses: [{ expression: license }],
    purl: purl(name, version),
  }
}

function toRuntime({ name: platform, runtime, integrity }: Platform) {
  return {
    type: 'platform',
    'bom-ref': purl(runtime, BUN_VERSION),
    name: runtime,
    version: BUN_VERSION,
    description: `JavaScript run-time in the executable for ${platform}`,
    hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }],
    licenses: [{ expression: 'MIT' }],
    purl: purl(runtime, BUN_VERSION),
  }
}

function serialNumberOf(content: object): string {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  // Version 8 of RFC 9562: made in a way of one's own.
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ]
  return `urn:uuid:${parts.join('-')}`
}
