import { type BuiltOutcome, readWithBuiltClient } from '../kit/built-client'
import { createWorkspace, describeWithTerraform } from '../kit/terraform-cli'
import { startTlsTenant, type TlsTenant } from '../kit/tls-tenant'
import { startTunnelProxy, type TunnelProxy, type TunnelProxyOptions } from '../kit/tunnel-proxy'
import { answeredStream } from '../provider/management/fixtures'
import { createRecord, json, listener } from '../provider/management/tenant'
import { readOneStream } from './read-one-stream'

const STREAM = answeredStream()

/** Nothing but the proxies knows where these names lead. */
const NAMES = ['tenant.test', 'proxy.test', 'localhost']

const { record } = createRecord()
const proxies: TunnelProxy[] = []
let tenant: TlsTenant

beforeAll(async () => {
  tenant = await startTlsTenant(NAMES, listener(record, { api: json(200, STREAM) }))
})
afterAll(() => Promise.all([tenant.close(), ...proxies.map((proxy) => proxy.close())]))

async function startProxy(options: Omit<TunnelProxyOptions, 'target'> = {}): Promise<TunnelProxy> {
  const proxy = await startTunnelProxy({ ...options, target: tenant.port })
  proxies.push(proxy)
  return proxy
}

type Options = Partial<Parameters<typeof readWithBuiltClient>[0]>

function read(env: Readonly<Record<string, string>>, options: Options = {}): Promise<BuiltOutcome> {
  return readWithBuiltClient(
    {
      domain: 'tenant.test',
      credentials: { kind: 'token', token: 'a-token' },
      extraCaCertificatesFile: tenant.ca,
      retry: { baseDelayMs: 1 },
      ...options,
    },
    env,
  )
}

