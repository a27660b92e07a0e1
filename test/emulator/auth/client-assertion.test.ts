import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createTenant, type JsonObject, type Tenant } from '../../../emulator/index'

const NOW_MS = 1_700_000_000_000
const AUDIENCE = 'http://localhost/'
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const curves = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const
function pem(key: KeyObject) {
  return key.export({ type: 'spki', format: 'pem' }).toString()
}

function tenantWith(publicKey: KeyObject): Tenant {
  const clients = [{ clientId: 'signer', publicKey: pem(publicKey) }]
  return createTenant({ clients, clock: () => NOW_MS })
}

function assertion(key: KeyObject, alg = 'RS256', claims: JsonObject = {}): string {
  const times = { iat: NOW_MS / 1000, exp: NOW_MS / 1000 + 120 }
  const parts = [
    { alg, typ: 'JWT' },
    { iss: 'signer', sub: 'signer', aud: AUDIENCE, ...times, ...claims },
  ]
  const input = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const padding = alg.startsWith('PS')
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : {}
  const signature = sign(`sha${alg.slice(2)}`, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363', ...padding })
  return `${input}.${signature.toString('base64url')}`
}

async function ask(tenant: Tenant, jwt: string, fields: Record<string, string> = {}): Promise<number> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    audience: 'http://localhost/api/v2/',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: jwt,
    ...fields,
  })
  return (await tenant.request('/oauth/token', { method: 'POST', body })).status
}

describe('a client assertion', () => {
  it.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'])('signed with %s proves the client', async (alg) => {
    expect(await ask(tenantWith(rsa.publicKey), assertion(rsa.privateKey, alg))).toBe(200)
  })

  it.each(Object.entries(curves))('signed with %s on %s proves the client', async (alg, namedCurve) => {
    const key = generateKeyPairSync('ec', { namedCurve })
    expect(await ask(tenantWith(key.publicKey), assertion(key.privateKey, alg))).toBe(200)
  })

  it('may come with the client_id', async () => {
    const jwt = assertion(rsa.privateKey)
    expect(await ask(tenantWith(rsa.publicKey), jwt, { client_id: 'signer' })).toBe(200)
    expect(await ask(tenantWith(rsa.publicKey), jwt, { client_id: 'another' })).toBe(401)
  })

  it('is refused when another key signed it', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
    expect(await ask(tenantWith(rsa.publicKey), assertion(other.privateKey))).toBe(401)
  })

  it('is refused when the algorithm does not fit the key', async () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    expect(await ask(tenantWith(key.publicKey), assertion(key.privateKey, 'ES256'))).toBe(401)
  })

  it.each<[string, JsonObject]>([
    ['has expired', { exp: NOW_MS / 1000 }],
    ['never expires', { exp: null }],
    ['is for another audience', { aud: 'https://example.com/' }],
    ['is about another subject', { sub: 'another' }],
    ['comes from a client nobody knows', { iss: 'nobody', sub: 'nobody' }],
  ])('is refused when it %s', async (_case, claims) => {
    expect(await ask(tenantWith(rsa.publicKey), assertion(rsa.privateKey, 'RS256', claims))).toBe(401)
  })

  it('is refused when it is not a JWT', async () => {
    expect(await ask(tenantWith(rsa.publicKey), 'nonsense')).toBe(401)
  })
})
