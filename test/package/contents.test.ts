import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import manifest from '../../package.json'

interface Packed {
  readonly size: number
  readonly files: readonly { readonly path: string }[]
}

/** What npm would publish; the folder must have been built. */
function pack(): Packed {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' })
  const [packed] = JSON.parse(output) as readonly Packed[]
  if (packed === undefined) throw new Error(output)
  return packed
}

const MAX_PACKED_BYTES = 3_000_000

/** The packages that a text imports, requires or takes types from. */
function packagesOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:from ?|import\(|require\(|import )['"]((?:@[\w-]+\/)?[\w:-]+)[^'"]*['"]\)?/g)].map(
    ([, name = '']) => name,
  )
}

describe('the packed package', () => {
  const { size, files } = pack()
  const paths = files.map(({ path }) => path)

  it('is below 3 MB', () => {
    process.stdout.write(`packed: ${(size / 1e6).toFixed(2)} MB in ${paths.length} files\n`)
    expect(size).toBeLessThan(MAX_PACKED_BYTES)
  })

  it('has rooms that are built, and nothing beside them', () => {
    const rooms = paths.map((path) => path.split('/').slice(0, 2).join('/'))
    expect([...new Set(rooms)].sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/action-code',
      'dist/cdktf',
      'dist/cdktn',
      'dist/cli',
      'dist/emulator',
      'dist/package.json',
      'dist/provider',
      'dist/schema',
      'dist/schema.json',
      'dist/shared',
      'dist/terraform-provider-auth0',
      'dist/types',
      'package.json',
    ])
  })

  it('has no sources, no maps of sources and no tests', () => {
    const declaration = /\.d\.ts$/
    expect(paths.filter((path) => /\.(ts|map|proto)$/.test(path) && !declaration.test(path))).toEqual([])
    expect(paths.filter((path) => /(^|\/)(test|tests|bench|demo|build|examples|golden)\/|\.test\./.test(path))).toEqual(
      [],
    )
  })

  it('has every file that an entry leads to', () => {
    const entries = JSON.stringify([manifest.exports, manifest.typesVersions, manifest.bin, manifest.main])
    const targets = [...entries.matchAll(/"(?:\.\/)?(dist\/[^"*]+)"/g)].map(([, path]) => path)
    expect(targets.filter((path) => !paths.includes(path ?? ''))).toEqual([])
  })

  it('declares nothing in terms of a package that its users may not have', () => {
    const declarations = paths.filter((path) => path.endsWith('.d.ts'))
    const names = declarations.flatMap((path) => packagesOf(readFileSync(path, 'utf8')))
    const others = names.filter((name) => !name.startsWith('node:'))
    expect([...new Set(others)].sort()).toEqual(Object.keys(manifest.peerDependencies))
  })
})

describe('the manifest', () => {
  it('leaves the choice of the framework to the user, also that of none', () => {
    const peers = Object.keys(manifest.peerDependencies)
    expect(manifest.peerDependenciesMeta).toEqual(Object.fromEntries(peers.map((name) => [name, { optional: true }])))
  })

  it('asks for the Node.js that the provider needs', () => {
    const script = readFileSync('dist/terraform-provider-auth0', 'utf8')
    expect(script).toContain(`needs Node.js ${manifest.engines.node.replace('>=', '')} or later`)
  })
})
