import { generateKeyPairSync, type KeyObject, constants as rsa, verify } from 'node:crypto'
import { CLIENT_ASSERTION_ALGORITHMS, type ClientAssertionAlgorithm } from '../../../provider/management'
import { clientAssertion } from '../../../provider/management/client-assertion'
import { UnusableKeyError } from '../../../provider/management/private-key'

const NOW = 1_700_000_000_999
const rsaPair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ecPairs = {
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  ES512: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
}
function pairOf(algorithm: ClientAssertionAlgorithm) {
  return ecPairs[algorithm as keyof typeof ecPairs] ?? rsaPair
}
function pkcs8(key: KeyObject) {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function assertionOf(algorithm: ClientAssertionAlgorithm, privateKey: string) {
  return clientAssertion({ clientId: 'client-id', algorithm, privateKey }, 'https://tenant.auth0.com/', NOW)
}

/** The payload, once the signature is verified by the rules of RFC 7518. */
function verified(jwt: string, algorithm: ClientAssertionAlgorithm, key: KeyObject) {
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  const padding = { PS: rsa.RSA_PKCS1_PSS_PADDING, RS: rsa.RSA_PKCS1_PADDING }[algorithm.slice(0, 2)]
  const options = padding === undefined ? { dsaEncoding: 'ieee-p1363' as const } : { padding }
  const bytes = Buffer.from(signature, 'base64url')
  const ok = verify(`sha${algorithm.slice(2)}`, Buffer.from(`${header}.${payload}`), { key, ...options }, bytes)
  const decoded = [header, payload].map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()))
  return { ok, header: decoded[0], claims: decoded[1], signatureBytes: bytes.length }
}

describe('a client assertion', () => {
  it.each(CLIENT_ASSERTION_ALGORITHMS)('verifies with %s', (algorithm) => {
    const { privateKey, publicKey } = pairOf(algorithm)
    const { ok, header } = verified(assertionOf(algorithm, pkcs8(privateKey)), algorithm, publicKey)
    expect({ ok, header }).toEqual({ ok: true, header: { alg: algorithm, typ: 'JWT' } })
  })

  it('claims the client for two minutes at the tenant', () => {
    const { claims } = verified(assertionOf('RS256', pkcs8(rsaPair.privateKey)), 'RS256', rsaPair.publicKey)
    expect(claims).toEqual({
      iss: 'client-id',
      sub: 'client-id',
      aud: 'https://tenant.auth0.com/',
      iat: 1_700_000_000,
      exp: 1_700_000_120,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  it('puts r and s of an ECDSA signature side by side', () => {
    const jwt = assertionOf('ES512', pkcs8(ecPairs.ES512.privateKey))
    expect(verified(jwt, 'ES512', ecPairs.ES512.publicKey).signatureBytes).toBe(132)
  })

  it.each([
    ['PKCS#1', 'RS256', rsaPair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(), rsaPair.publicKey],
    [
      'SEC1',
      'ES256',
      ecPairs.ES256.privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
      ecPairs.ES256.publicKey,
    ],
  ] as const)('accepts a %s key', (_, algorithm, pem, publicKey) => {
    expect(verified(assertionOf(algorithm, pem), algorithm, publicKey).ok).toBe(true)
  })

  it.each([
    ['an EC key for RS256', 'RS256', pkcs8(ecPairs.ES256.privateKey), 'RS256 needs an RSA key, the private key is ec'],
    [
      'an RSA key for ES256',
      'ES256',
      pkcs8(rsaPair.privateKey),
      'ES256 needs an EC key on curve prime256v1, the private key is rsa',
    ],
    [
      'another curve',
      'ES256',
      pkcs8(ecPairs.ES384.privateKey),
      'ES256 needs an EC key on curve prime256v1, the private key is ec secp384r1',
    ],
    [
      'a short key',
      'PS256',
      pkcs8(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey),
      'PS256 needs an RSA key of at least 2048 bits, the private key has 1024',
    ],
    [
      'no PEM',
      'RS256',
      'hush',
      'the private key is not PEM text, which begins with -----BEGIN PRIVATE KEY----- (or RSA PRIVATE KEY, EC PRIVATE KEY)',
    ],
    [
      'an encrypted key',
      'RS256',
      rsaPair.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
      'the private key is encrypted; an unencrypted one is needed',
    ],
  ] as const)('refuses %s', (_, algorithm, pem, words) => {
    expect(() => assertionOf(algorithm, pem)).toThrow(new UnusableKeyError(words))
  })
})
