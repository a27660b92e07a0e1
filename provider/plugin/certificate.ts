import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  derBitString,
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derSet,
  derTime,
  derTrue,
  derUtf8String,
} from './der'

/** A self-signed certificate and the key it belongs to. Both live in memory only. */
export interface Certificate {
  /** The certificate in DER. */
  readonly der: Buffer
  readonly privateKey: KeyObject
}

/** The host name that go-plugin's client verifies; it is never resolved. */
const SERVER_NAME = 'localhost'

/** Object identifiers, from RFC 5280 and RFC 5758. */
const OID = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
} as const

/** Version 3 is written as 2, the number of versions before it. */
const X509_VERSION_3 = Buffer.from([2])

/** RFC 5280 allows up to 20 bytes; 16 random ones are unique for this purpose. `serialNumber` makes them positive. */
const SERIAL_BYTES = 16

/** Terraform runs on the same clock, but a clock may step back between creation and verification. */
const CLOCK_STEP_MS = 5 * 60_000

/** Certificates are checked when a connection opens; a year covers any run, a laptop's sleep included. */
const LIFETIME_MS = 365 * 24 * 3600_000

/** digitalSignature and keyCertSign: bits 0 and 5 of a byte whose last two bits are unused (RFC 5280 §4.2.1.3). */
const KEY_USAGE = { bits: Buffer.from([0b1000_0100]), unusedBits: 2 }

/** DNSName is choice 2 of GeneralName (RFC 5280 §4.2.1.6). */
const DNS_NAME_CHOICE = 2

/**
 * Creates a self-signed certificate for `localhost` with a new P-256 key, valid for a year from five minutes before `now`.
 * P-256 is the curve with the cheapest key generation; the DER is encoded here because Node cannot create certificates.
 */
export function createCertificate(now: Date): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const algorithm = derSequence(derOid(OID.ecdsaWithSha256))
  const body = certificateBody(algorithm, publicKey.export({ type: 'spki', format: 'der' }), now.getTime())
  const signature = sign('sha256', body, privateKey)
  return { der: derSequence(body, algorithm, derBitString(signature)), privateKey }
}

/** The signed part: `TBSCertificate` of RFC 5280 §4.1. */
function certificateBody(algorithm: Buffer, publicKeyInfo: Buffer, nowMs: number): Buffer {
  const name = derSequence(derSet(derSequence(derOid(OID.commonName), derUtf8String(SERVER_NAME))))
  return derSequence(
    derContext(0, derInteger(X509_VERSION_3), true),
    derInteger(serialNumber()),
    algorithm,
    name,
    derSequence(derTime(new Date(nowMs - CLOCK_STEP_MS)), derTime(new Date(nowMs + LIFETIME_MS))),
    name,
    publicKeyInfo,
    derContext(3, extensions(), true),
  )
}

function serialNumber(): Buffer {
  const bytes = randomBytes(SERIAL_BYTES)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}

/** Marked as a certificate authority because each side uses the other's certificate as its only root. */
function extensions(): Buffer {
  const host = derContext(DNS_NAME_CHOICE, Buffer.from(SERVER_NAME), false)
  return derSequence(
    extension(OID.keyUsage, derBitString(KEY_USAGE.bits, KEY_USAGE.unusedBits), true),
    extension(OID.extendedKeyUsage, derSequence(derOid(OID.serverAuth), derOid(OID.clientAuth)), false),
    extension(OID.basicConstraints, derSequence(derTrue()), true),
    extension(OID.subjectAltName, derSequence(host), false),
  )
}

function extension(oid: string, value: Buffer, critical: boolean): Buffer {
  const contents = derOctetString(value)
  return critical ? derSequence(derOid(oid), derTrue(), contents) : derSequence(derOid(oid), contents)
}