describe('the built client of a user behind a proxy', () => {
  it('asks the proxy for a tunnel, with the credentials of its URL', async () => {
    const proxy = await startProxy()
    const { stream } = await read({ HTTPS_PROXY: `http://me%40corp:hu%3Ash@127.0.0.1:${proxy.port}` })
    expect(stream).toEqual(STREAM)
    const authorization = `Basic ${btoa('me@corp:hu:sh')}`
    expect(proxy.tunnels).toEqual([{ to: 'tenant.test:443', authorization }])
  })

  it.each([
    ['in lower case', (port: number) => ({ https_proxy: `http://127.0.0.1:${port}` })],
    ['beside an empty one', (port: number) => ({ HTTPS_PROXY: '', https_proxy: `http://127.0.0.1:${port}` })],
    ['without a scheme', (port: number) => ({ HTTPS_PROXY: `127.0.0.1:${port}` })],
    [
      'beside exceptions for others',
      (port: number) => ({ HTTPS_PROXY: `127.0.0.1:${port}`, NO_PROXY: '10.0.0.0/8,*.corp' }),
    ],
  ])('finds the variable %s', async (_, env) => {
    const proxy = await startProxy()
    const { stream } = await read(env(proxy.port), { domain: 'tenant.test:8443' })
    expect(stream).toEqual(STREAM)
    expect(proxy.tunnels).toEqual([{ to: 'tenant.test:8443', authorization: undefined }])
  })

  it('trusts the authorities of NODE_EXTRA_CA_CERTS through the tunnel', async () => {
    const { port } = await startProxy()
    const env = { HTTPS_PROXY: `127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: tenant.ca }
    expect((await read(env, { extraCaCertificatesFile: '' })).stream).toEqual(STREAM)
  })

  it('speaks to a proxy by TLS', async () => {
    const proxy = await startProxy({ tls: tenant })
    const { stream } = await read({ HTTPS_PROXY: `https://localhost:${proxy.port}` })
    expect(stream).toEqual(STREAM)
    expect(proxy.tunnels).toHaveLength(1)
  })

  it.each(['tenant.test', '.test', '*', 'a.test, *.test'])(
    'goes around the proxy for NO_PROXY=%j',
    async (exceptions) => {
      const proxy = await startProxy()
      const { error } = await read({ HTTPS_PROXY: `127.0.0.1:${proxy.port}`, NO_PROXY: exceptions })
      expect(error?.cause?.code).toMatch(/ENOTFOUND|EAI_AGAIN/)
      expect(proxy.tunnels).toEqual([])
    },
  )

  it('reaches a local tenant without the proxy', async () => {
    const proxy = await startProxy()
    const { stream } = await read({ HTTPS_PROXY: `127.0.0.1:${proxy.port}` }, { domain: `localhost:${tenant.port}` })
    expect([stream, proxy.tunnels]).toEqual([STREAM, []])
  })
})

describe('the built client behind a proxy that does not help', () => {
  it('says that the proxy wants other credentials, and asks once', async () => {
    const proxy = await startProxy({ refuse: () => '407 Proxy Authentication Required' })
    const { error, stdout, stderr } = await read({ HTTPS_PROXY: `http://me:hush@127.0.0.1:${proxy.port}` })
    const words = `Cannot read event stream est_1: the proxy 127.0.0.1:${proxy.port} of HTTPS_PROXY wants other credentials (407)`
    expect(error).toMatchObject({ message: words, kind: 'network', cause: { code: 'ERR_PROXY_407' } })
    expect(proxy.tunnels).toHaveLength(1)
    expect(stdout + stderr).not.toMatch(/hush|bWU6aHVzaA/)
  })

  it.each([
    ['403 Forbidden', 1],
    ['502 Bad Gateway', 3],
  ])('says that it answered %s, after %d tries', async (line, tries) => {
    const proxy = await startProxy({ refuse: () => line })
    const { error } = await read({ HTTPS_PROXY: `127.0.0.1:${proxy.port}` })
    expect(error?.message).toContain(`does not open a connection to Auth0 (${line.slice(0, 3)})`)
    expect(proxy.tunnels).toHaveLength(tries)
  })

  it('names the proxy that nobody serves', async () => {
    const { error } = await read({ HTTPS_PROXY: 'http://me:hush@127.0.0.1:9' })
    expect(error?.message).toContain(
      'no connection through the proxy 127.0.0.1:9 of HTTPS_PROXY (connect ECONNREFUSED 127.0.0.1:9)',
    )
  })

  it.each([
    [
      'socks5://me:hush@127.0.0.1:1080',
      'names a proxy of the kind socks5://, and only http:// and https:// are supported',
    ],
    ['http://me:hush@:x', 'the environment variable HTTPS_PROXY is not a URL'],
  ])('says what is wrong with %s, and tries nothing', async (value, words) => {
    const { error, stdout, stderr } = await read({ HTTPS_PROXY: value })
    expect(error?.message).toContain(words)
    expect(error?.attempts).toBeUndefined()
    expect(stdout + stderr).not.toContain('hush')
  })

  it('refuses a tenant behind the tunnel that nobody vouches for, also with NODE_TLS_REJECT_UNAUTHORIZED=0', async () => {
    const { port } = await startProxy()
    const env = { HTTPS_PROXY: `127.0.0.1:${port}`, NODE_TLS_REJECT_UNAUTHORIZED: '0' }
    const { error } = await read(env, { extraCaCertificatesFile: '' })
    expect(error?.cause?.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  })

  it('refuses a tenant behind the tunnel that has the certificate of another', async () => {
    const { port } = await startProxy()
    const { error } = await read({ HTTPS_PROXY: `127.0.0.1:${port}` }, { domain: 'other.test' })
    expect(error?.cause?.code).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  })

  it('refuses a proxy that has the certificate of another', async () => {
    const { port, tunnels } = await startProxy({ tls: tenant })
    const { error } = await read({ HTTPS_PROXY: `https://127.0.0.1:${port}`, NODE_TLS_REJECT_UNAUTHORIZED: '0' })
    expect([error?.kind, tunnels]).toEqual(['network', []])
  })
})

const PLAN = readOneStream(STREAM.id)

describeWithTerraform('terraform plan behind a proxy', () => {
  async function plan(env: Readonly<Record<string, string>>) {
    const settings = { AUTH0_DOMAIN: 'tenant.test', AUTH0_CLIENT_ID: 'id', AUTH0_CLIENT_SECRET: 'client-secret' }
    const workspace = await createWorkspace({ files: { 'main.tf': PLAN }, env: { ...settings, ...env } })
    const { exitCode, stdout, stderr } = await workspace.run(['plan'])
    workspace.remove()
    return { exitCode, output: (stdout + stderr).replaceAll(/[\s│]+/g, ' ') }
  }

  it('reads through it, with the certificates of NODE_EXTRA_CA_CERTS', async () => {
    const proxy = await startProxy()
    const env = { HTTPS_PROXY: `http://me:hush@127.0.0.1:${proxy.port}`, NODE_EXTRA_CA_CERTS: tenant.ca }
    const { exitCode, output } = await plan(env)
    expect([exitCode, output]).toEqual([0, expect.stringContaining('+ name = "users"')])
    expect(proxy.tunnels[0]).toEqual({ to: 'tenant.test:443', authorization: `Basic ${btoa('me:hush')}` })
  })

  it('says what to do when it wants other credentials', async () => {
    const { port } = await startProxy({ refuse: () => '407 Proxy Authentication Required' })
    const { exitCode, output } = await plan({ HTTPS_PROXY: `http://me:hush@127.0.0.1:${port}` })
    expect(exitCode).toBe(1)
    expect(output).toContain(`the proxy 127.0.0.1:${port} of HTTPS_PROXY wants other credentials (407)`)
    expect(output).toContain('Write them into HTTPS_PROXY, as in http://USER:PASSWORD@HOST:PORT')
    expect(output).not.toContain('hush')
  })

  it('says what to do when nothing answers at its address', async () => {
    const { output } = await plan({ HTTPS_PROXY: 'http://127.0.0.1:9' })
    expect(output).toContain('Nothing responds at the address of the proxy. Correct HTTPS_PROXY')
  })

  it('says what to do when it is of a kind that is not supported', async () => {
    const { output } = await plan({ HTTPS_PROXY: 'socks5://127.0.0.1:1080' })
    expect(output).toContain('only http:// and https:// are supported')
    expect(output).toContain('Correct HTTPS_PROXY, or name the domain of the tenant in NO_PROXY')
  })
})
