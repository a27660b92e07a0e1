import { isIP } from 'node:net'
import { generate } from 'selfsigned'

/** What a TLS server on loopback needs, and the certificate that its clients must trust. */
export interface LoopbackCertificate {
  readonly key: string
  readonly cert: string
  readonly caCert: string
}

/** Object identifiers of the two kinds of subject alternative name that are used (RFC 5280). */
const DNS_NAME = 2
const IP_ADDRESS = 7

/**
 * A certificate for localhost, 127.0.0.1, ::1 and further host names, signed by an authority made for it. Both keys stay in
 * memory.
 */
export async function createLoopbackCertificate(hosts: readonly string[] = []): Promise<LoopbackCertificate> {
  const kind = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const
  const authority = await generate([{ name: 'commonName', value: 'Local Auth0 tenant CA' }], {
    ...kind,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...kind,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [...['localhost', '127.0.0.1', '::1', ...hosts].map(altName)],
      },
    ],
  })
  return { key: leaf.private, cert: leaf.cert, caCert: authority.cert }
}

function altName(host: string) {
  return isIP(host) === 0 ? ({ type: DNS_NAME, value: host } as const) : ({ type: IP_ADDRESS, ip: host } as const)
}
