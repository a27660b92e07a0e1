import { constants, createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto'
import { isJsonObject, type JsonObject } from '../json'

/** A compact JWT taken apart; nothing about it has been checked. */
export interface DecodedJwt {
  readonly header: JsonObject
  readonly claims: JsonObject
  readonly signingInput: string
  readonly signature: Buffer
}

/** How each algorithm of a client assertion is checked: RS and PS with an RSA key, ES with a key on its own curve. */
const ALGORITHMS = {
  RS256: { family: 'rsa', hash: 'sha256', padding: constants.RSA_PKCS1_PADDING },
  RS384: { family: 'rsa', hash: 'sha384', padding: constants.RSA_PKCS1_PADDING },
  RS512: { family: 'rsa', hash: 'sha512', padding: constants.RSA_PKCS1_PADDING },
  PS256: { family: 'rsa', hash: 'sha256', padding: constants.RSA_PKCS1_PSS_PADDING },
  PS384: { family: 'rsa', hash: 'sha384', padding: constants.RSA_PKCS1_PSS_PADDING },
  PS512: { family: 'rsa', hash: 'sha512', padding: constants.RSA_PKCS1_PSS_PADDING },
  ES256: { family: 'ec', hash: 'sha256', curve: 'prime256v1' },
  ES384: { family: 'ec', hash: 'sha384', curve: 'secp384r1' },
  ES512: { family: 'ec', hash: 'sha512', curve: 'secp521r1' },
} as const

/** The parts of a JWT, or undefined when the text is none. */
export function decodeJwt(token: string): DecodedJwt | undefined {
  const [header, claims, signature, ...rest] = token.split('.')
  if (header === undefined || claims === undefined || signature === undefined || rest.length > 0) return undefined
  const decoded = { header: decodePart(header), claims: decodePart(claims) }
  if (decoded.header === undefined || decoded.claims === undefined) return undefined
  const signingInput = `${header}.${claims}`
  return {
    header: decoded.header,
    claims: decoded.claims,
    signingInput,
    signature: Buffer.from(signature, 'base64url'),
  }
}

/** A JWT signed with a key of our own (HS256). */
export function signJwt(claims: JsonObject, key: Buffer): string {
  const signingInput = `${encodePart({ alg: 'HS256', typ: 'JWT' })}.${encodePart(claims)}`
  return `${signingInput}.${hmac(signingInput, key).toString('base64url')}`
}

/** Whether a JWT was signed by `signJwt` with that key. */
export function isSignedByUs({ header, signingInput, signature }: DecodedJwt, key: Buffer): boolean {
  const expected = hmac(signingInput, key)
  return header['alg'] === 'HS256' && expected.length === signature.length && timingSafeEqual(expected, signature)
}

/** Whether a JWT was signed with the private half of that key, by an algorithm that fits the key. */
export function isSignedBy({ header, signingInput, signature }: DecodedJwt, pem: string): boolean {
  const algorithm = Object.entries(ALGORITHMS).find(([name]) => name === header['alg'])?.[1]
  if (algorithm === undefined) return false
  const key = createPublicKey(pem)
  const data = Buffer.from(signingInput)
  if (algorithm.family === 'rsa') {
    const { hash, padding } = algorithm
    const isPss = padding === constants.RSA_PKCS1_PSS_PADDING
    const pss = isPss ? { saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {}
    const fits = key.asymmetricKeyType === 'rsa' || (isPss && key.asymmetricKeyType === 'rsa-pss')
    return fits && verify(hash, data, { key, padding, ...pss }, signature)
  }
  return isOnCurve(key, algorithm.curve) && verify(algorithm.hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

function isOnCurve(key: KeyObject, curve: string): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === curve
}

function hmac(text: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function encodePart(part: JsonObject): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

function decodePart(part: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return isJsonObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}
