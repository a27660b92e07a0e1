import { createPublicKey, type KeyObject } from 'node:crypto'

/** The curves of ES256, ES384 and ES512, by OpenSSL's names (RFC 7518, section 3.4). */
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1']

/** The shortest RSA key that RFC 7518 allows. */
const SHORTEST_RSA_BITS = 2048

/** Refuses a key that no client assertion can be checked with. Throws an `Error` that says why. */
export function assertAssertionKey(pem: string): void {
  if (/PRIVATE KEY/.test(pem)) throw unusable('is a private key; register its public half')
  const key = readKey(pem)
  if (key === undefined) throw unusable('is not PEM text of a public key or of a certificate')
  const { asymmetricKeyType: type, asymmetricKeyDetails: { modulusLength = 0, namedCurve = '' } = {} } = key
  if (type === 'ec' && !CURVES.includes(namedCurve))
    throw unusable(`is on the curve ${namedCurve}, not on ${CURVES.join(', ')}`)
  if (type === 'ec') return
  if (type !== 'rsa' && type !== 'rsa-pss')
    throw unusable(`is of type ${type}; assertions are signed with RSA or EC keys`)
  if (modulusLength < SHORTEST_RSA_BITS)
    throw unusable(`has ${modulusLength} bits; an RSA key needs ${SHORTEST_RSA_BITS}`)
}

function readKey(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem)
  } catch {
    return undefined
  }
}

function unusable(why: string): Error {
  return new Error(`The public key of a client ${why}`)
}
