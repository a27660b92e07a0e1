import { InvalidDomainError, isLoopback, parseDomain } from '../../../provider/management'

describe('a tenant domain', () => {
  it.each([
    ['tenant.eu.auth0.com', 'https://tenant.eu.auth0.com', 'tenant.eu.auth0.com'],
    ['https://tenant.eu.auth0.com', 'https://tenant.eu.auth0.com', 'tenant.eu.auth0.com'],
    ['https://Tenant.EU.auth0.com/', 'https://tenant.eu.auth0.com', 'tenant.eu.auth0.com'],
    ['login.example.com:8443', 'https://login.example.com:8443', 'login.example.com:8443'],
    ['localhost:3000', 'https://localhost:3000', 'localhost:3000'],
    ['http://localhost:3000', 'http://localhost:3000', 'localhost:3000'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080', '127.0.0.1:8080'],
    ['http://127.8.9.1', 'http://127.8.9.1', '127.8.9.1'],
    ['http://[::1]:8080', 'http://[::1]:8080', '[::1]:8080'],
    ['http://tenant.auth0.com', 'https://tenant.auth0.com', 'tenant.auth0.com'],
    ['http://127.0.0.1.evil.com', 'https://127.0.0.1.evil.com', '127.0.0.1.evil.com'],
    ['http://localhost.evil.com', 'https://localhost.evil.com', 'localhost.evil.com'],
  ])('reads %s', (text, origin, domain) => {
    expect(parseDomain(text)).toEqual({ origin, domain })
  })

  it.each([
    ['', 'it is empty'],
    ['  ', 'it is empty'],
    ['tenant auth0.com', 'it contains white space'],
    ['tenant.auth0.com\n', 'it contains white space'],
    ['tenant.auth0.com/api/v2', 'only the host name belongs here: "tenant.auth0.com", without path or query'],
    ['tenant.auth0.com?x=1', 'only the host name belongs here: "tenant.auth0.com", without path or query'],
    ['tenant.auth0.com#x', 'only the host name belongs here: "tenant.auth0.com", without path or query'],
    ['ftp://tenant.auth0.com', '"ftp://" is not supported, only https'],
    ['https://', 'it is not a valid host name, such as "tenant.eu.auth0.com"'],
    ['a:b:c', 'it is not a valid host name, such as "tenant.eu.auth0.com"'],
  ])('refuses %j', (text, reason) => {
    expect(() => parseDomain(text)).toThrow(new InvalidDomainError(reason))
  })

  it('refuses a password and does not show it', () => {
    expect(() => parseDomain('https://me:hush@tenant.auth0.com')).toThrow('it must not contain a user name or password')
  })

  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['[::1]', true],
    ['128.0.0.1', false],
    ['127.evil.com', false],
  ])('knows whether %s is loopback', (hostname, loopback) => {
    expect(isLoopback(hostname)).toBe(loopback)
  })
})
