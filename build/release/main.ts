import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createZip } from '../../cli/archive'
import { license, name, version } from '../../package.json'
import { bundledPackages } from '../bundled-packages'
import { writeFile } from '../chunks'
import { LICENSES_FILE, licensesWithRuntime } from '../licenses'
import { formatChecksums } from './checksums'
import { bundleProvider, compileExecutable, type ProviderScript } from './executable'
import { PLATFORMS, type Platform, platformNamed } from './platforms'
import { formatSbom } from './sbom'
import { signDetached } from './signature'

const OUT = 'release'
const WORK = join('.run-times', 'work')

/** Protocol 6.0 is the least that a client must speak: newer parts are offered, not asked for (registry's manifest, version 1). */
const MANIFEST = { version: 1, metadata: { protocol_versions: ['6.0'] } }

interface ReleaseOptions {
  readonly platforms: readonly Platform[]
  /** An exported secret OpenPGP key; undefined leaves the release unsigned. */
  readonly keyFile: string | undefined
}

function parseOptions(args: readonly string[]): ReleaseOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { platform: { type: 'string', multiple: true }, key: { type: 'string' } },
  })
  return { platforms: values.platform?.map(platformNamed) ?? PLATFORMS, keyFile: values.key }
}

async function main({ platforms, keyFile }: ReleaseOptions): Promise<void> {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT)
  const script = await bundleProvider()
  const prefix = `terraform-provider-auth0_${version}`
  const files = new Map<string, Uint8Array>()
  for (const platform of platforms) {
    console.log(platform.name)
    files.set(`${prefix}_${platform.name}.zip`, createZip(packageOf(script, platform)))
  }
  const packages = bundledPackages(script.inputs)
  files.set(`${prefix}_manifest.json`, toBytes(`${JSON.stringify(MANIFEST, null, 2)}\n`))
  files.set(`${prefix}_sbom.cdx.json`, toBytes(formatSbom({ name, version, license }, packages, platforms)))
  for (const [file, content] of files) writeFile(join(OUT, file), content)
  const sums = join(OUT, `${prefix}_SHA256SUMS`)
  writeFile(sums, formatChecksums(files))
  if (keyFile !== undefined) signDetached(sums, keyFile)
}

function packageOf(script: ProviderScript, platform: Platform) {
  return [
    {
      name: `terraform-provider-auth0_v${version}${platform.suffix}`,
      content: compileExecutable(script, platform, WORK),
      executable: true,
    },
    { name: 'LICENSE.txt', content: readFileSync('LICENSE'), executable: false },
    {
      name: LICENSES_FILE,
      content: toBytes(licensesWithRuntime(script.inputs)),
      executable: false,
    },
  ]
}

function toBytes(text: string): Uint8Array {
  return Buffer.from(text)
}

main(parseOptions(process.argv.slice(2))).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
