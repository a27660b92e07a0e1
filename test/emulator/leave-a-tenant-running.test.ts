import { generateKeyPairSync } from 'node:crypto'
import { createRequestLog } from '../../emulator/http/request-log'
import { createTenant } from '../../emulator/index'
import { STREAMS, tenantKit } from './tenant-kit'

describe('a control request with an endless body', () => {
  it.each([
    ['POST', '/__emulator/faults'],
    ['POST', '/__emulator/events'],
    ['PUT', '/__emulator/modes'],
    ['POST', '/__emulator/groups'],
    ['POST', '/__emulator/event-connections/error'],
    ['POST', '/__emulator/reset'],
  ])('%s %s is refused as soon as it is too long', async (method, path) => {
    let sent = 0
    const chunk = new Uint8Array(65_536).fill(32)
    const body = new ReadableStream({
      pull(controller) {
        sent += chunk.byteLength
        controller.enqueue(chunk)
      },
    })
    const { tenant } = tenantKit()
    const response = await tenant.request(path, { method, body, duplex: 'half' } as RequestInit)
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(4 * 1_048_576)
  })
})

function arrived(path: string) {
  return { at: '', method: 'GET', path, body: null, headers: {} }
}

describe('the request log', () => {
  it('forgets the oldest when the bodies are too long together', () => {
    const log = createRequestLog(10, 100)
    for (const name of ['a', 'b', 'c']) log.arrive(arrived(name), 40)
    expect(log.all().map(({ path }) => path)).toEqual(['b', 'c'])
  })

  it('keeps the newest, however long', () => {
    const log = createRequestLog(10, 100)
    log.arrive(arrived('a'), 40)
    log.arrive(arrived('b'), 4_000)
    expect(log.all().map(({ path }) => path)).toEqual(['b'])
    log.arrive(arrived('c'), 10)
    expect(log.all().map(({ path }) => path)).toEqual(['c'])
  })

  it('has all its room again once it was cleared', () => {
    const log = createRequestLog(10, 100)
    log.arrive(arrived('a'), 90)
    log.clear()
    for (const name of ['b', 'c']) log.arrive(arrived(name), 45)
    expect(log.all()).toHaveLength(2)
  })
})

async function logged(recordCredentials: boolean, body: URLSearchParams | string, type?: string) {
  const tenant = createTenant({ recordCredentials, client: { clientId: 'me', clientSecret: 'hush hush' } })
  await tenant.request('/oauth/token', {
    method: 'POST',
    body,
    headers: type === undefined ? {} : { 'content-type': type },
  })
  return tenant.requests()[0]?.body
}

describe('the credentials of a token request', () => {
  const form = { grant_type: 'client_credentials', client_id: 'me', client_secret: 'hush hush' }

  it.each([
    ['a form', new URLSearchParams(form), undefined],
    ['JSON', JSON.stringify(form), 'application/json'],
  ])('are masked in the log: %s', async (_, body, type) => {
    expect(await logged(false, body, type)).toEqual({ ...form, client_secret: '***' })
  })

  it('are masked when they are an assertion', async () => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_assertion: 'a.b.c' })
    expect(await logged(false, body)).toEqual({ grant_type: 'client_credentials', client_assertion: '***' })
  })

  it('are kept when a test wants them', async () => {
    expect(await logged(true, new URLSearchParams(form))).toEqual(form)
  })
})

describe('a client that is registered with a key that cannot be used', () => {
  function pem(type: 'ec' | 'rsa' | 'ed25519', options: object, half: 'publicKey' | 'privateKey' = 'publicKey') {
    const pair = generateKeyPairSync(type as 'rsa', options as { modulusLength: number })
    return String(pair[half].export({ type: half === 'publicKey' ? 'spki' : 'pkcs8', format: 'pem' }))
  }

  it.each([
    ['a text', 'not a key', 'is not PEM text of a public key or of a certificate'],
    ['half a key', '-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----', 'is not PEM text of a public key'],
    ['a private key', pem('ec', { namedCurve: 'P-256' }, 'privateKey'), 'is a private key; register its public half'],
    ['a key of another kind', pem('ed25519', {}), 'is of type ed25519; assertions are signed with RSA or EC keys'],
    ['a key on another curve', pem('ec', { namedCurve: 'secp256k1' }), 'is on the curve secp256k1'],
    ['a short key', pem('rsa', { modulusLength: 1024 }), 'has 1024 bits; an RSA key needs 2048'],
  ])('is refused at once: %s', async (_, publicKey, words) => {
    const { call, tenant } = tenantKit()
    const { status, body } = await call('POST', '/__emulator/clients', { publicKey })
    expect([status, body.message]).toEqual([400, expect.stringContaining(words)])
    expect(() => tenant.addClient({ publicKey })).toThrow(words)
    expect((await call('GET', STREAMS)).status).toBe(200)
  })

  it('is refused in a seed', () => {
    expect(() => createTenant({ seed: { clients: [{ client_id: 'me', public_key: 'not a key' }] } })).toThrow(
      'clients[0]: The public key of a client is not PEM text of a public key or of a certificate',
    )
  })
})
