import { proxyFor } from '../../../provider/management/proxy'

const TENANT = 'https://tenant.auth0.com'

describe('the proxy of the environment', () => {
  it.each([
    [{ HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128'],
    [{ https_proxy: 'http://proxy:3128' }, 'http://proxy:3128'],
    [{ HTTPS_PROXY: '', https_proxy: 'http://proxy:3128' }, 'http://proxy:3128'],
    [{ HTTPS_PROXY: 'proxy:3128' }, 'http://proxy:3128'],
    [{ HTTP_PROXY: 'http://proxy:3128' }, undefined],
    [{ HTTPS_PROXY: '' }, undefined],
    [{}, undefined],
  ])('is read from %j', (env, uri) => {
    expect(proxyFor(TENANT, env)?.uri).toBe(uri)
  })

  it.each([
    [{ NO_PROXY: 'a,b' }, 'a,b'],
    [{ no_proxy: 'a,b' }, 'a,b'],
    [{}, ''],
  ])('has the exceptions of %j', (env, exceptions) => {
    expect(proxyFor(TENANT, { HTTPS_PROXY: 'http://proxy', ...env })?.exceptions).toBe(exceptions)
  })

  it.each(['http://127.0.0.1:80', 'https://localhost:443', 'https://[::1]'])('is never used for %s', (origin) => {
    expect(proxyFor(origin, { HTTPS_PROXY: 'http://proxy', HTTP_PROXY: 'http://proxy' })).toBeUndefined()
  })

  it('is not shown when it cannot be understood', () => {
    const words = 'the environment variable HTTPS_PROXY is not a URL'
    expect(() => proxyFor(TENANT, { HTTPS_PROXY: 'http://me:hush@:x' })).toThrow(new Error(words))
  })
})
