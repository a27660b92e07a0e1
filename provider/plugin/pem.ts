/** RFC 7468 §2: exactly 64 characters on every line but the last, which may be shorter and never empty. */
const PEM_LINE = /.{1,64}/g

/** A certificate as PEM text, the only form `node:tls` takes. */
export function toPem(der: Uint8Array): string {
  const lines = Buffer.from(der).toString('base64').match(PEM_LINE) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

/** The DER bytes of the first certificate in a PEM text. Throws when there is none. */
export function parsePem(pem: string): Buffer {
  const body = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/.exec(pem)?.[1]
  if (body === undefined) throw new Error('not a PEM certificate')
  return Buffer.from(body, 'base64')
}
