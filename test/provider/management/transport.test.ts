import { startTlsTenant, type TlsTenant } from '../../kit/tls-tenant'
import { startTunnelProxy, type TunnelProxy } from '../../kit/tunnel-proxy'
import { answeredStream, clientOf, managementErrorOf, withTenant } from './fixtures'
import { createRecord, json, listener, silence } from './tenant'

const STREAM = json(200, answeredStream())
const NO_RETRY = { retry: { failureAttempts: 1 } }

describe('an answer', () => {
  it('that is a page instead of JSON is refused', () =>
    withTenant(
      { api: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>log in') },
      async ({ eventStreams }) => {
        const error = await managementErrorOf(eventStreams.get('est_1'))
        expect(error.message).toBe('Cannot read event stream est_1: expected JSON, got text/html')
        expect(error.kind).toBe('shape')
      },
    ))

  it('whose JSON is cut off is refused and not quoted', () =>
    withTenant(
      { api: (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"hush') },
      async ({ eventStreams }) => {
        const error = await managementErrorOf(eventStreams.get('est_1'))
        expect(error.kind).toBe('shape')
        expect(error.message).toMatch(/est_1: the JSON is broken or cut off$/)
      },
    ))

  it('that breaks off before its announced length is a broken connection', () =>
    withTenant(
      {
        api: (response) => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' })
          response.write('{"id"', () => response.socket?.destroy())
        },
      },
      async ({ eventStreams }) => {
        expect(await managementErrorOf(eventStreams.get('est_1'))).toMatchObject({ kind: 'network' })
      },
      NO_RETRY,
    ))

  it('that is larger than 16 MiB is refused', () =>
    withTenant(
      { api: (response) => response.writeHead(200).end(Buffer.alloc(17 * 1024 * 1024, ' ')) },
      async ({ eventStreams }) => {
        const error = await managementErrorOf(eventStreams.get('est_1'))
        expect(error).toMatchObject({ kind: 'shape', message: expect.stringMatching(/the response is too large$/) })
      },
    ))

  it('that stops in the middle is a timeout', () =>
    withTenant(
      { api: (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{') },
      async ({ eventStreams }) => {
        const error = await managementErrorOf(eventStreams.get('est_1'))
        expect(error).toMatchObject({ kind: 'timeout', message: expect.stringContaining('no response within 0.2 s') })
      },
      { ...NO_RETRY, timeoutMs: 200 },
    ))
})

describe('a call', () => {
  it('rejects with the reason of its signal when it is aborted in flight', () =>
    withTenant({ api: silence }, async ({ eventStreams, tenant, waits }) => {
      const abort = new AbortController()
      const call = eventStreams.get('est_1', { signal: abort.signal })
      const reason = new Error('enough')
      setTimeout(() => abort.abort(reason), 200)
      await expect(call).rejects.toBe(reason)
      expect([tenant.calls().length, waits.length]).toEqual([1, 0])
    }))

  it('sends nothing when it is aborted before', () =>
    withTenant({ api: STREAM }, async ({ eventStreams, tenant }) => {
      const call = eventStreams.get('est_1', { signal: AbortSignal.abort(new Error('never mind')) })
      await expect(call).rejects.toThrow('never mind')
      expect(tenant.calls()).toEqual([])
    }))

  it('uses the connection of the call before', () => {
    const ports = new Set<number | undefined>()
    function api(...args: Parameters<typeof STREAM>) {
      ports.add(args[0].socket?.remotePort)
      STREAM(...args)
    }
    return withTenant({ api }, async ({ eventStreams }) => {
      for (let i = 0; i < 3; i++) await eventStreams.get('est_1')
      expect(ports.size).toBe(1)
    })
  })

  it('is finished when the client is closed, and no further one is taken', () =>
    withTenant(
      { api: (...args) => void setTimeout(() => STREAM(...args), 200) },
      async ({ client, eventStreams, tenant }) => {
        const call = eventStreams.get('est_1')
        while (tenant.calls().length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
        await client.close()
        expect(await call).toEqual(answeredStream())
        await expect(eventStreams.get('est_2')).rejects.toThrow('the Management API client is closed')
      },
    ))
})

describe('a tenant behind TLS', () => {
  const { record } = createRecord()
  let tenant: TlsTenant
  let proxy: TunnelProxy
  let ca: string
  let port: number

  beforeAll(async () => {
    tenant = await startTlsTenant(['tenant.test', 'localhost'], listener(record, { api: STREAM }))
    ;({ ca, port } = tenant)
    function refuse({ url }: { url?: string | undefined }) {
      return url?.startsWith('tenant.test:') ? undefined : '403 Forbidden'
    }
    proxy = await startTunnelProxy({ target: port, refuse })
  })
  afterAll(() => Promise.all([tenant.close(), proxy.close()]))
  async function reach(host: string, options: Parameters<typeof clientOf>[1]) {
    const { client, eventStreams, log, waits } = clientOf({ domain: `${host}:${port}` }, options)
    const outcome = await eventStreams.get('est_1').catch((error: unknown) => error)
    await client.close()
    return { outcome, log, waits }
  }

  it('is reached when the file of extra certificates vouches for it', async () => {
    const { outcome } = await reach('localhost', { extraCaCertificatesFile: ca })
    expect(outcome).toEqual(answeredStream())
  })

  it('is refused, and not tried again, when nothing vouches for it', async () => {
    const { outcome, waits } = await reach('localhost', {})
    expect(outcome).toMatchObject({
      kind: 'network',
      cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      mayHaveBeenApplied: false,
    })
    expect(waits).toEqual([])
  })

  it('is refused with a warning when the file of extra certificates is missing', async () => {
    const { outcome, log } = await reach('localhost', { extraCaCertificatesFile: 'none.pem' })
    expect(outcome).toMatchObject({ kind: 'network' })
    expect(log[0]).toMatchObject({ event: 'warning', message: expect.stringContaining('none.pem') })
  })

  it('is reached through the proxy, with the extra certificates', async () => {
    const env = { HTTPS_PROXY: `http://me:hush@127.0.0.1:${proxy.port}` }
    const { outcome } = await reach('tenant.test', { env, extraCaCertificatesFile: ca })
    expect(outcome).toEqual(answeredStream())
    expect(proxy.tunnels.at(-1)).toEqual({ to: `tenant.test:${port}`, authorization: `Basic ${btoa('me:hush')}` })
  })

  it('is not reached through the proxy when NO_PROXY excepts it', async () => {
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: 'other.test,tenant.test' }
    const tunnels = proxy.tunnels.length
    const { outcome } = await reach('tenant.test', { env, extraCaCertificatesFile: ca })
    expect(outcome).toMatchObject({ kind: 'network', mayHaveBeenApplied: false })
    expect(proxy.tunnels).toHaveLength(tunnels)
  })

  it('is not reached when the proxy refuses', async () => {
    const env = { HTTPS_PROXY: `http://me:hush@127.0.0.1:${proxy.port}` }
    const { outcome } = await reach('forbidden.test', { env, ...NO_RETRY })
    expect(outcome).toMatchObject({
      kind: 'network',
      message: expect.stringContaining('does not open a connection to Auth0 (403)'),
    })
    expect(JSON.stringify(outcome)).not.toContain('hush')
  })

  it('is not reached when HTTPS_PROXY is no URL', async () => {
    const { outcome } = await reach('tenant.test', { env: { HTTPS_PROXY: 'http://me:hush@:x' }, ...NO_RETRY })
    expect(outcome).toMatchObject({ kind: 'network', message: expect.stringContaining('HTTPS_PROXY is not a URL') })
    expect(JSON.stringify(outcome)).not.toContain('hush')
  })
})
