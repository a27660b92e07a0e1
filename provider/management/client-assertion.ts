import { constants, type KeyObject, randomUUID, sign } from 'node:crypto'
import type { ClientAssertionAlgorithm } from './credentials'
import { readPrivateKey, UnusableKeyError } from './private-key'

/** The `client_assertion_type` of RFC 7523. */
export const CLIENT_ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Auth0 wants assertions to live briefly; two minutes leave room for a clock that is a little off. */
const LIFETIME_S = 120

/** Who signs, and how. */
export interface AssertionKey {
  readonly clientId: string
  /** PEM text, in any form that `readPrivateKey` reads. */
  readonly privateKey: string
  readonly algorithm: ClientAssertionAlgorithm
}

/**
 * A signed JWT that proves the client's identity to the token endpoint (private key JWT). `audience` is the tenant's issuer with
 * its slash, `https://tenant.eu.auth0.com/`. Without `nbf`, so that a clock running ahead does no harm.
 *
 * Throws `UnusableKeyError`.
 */
export function clientAssertion({ clientId, privateKey, algorithm }: AssertionKey, audience: string, nowMs: number) {
  const iat = Math.floor(nowMs / 1000)
  const claims = { iss: clientId, sub: clientId, aud: audience, iat, exp: iat + LIFETIME_S, jti: randomUUID() }
  const signed = `${base64url({ alg: algorithm, typ: 'JWT' })}.${base64url(claims)}`
  return `${signed}.${signature(signed, readPrivateKey(privateKey), algorithm)}`
}

/** Throws `UnusableKeyError` for a key that could not sign an assertion. */
export function assertUsableKey({ privateKey, algorithm }: Pick<AssertionKey, 'privateKey' | 'algorithm'>): void {
  assertSuits(readPrivateKey(privateKey), algorithm)
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** The curve each ECDSA algorithm demands, by OpenSSL's names (RFC 7518, section 3.4). */
const CURVES: Partial<Record<ClientAssertionAlgorithm, string>> = {
  ES256: 'prime256v1',
  ES384: 'secp384r1',
  ES512: 'secp521r1',
}

function signature(text: string, key: KeyObject, algorithm: ClientAssertionAlgorithm): string {
  assertSuits(key, algorithm)
  return sign(`sha${algorithm.slice(2)}`, Buffer.from(text), { key, ...paddingOf(algorithm) }).toString('base64url')
}

function paddingOf(algorithm: ClientAssertionAlgorithm) {
  switch (algorithm.slice(0, 2)) {
    case 'ES':
      // JOSE wants r and s side by side, not OpenSSL's DER.
      return { dsaEncoding: 'ieee-p1363' as const }
    case 'PS':
      return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    default:
      return { padding: constants.RSA_PKCS1_PADDING }
  }
}

/** The shortest RSA key that RFC 7518 allows. */
const SHORTEST_RSA_BITS = 2048

function assertSuits(key: KeyObject, algorithm: ClientAssertionAlgorithm): void {
  const { namedCurve = '', modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
  const type = key.asymmetricKeyType ?? 'unknown'
  const curve = CURVES[algorithm]
  if (curve !== undefined) {
    if (type === 'ec' && namedCurve === curve) return
    throw new UnusableKeyError(
      `${algorithm} needs an EC key on curve ${curve}, the private key is ${type} ${namedCurve}`.trim(),
    )
  }
  if (type !== 'rsa' && !(type === 'rsa-pss' && algorithm.startsWith('PS'))) {
    throw new UnusableKeyError(`${algorithm} needs an RSA key, the private key is ${type}`)
  }
  if (modulusLength < SHORTEST_RSA_BITS) {
    throw new UnusableKeyError(
      `${algorithm} needs an RSA key of at least ${SHORTEST_RSA_BITS} bits, the private key has ${modulusLength}`,
    )
  }
}
