import { formatFullAddress, formatProviderAddress, parseProviderSource } from '../../cli/provider-address'

function fullAddresses(source: string) {
  return parseProviderSource(source).map(formatFullAddress)
}

describe('a provider source', () => {
  it.each([
    ['auth0/auth0', ['registry.terraform.io/auth0/auth0', 'registry.opentofu.org/auth0/auth0']],
    ['registry.opentofu.org/auth0/auth0', ['registry.opentofu.org/auth0/auth0']],
    ['localhost:8080/Me/Auth0', ['localhost:8080/me/auth0']],
  ])('%s stands for %j', (source, addresses) => {
    expect(fullAddresses(source)).toEqual(addresses)
  })

  it.each(['auth0', '', 'a/b/c/d', '/auth0', '../auth0', 'host/../auth0', 'a b/auth0'])('"%s" is refused', (source) => {
    expect(() => parseProviderSource(source)).toThrow(`Invalid value "${source}" for --source`)
  })

  it.each([
    ['registry.terraform.io/auth0/auth0', 'auth0/auth0'],
    ['registry.opentofu.org/auth0/auth0', 'auth0/auth0'],
    ['example.com/a/b', 'example.com/a/b'],
  ])('%s is written as %s', (source, written) => {
    expect(parseProviderSource(source).map(formatProviderAddress)).toEqual([written])
  })
})
