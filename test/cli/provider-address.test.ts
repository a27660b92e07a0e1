import { formatProviderAddress, parseProviderAddress } from '../../cli/provider-address'

describe('a provider address', () => {
  it.each([
    ['auth0/auth0', { host: 'registry.terraform.io', namespace: 'auth0', type: 'auth0' }],
    ['registry.opentofu.org/auth0/auth0', { host: 'registry.opentofu.org', namespace: 'auth0', type: 'auth0' }],
    ['localhost:8080/Me/Auth0', { host: 'localhost:8080', namespace: 'me', type: 'auth0' }],
  ])('%s is read', (source, address) => {
    expect(parseProviderAddress(source)).toEqual(address)
  })

  it.each(['auth0', '', 'a/b/c/d', '/auth0', '../auth0', 'host/../auth0', 'a b/auth0'])('"%s" is refused', (source) => {
    expect(() => parseProviderAddress(source)).toThrow('--source cannot be')
  })

  it('is written without the host that Terraform adds', () => {
    expect(formatProviderAddress(parseProviderAddress('registry.terraform.io/auth0/auth0'))).toBe('auth0/auth0')
    expect(formatProviderAddress(parseProviderAddress('example.com/a/b'))).toBe('example.com/a/b')
  })
})
