import { constraintFor, defaultVersion, parseVersion } from '../../cli/installed-version'

const OFFICIAL = { host: 'registry.terraform.io', namespace: 'auth0', type: 'auth0' }

describe('the version to install as', () => {
  it.each([
    ['1.0.0', '1.55.10000'],
    ['1.2.3', '1.55.10203'],
    ['1.10.0', '1.55.11000'],
    ['2.0.0', '1.55.20000'],
    ['1.1.0-rc.1', '1.55.10100-rc.1'],
  ])('is, under the official address, for %s the version %s', (own, installed) => {
    expect(defaultVersion(OFFICIAL, own)).toBe(installed)
  })

  it('is its own under any other address', () => {
    expect(defaultVersion({ ...OFFICIAL, namespace: 'acme' }, '1.2.3')).toBe('1.2.3')
  })

  it.each(['latest', '1.2', 'v1.2.3', '01.2.3', '1.2.3+build', '../1.0.0', ''])('cannot be "%s"', (version) => {
    expect(() => parseVersion(version)).toThrow(`Invalid value "${version}" for --version`)
  })
})

describe('the constraint to write', () => {
  it.each([
    ['1.2.3', '~> 1.2'],
    ['1.55.10203', '~> 1.55'],
    ['1.1.0-rc.1', '1.1.0-rc.1'],
  ])('is for %s %s', (version, constraint) => {
    expect(constraintFor(version)).toBe(constraint)
  })
})
