import { proxyFor } from '../../../provider/management/proxy'

const TENANT = 'https://tenant.auth0.com'

describe('the proxy of the environment', () => {
  it.each([
    [{ HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128'],
    [{ https_proxy: 'http://proxy:3128' }, 'http://proxy:3128'],
    [{ HTTPS_PROXY: '', https_proxy: 'http://proxy:3128' }, 'http://proxy:3128'],
    [{ HTTPS_PROXY: 'proxy:3128' }, 'http://proxy:3128'],
    [{ HTTPS_PROXY: ' proxy:3128\n' }, 'http://proxy:3128'],
    [{ HTTPS_PROXY: 'HTTPS://Proxy' }, 'https://proxy'],
    [{ HTTPS_PROXY: '10.0.0.1:3128' }, 'http://10.0.0.1:3128'],
    [{ HTTPS_PROXY: '[2001:db8::1]:3128' }, 'http://[2001:db8::1]:3128'],
    [{ HTTPS_PROXY: 'http://upper:1', https_proxy: 'http://lower:1' }, 'http://upper:1'],
    [{ HTTP_PROXY: 'http://proxy:3128', http_proxy: 'http://proxy:3128', ALL_PROXY: 'http://proxy:3128' }, undefined],
    [{ HTTPS_PROXY: ' ' }, undefined],
    [{ HTTPS_PROXY: '' }, undefined],
    [{}, undefined],
  ])('is read from %j', (env, uri) => {
    expect(proxyFor(TENANT, env)?.uri).toBe(uri)
  })

  it.each([
    [{ NO_PROXY: 'tenant.auth0.com' }],
    [{ no_proxy: 'tenant.auth0.com' }],
    [{ NO_PROXY: '', no_proxy: 'tenant.auth0.com' }],
    [{ NO_PROXY: 'a.test, .auth0.com', no_proxy: '' }],
  ])('is not used where %j excepts the tenant', (env) => {
    expect(proxyFor(TENANT, { HTTPS_PROXY: 'http://proxy', ...env })).toBeUndefined()
  })

  it('is used where the upper-case exceptions, which win, leave the tenant out', () => {
    const env = { HTTPS_PROXY: 'http://proxy', NO_PROXY: 'a.test', no_proxy: '*' }
    expect(proxyFor(TENANT, env)).toMatchObject({ uri: 'http://proxy' })
  })

  it.each(['http://127.0.0.1:80', 'https://localhost:443', 'https://[::1]'])('is never used for %s', (origin) => {
    expect(proxyFor(origin, { HTTPS_PROXY: 'http://proxy', HTTP_PROXY: 'http://proxy' })).toBeUndefined()
  })

  it('does not mention a value that cannot be used to who does not need it', () => {
    expect(proxyFor('http://localhost:8080', { HTTPS_PROXY: 'socks5://proxy' })).toBeUndefined()
  })

  it.each([
    ['me:hush', 'me:hush'],
    ['me:', 'me:'],
    ['me', 'me:'],
    [':hush', ':hush'],
    ['me%40corp:h%3Au%20sh%25', 'me@corp:h:u sh%'],
    ['m\u00fc:h\u00fcsh', 'm\u00fc:h\u00fcsh'],
  ])('is told the credentials %j', (written, told) => {
    const authorization = `Basic ${Buffer.from(told).toString('base64')}`
    const proxy = { uri: 'http://proxy:3128', name: 'proxy:3128 of HTTPS_PROXY', authorization }
    expect(proxyFor(TENANT, { HTTPS_PROXY: `http://${written}@proxy:3128/` })).toEqual(proxy)
  })

  it.each([
    ['http://me:hush@:x', 'the environment variable HTTPS_PROXY is not a URL'],
    ['http://', 'the environment variable HTTPS_PROXY is not a URL'],
    ['http:proxy:hush', 'the environment variable HTTPS_PROXY is not a URL'],
    ['socks5://me:hush@proxy:1080', 'names a proxy of the kind socks5://, and only http:// and https:// are supported'],
    ['socks5h://proxy', 'names a proxy of the kind socks5h://, and only http:// and https:// are supported'],
    ['socks://proxy:1080', 'names a proxy of the kind socks://, and only http:// and https:// are supported'],
    ['ftp://proxy', 'names a proxy of the kind ftp://, and only http:// and https:// are supported'],
    [
      'http://me:100%hush@proxy',
      'the environment variable HTTPS_PROXY has a "%" that begins no escape; write it as %25',
    ],
  ])('is not shown when it cannot be used: %s', (value, words) => {
    function read() {
      return proxyFor(TENANT, { HTTPS_PROXY: value })
    }
    expect(read).toThrow(words)
    expect(read).not.toThrow('hush')
  })

  it('is named by the variable that it comes from', () => {
    expect(() => proxyFor(TENANT, { https_proxy: 'socks5://proxy' })).toThrow('the environment variable https_proxy')
  })
})
