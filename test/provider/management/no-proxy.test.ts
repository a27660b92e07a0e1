import { goesAroundProxy } from '../../../provider/management/no-proxy'

// What golang.org/x/net/http/httpproxy v0.62.0 says of each tenant and NO_PROXY.
const DIRECT = [
  ['https://tenant.example.com', 'tenant.example.com'],
  ['https://tenant.example.com', 'example.com'],
  ['https://tenant.example.com', '.example.com'],
  ['https://tenant.example.com', '*.example.com'],
  ['https://tenant.example.com', 'com'],
  ['https://tenant.example.com', '*'],
  ['https://tenant.example.com', 'other.test,*'],
  ['https://tenant.example.com', 'other.test, * ,a'],
  ['https://tenant.example.com', '*,other.test'],
  ['https://tenant.example.com', 'a.test , tenant.example.com , b.test'],
  ['https://tenant.example.com', ',,tenant.example.com,'],
  ['https://tenant.example.com', 'TENANT.Example.COM'],
  ['https://TENANT.example.com', 'tenant.example.com'],
  ['https://example.com', 'example.com'],
  ['https://tenant.example.com', 'example.com:443'],
  ['https://tenant.example.com', '.example.com:443'],
  ['https://tenant.example.com', '*.example.com:443'],
  ['https://tenant.example.com:8443', 'example.com:8443'],
  ['https://tenant.example.com:8443', 'example.com'],
  ['https://tenant.example.com:8443', 'example.com:'],
  ['https://bücher.example.com', 'bücher.example.com'],
  ['https://a.bücher.example.com', '*.Bücher.example.com'],
  ['https://xn--bcher-kva.example.com', 'bücher.example.com'],
  ['https://bücher.example.com', 'xn--bcher-kva.example.com'],
  ['https://10.1.2.3', '10.1.2.3'],
  ['https://10.1.2.3', '10.0.0.0/8'],
  ['https://10.1.2.3', '10.1.2.0/24'],
  ['https://10.1.2.3', '10.1.2.3/32'],
  ['https://10.1.2.3', '0.0.0.0/0'],
  ['https://10.1.2.3', '10.1.2.3:443'],
  ['https://10.1.2.3:8443', '10.1.2.3:8443'],
  ['https://10.1.2.3', '::ffff:10.1.2.3'],
  ['https://10.1.2.3', '*'],
  ['https://[2001:db8::1]', '2001:db8::1'],
  ['https://[2001:db8::1]', '2001:DB8:0::1'],
  ['https://[2001:db8::1]', '[2001:db8::1]:443'],
  ['https://[2001:db8::1]:8443', '[2001:db8::1]:8443'],
  ['https://[2001:db8::1]', '2001:db8::/32'],
  ['https://[2001:db8::1]', '*'],
  ['https://[::ffff:10.1.2.3]', '10.0.0.0/8'],
  ['https://[::ffff:10.1.2.3]', '10.1.2.3'],
  ['https://[::ffff:127.0.0.1]', ''],
  ['https://[::1]', ''],
  ['https://127.0.0.1:8443', ''],
  ['https://127.8.9.10', ''],
  ['https://localhost', ''],
  ['https://localhost:8443', ''],
  ['https://[2001:db8::1]', '::/0'],
  ['https://10.1.2.3', '::ffff:10.0.0.0/104'],
] as const

const THROUGH_THE_PROXY = [
  ['https://tenant.example.com', ''],
  ['https://tenant.example.com', '*example.com'],
  ['https://tenant.example.com', 'ample.com'],
  ['https://tenant.example.com', 'a.test tenant.example.com'],
  ['https://tenant.example.com', 'a.test;tenant.example.com'],
  ['https://example.com', '.example.com'],
  ['https://example.com', '*.example.com'],
  ['https://example.com', 'www.example.com'],
  ['https://tenant.example.com', 'example.com:8443'],
  ['https://tenant.example.com:8443', 'example.com:443'],
  ['https://tenant.example.com', ':443'],
  ['https://tenant.example.com', 'https://tenant.example.com'],
  ['https://tenant.example.com', 'tenant.example.com/'],
  ['https://tenant.example.com', 'tenant.*.com'],
  ['https://tenant.example.com', 'tenant.example.com.'],
  ['https://tenant.example.com.', 'tenant.example.com'],
  ['https://bücher.example.com', '.bücher.example.com'],
  ['https://10.1.2.3', '10.1.3.0/24'],
  ['https://10.1.2.3', '10.0.0.0/33'],
  ['https://10.1.2.3', '10.0.0.0/8:443'],
  ['https://10.1.2.3', '10.1.2.3:80'],
  ['https://10.1.2.3', '10.1.2'],
  ['https://10.1.2.3', '10.*'],
  ['https://10.1.2.3', '.2.3'],
  ['https://10.1.2.3', '2.3'],
  ['https://10.1.2.3', '010.1.2.3'],
  ['https://tenant.example.com', '10.0.0.0/8'],
  ['https://[2001:db8::1]', '[2001:db8::1]'],
  ['https://[2001:db8::1]', '[2001:db8::1]:80'],
  ['https://[2001:db8::1]', '[2001:db8::]/32'],
  ['https://[2001:db8::1]', '2001:db9::/32'],
  ['https://[2001:db8::1]', '2001:db8::/129'],
  ['https://tenant.localhost', ''],
  ['https://localhost.example.com', ''],
  ['https://0.0.0.0', ''],
  ['https://tenant.example.com', 'localhost'],
  ['https://10.1.2.3', '2001:db8::/32'],
  ['https://[2001:db8::1]', '10.0.0.0/8'],
  ['https://10.1.2.3', '::/0'],
  ['https://[2001:db8::1]', 'fe80::1%eth0'],
] as const

function isDirect(origin: string, exceptions: string): boolean {
  const { hostname, port } = new URL(origin)
  return goesAroundProxy({ host: hostname.replace(/^\[|\]$/g, ''), port: port || '443' }, exceptions)
}

describe('a tenant behind a proxy, with NO_PROXY as Go and so Terraform reads it', () => {
  it.each(DIRECT)('is reached directly: %s, NO_PROXY=%j', (origin, exceptions) => {
    expect(isDirect(origin, exceptions)).toBe(true)
  })

  it.each(THROUGH_THE_PROXY)('is reached through the proxy: %s, NO_PROXY=%j', (origin, exceptions) => {
    expect(isDirect(origin, exceptions)).toBe(false)
  })
})
