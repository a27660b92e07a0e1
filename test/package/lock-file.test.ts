import { readFileSync } from 'node:fs'

interface Entry {
  readonly integrity?: string
  readonly resolved?: string
  /** It is in the archive of the package that contains it. */
  readonly inBundle?: boolean
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> }
const entries = Object.entries(packages).filter(([path, { inBundle }]) => path !== '' && !inBundle)

describe('a package that somebody has tampered with', () => {
  it('is noticed by npm ci, on every system: each has the hash of its archive', () => {
    expect(entries.length).toBeGreaterThan(500)
    expect(entries.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
  })

  it('is resolved in the registry of the user', () => {
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
  })
})
